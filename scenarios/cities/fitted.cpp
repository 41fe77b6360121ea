#include "scenarios/cities/fitted.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include "scenarios/cities/city_transit.h"
#include "scenarios/csv_table.h"

namespace mwendo {
namespace {

// Names as they stand in the file: without quotation marks.
std::string plain(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return text;
}

}  // namespace

void write_fitted(const std::filesystem::path& file, const Fitted& c) {
  std::ofstream out(file);
  const auto quoted = [](const std::string& text) { return '"' + plain(text) + '"'; };
  out << "kind,name,description,peak,offpeak,places,source\n";
  out << fmt::format("reaction_scale,,,{:.3f},,,\"fitted: peak motor speed {:.1f} km/h observed, "
                     "{:.1f} modelled\"\n",
                     c.reaction_scale, c.observed_speed_kmh, c.modelled_speed_kmh);
  for (const FittedHeadway& h : c.headways)
    out << fmt::format("headway,{},{},{:.0f},{:.0f},{},fitted to modelled demand\n",
                       quoted(h.name), quoted(h.description), h.peak_s, h.offpeak_s, h.capacity);
  out.flush();
  if (!out) throw RunError("cannot write " + file.string() + ": is the disk full?");
}

void apply_fitted(World& world, const std::filesystem::path& file, Problems& problems) {
  if (!std::filesystem::exists(file)) return;
  std::multimap<std::pair<std::string, std::string>, LineId> lines;
  auto& line = world.transit.line;
  for (const LineId l : world.transit.lines())
    lines.emplace(std::pair{plain(line.name[l]), plain(line.description[l])}, l);
  std::map<std::pair<std::string, std::string>, std::size_t> used;  // lines of one name in order
  double fitted = 0;
  const CsvTable table = CsvTable::read(file, problems);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const bool is_line = table.text(r, "kind", problems) == "headway";
    const auto peak = static_cast<float>(table.number(r, "peak", problems));
    if (!(peak > 0) || (is_line && !(table.number(r, "places", problems) >= 1))) {
      problems.add(table.problem(r, "a value that is not above 0", "run mwendo calibrate again"));
      continue;
    }
    if (!is_line) {
      world.figures.reaction_scale = peak;
      continue;
    }
    const std::pair key{table.text(r, "name", problems), table.text(r, "description", problems)};
    const auto [first, last] = lines.equal_range(key);
    auto it = first;
    for (std::size_t i = used[key]++; i > 0 && it != last; --i) ++it;
    if (it == last) {
      problems.add(table.problem(r, "the city has no line '" + key.first + "' (" + key.second + ")",
                                 "run mwendo calibrate again"));
      continue;
    }
    line.peak_headway_s[it->second] = peak;
    line.offpeak_headway_s[it->second] = static_cast<float>(table.number(r, "offpeak", problems));
    const auto places = static_cast<int>(table.number(r, "places", problems));
    line.capacity[it->second] = static_cast<std::uint16_t>(places);
    line.vehicle[it->second] = minibus_class(places);
    ++fitted;
  }
  world.assumptions.push_back(
      {"headways", "Headways and vehicle sizes of minibus lines are fitted to the modelled demand, "
                   "with the fleet given.", fitted, "fitted.csv"});
  world.assumptions.push_back(
      {"street capacity", fmt::format("Reaction times in traffic are scaled by {:.2f}, so that the "
                                      "mean speed of the peak is that observed.",
                                      world.figures.reaction_scale), 1, "fitted.csv"});
}

}  // namespace mwendo
