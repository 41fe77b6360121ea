#include "tests/support/street_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <sstream>

#include "network/projection.h"
#include "network/spatial_index.h"
#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

constexpr double kReach_m = 60;
constexpr double kSameDirection = 0.6;  // cosine between count and street

std::optional<CountGroup> group_of(VehicleClass c) {
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

std::vector<std::string> split(const std::string& names) {
  std::vector<std::string> parts;
  std::istringstream in(names);
  for (std::string part; std::getline(in, part, '|');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_named(const Count& count, const std::string& street) {
  return std::any_of(count.names.begin(), count.names.end(), [&](const std::string& part) {
    return lower(street).find(lower(part)) != std::string::npos;
  });
}

Count count_of(const CsvTable& table, std::size_t r, Problems& problems) {
  Count count;
  count.station = table.text(r, "station", problems);
  count.cordon = table.text(r, "cordon", problems);
  count.direction = table.text(r, "direction", problems);
  count.to_centre = table.text(r, "to_centre", problems);
  count.lon = table.number(r, "lon", problems);
  count.lat = table.number(r, "lat", problems);
  count.bearing_deg = table.number(r, "bearing_deg", problems);
  count.names = split(table.text(r, "street_match", problems));
  const std::string& group = table.text(r, "group", problems);
  bool known = false;
  for (std::size_t g = 0; g < kCountGroups; ++g)
    if (group == name_of(static_cast<CountGroup>(g))) {
      count.group = static_cast<CountGroup>(g);
      known = true;
    }
  if (!known)
    problems.add(table.problem(r, "unknown group '" + group + "'",
                               "use car, minibus, bus, truck or motorcycle"));
  for (std::size_t hour = 6; hour <= 21; ++hour)
    count.by_hour[hour] = table.number(r, fmt::format("h{:02}", hour), problems);
  return count;
}

}  // namespace

const char* name_of(CountGroup g) {
  constexpr std::array<const char*, kCountGroups> kNames = {"car", "minibus", "bus", "truck",
                                                            "motorcycle"};
  return kNames[static_cast<std::size_t>(g)];
}

std::vector<Count> read_counts(const std::filesystem::path& file, Problems& problems) {
  const CsvTable table = CsvTable::read(file, problems);
  std::vector<Count> counts;
  for (std::size_t r = 0; r < table.rows(); ++r)
    if (table.text(r, "use", problems) == "yes") counts.push_back(count_of(table, r, problems));
  return counts;
}

std::vector<LinkId> links_of(const std::vector<Count>& counts, const Network& net) {
  const LinkIndex index(net);
  const Projection projection(net.crs);
  std::vector<LinkId> links;
  for (const Count& count : counts) {
    const Point place = projection.to_metres({count.lon, count.lat});
    const double bearing = count.bearing_deg / 180 * std::numbers::pi;
    const auto along = [&](LinkId l) {
      const Point a = net.node.position[net.link.from[l]];
      const Point b = net.node.position[net.link.to[l]];
      const double towards = (b.x - a.x) * std::sin(bearing) + (b.y - a.y) * std::cos(bearing);
      return (net.permissions_of(l) & kCar) != 0 && towards > kSameDirection * distance(a, b);
    };
    const auto named = [&](LinkId l) {
      return along(l) && is_named(count, net.street_names[net.link.street[l]]);
    };
    auto found = index.nearest(place, kReach_m, named);
    if (!found) found = index.nearest(place, kReach_m, along);
    links.push_back(found ? found->link : LinkId{});
  }
  return links;
}

double counted(const Count& count, double from_h, double to_h) {
  double sum = 0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const auto start = static_cast<double>(hour);
    sum += count.by_hour[hour] * std::max(0.0, std::min(to_h, start + 1) - std::max(from_h, start));
  }
  return sum;
}

double modelled(const Tallies& tallies, LinkId link, CountGroup group, double from_h, double to_h) {
  constexpr double kPeriod_h = static_cast<double>(Tallies::kPeriodSeconds) / 3600;
  double sum = 0;
  for (std::size_t p = 0; p < tallies.periods(); ++p) {
    const double start =
        static_cast<double>(tallies.from_s()) / 3600 + static_cast<double>(p) * kPeriod_h;
    if (start < from_h - 1e-6 || start + kPeriod_h > to_h + 1e-6) continue;
    for (std::size_t k = 0; k < kVehicleClassCount; ++k)
      if (const auto c = static_cast<VehicleClass>(k); group_of(c) == group)
        sum += static_cast<double>(tallies.at(link, p, c).vehicles);
  }
  return sum;
}

}  // namespace mwendo
