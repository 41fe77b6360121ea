#include "scenarios/counts/count.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

constexpr std::array<const char*, kCountGroups> kGroups = {"car", "minibus", "bus", "truck",
                                                           "motorcycle"};
constexpr std::array<const char*, kCountHalves> kHalves = {"calibration", "validation"};
constexpr std::array<const char*, 3> kToCentre = {"in", "out", "across"};

// Place of a text in a list; a problem and the first place if it is not there.
template <std::size_t n>
std::size_t place_in(const std::array<const char*, n>& list, const CsvTable& table, std::size_t r,
                     const char* column, Problems& problems) {
  const std::string& text = table.text(r, column, problems);
  const auto found = std::find(list.begin(), list.end(), text);
  if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
  std::string all;
  for (const char* name : list) all += (all.empty() ? "" : ", ") + std::string(name);
  problems.add(table.problem(r, fmt::format("'{}' is no {}", text, column), "use one of " + all));
  return 0;
}

double bounded(const CsvTable& table, std::size_t r, const std::string& column, double most,
               double least, Problems& problems) {
  const double value = table.number(r, column, problems);
  if (value < least || value > most)
    problems.add(table.problem(r, fmt::format("'{}' is {}", column, value),
                               fmt::format("give {} to {}", least, most)));
  return value;
}

std::vector<std::string> split(const std::string& names) {
  std::vector<std::string> parts;
  std::istringstream in(names);
  for (std::string part; std::getline(in, part, '|');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

void read_hours(const CsvTable& table, std::size_t r, Count& count, Problems& problems) {
  constexpr double kMost = 1e5;  // vehicles an hour
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const std::string column = fmt::format("h{:02}", hour);
    const auto& header = table.header();
    if (std::find(header.begin(), header.end(), column) == header.end()) continue;
    if (table.text(r, column, problems).empty()) continue;
    count.hours.set(hour);
    count.by_hour[hour] = bounded(table, r, column, kMost, 0, problems);
  }
}

Count count_of(const CsvTable& table, std::size_t r, Problems& problems) {
  Count count;
  count.station = table.text(r, "station", problems);
  count.cordon = table.text(r, "cordon", problems);
  count.direction = table.text(r, "direction", problems);
  count.to_centre = kToCentre[place_in(kToCentre, table, r, "to_centre", problems)];
  count.half = static_cast<CountHalf>(place_in(kHalves, table, r, "half", problems));
  count.lon = bounded(table, r, "lon", 180, -180, problems);
  count.lat = bounded(table, r, "lat", 80, -80, problems);
  count.bearing_deg = bounded(table, r, "bearing_deg", 360, 0, problems);
  count.names = split(table.text(r, "street_match", problems));
  count.group = static_cast<CountGroup>(place_in(kGroups, table, r, "group", problems));
  read_hours(table, r, count, problems);
  return count;
}

// A fit must not see the other direction of a station that is to validate it.
void check_row(const CsvTable& table, std::size_t r, const Count& count,
               std::map<std::string, CountHalf>& halves,
               std::set<std::tuple<std::string, std::string, CountGroup>>& seen,
               Problems& problems) {
  const auto [half, fresh] = halves.emplace(count.station, count.half);
  if (!fresh && half->second != count.half)
    problems.add(table.problem(r, "station " + count.station + " is in both halves",
                               "give all its rows the same half"));
  if (!seen.emplace(count.station, count.direction, count.group).second)
    problems.add(table.problem(r, "the same station, direction and group stand in a row above",
                               "remove one of them"));
}

}  // namespace

const char* name_of(CountGroup g) { return kGroups[static_cast<std::size_t>(g)]; }
const char* name_of(CountHalf h) { return kHalves[static_cast<std::size_t>(h)]; }

std::optional<CountGroup> count_group_of(VehicleClass c) {
  switch (c) {
    case VehicleClass::car: return CountGroup::car;
    case VehicleClass::motorcycle: return CountGroup::motorcycle;
    case VehicleClass::minibus: return CountGroup::minibus;
    case VehicleClass::midibus:
    case VehicleClass::bus:
    case VehicleClass::articulated_bus: return CountGroup::bus;
    case VehicleClass::truck: return CountGroup::truck;
    case VehicleClass::bicycle: break;
  }
  return {};
}

std::vector<Count> read_counts(const std::filesystem::path& file, Problems& problems) {
  const CsvTable table = CsvTable::read(file, problems);
  std::vector<Count> counts;
  std::map<std::string, CountHalf> halves;
  std::set<std::tuple<std::string, std::string, CountGroup>> seen;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (table.text(r, "use", problems) != "yes") continue;
    const std::size_t before = problems.all().size();
    Count count = count_of(table, r, problems);
    if (problems.all().size() > before) continue;
    check_row(table, r, count, halves, seen, problems);
    counts.push_back(std::move(count));
  }
  return counts;
}

double counted(const Count& count, double from_h, double to_h) {
  double sum = 0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const auto start = static_cast<double>(hour);
    sum += count.by_hour[hour] * std::max(0.0, std::min(to_h, start + 1) - std::max(from_h, start));
  }
  return sum;
}

}  // namespace mwendo
