#include "scenarios/cities/fitted.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "scenarios/cities/city_transit.h"
#include "scenarios/files/csv_table.h"
#include "scenarios/files/text_file.h"
#include "scenarios/files/whole_file.h"

namespace mwendo {
namespace {

constexpr const char* kCalibrateAgain = "delete the file and run mwendo calibrate";

// Names as they stand in the file: without quotation marks.
std::string plain(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return text;
}

using LineKey = std::pair<std::string, std::string>;  // name, description
constexpr double kDay = 86400;

// The table with all columns and at least one row, or problems.
CsvTable read_table(const std::filesystem::path& file, Problems& problems) {
  CsvTable table = CsvTable::read(file, problems);
  for (const char* column : {"kind", "name", "description", "peak", "offpeak", "places"})
    if (table.rows() > 0) (void)table.text(0, column, problems);
  if (table.rows() == 0)
    problems.add({.file = file.string(),
                  .line = 1,
                  .what = "the file holds no figures",
                  .what_to_do = kCalibrateAgain});
  return table;
}

std::optional<double> value_of(const CsvTable& table, std::size_t row, const char* column,
                               double at_least, double at_most, Problems& problems) {
  const std::size_t before = problems.all().size();
  const double value = table.number(row, column, problems);
  if (problems.all().size() > before) return std::nullopt;
  if (value >= at_least && value <= at_most) return value;
  problems.add(table.problem(
      row, fmt::format("'{}' is {}, outside {} to {}", column, value, at_least, at_most),
      kCalibrateAgain));
  return std::nullopt;
}

}  // namespace

void write_fitted(const std::filesystem::path& file, const Fitted& c) {
  const auto quoted = [](const std::string& text) { return '"' + plain(text) + '"'; };
  WholeFile whole(file);
  TextFile out(whole.path());
  out.line("kind,name,description,peak,offpeak,places,source");
  for (const FittedHeadway& h : c.headways)
    out.print("headway,{},{},{:.0f},{:.0f},{},fitted to modelled demand\n", quoted(h.name),
              quoted(h.description), h.peak_s, h.offpeak_s, h.capacity);
  out.close();
  whole.commit();
}

void apply_fitted(CityWorld& world, const std::filesystem::path& file, Problems& problems) {
  if (!std::filesystem::exists(file)) return;
  const std::size_t before = problems.all().size();
  const CsvTable table = read_table(file, problems);
  if (problems.all().size() > before) return;
  std::multimap<LineKey, LineId> lines;
  auto& line = world.transit.line;
  for (const LineId l : world.transit.lines())
    lines.emplace(LineKey{plain(line.name[l]), plain(line.description[l])}, l);
  std::map<LineKey, std::size_t> used;  // lines of one name in order
  double fitted = 0;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& kind = table.text(r, "kind", problems);
    if (kind != "headway") {
      problems.add(
          table.problem(r, "'" + kind + "' is not a kind of fitted figure", "use headway"));
      continue;
    }
    const auto peak = value_of(table, r, "peak", 1, kDay, problems);
    const auto offpeak = value_of(table, r, "offpeak", 1, kDay, problems);
    const auto places = value_of(table, r, "places", 1, 400, problems);
    if (!peak || !offpeak || !places) continue;
    const LineKey key{table.text(r, "name", problems), table.text(r, "description", problems)};
    const auto [first, last] = lines.equal_range(key);
    auto it = first;
    for (std::size_t i = used[key]++; i > 0 && it != last; --i) ++it;
    if (it == last) {
      problems.add(table.problem(r, "the city has no line '" + key.first + "' (" + key.second + ")",
                                 kCalibrateAgain));
      continue;
    }
    line.peak_headway_s[it->second] = static_cast<float>(*peak);
    line.offpeak_headway_s[it->second] = static_cast<float>(*offpeak);
    line.capacity[it->second] = static_cast<std::uint16_t>(*places);
    line.vehicle[it->second] = minibus_class(static_cast<int>(*places));
    ++fitted;
  }
  world.assumptions.push_back(
      {"headways",
       "Headways and vehicle sizes of minibus lines are fitted to the modelled demand, "
       "with the fleet given.",
       fitted, "fitted.csv"});
}

}  // namespace mwendo
