#include "scenarios/counts/count_links.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "network/projection.h"
#include "network/spatial_index.h"

namespace mwendo {
namespace {

constexpr double kSameDirection = 0.6;  // cosine between count and street

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

}  // namespace

std::vector<LinkId> links_of(const std::vector<Count>& counts, const Network& net) {
  if (counts.empty()) return {};
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
    auto found = index.nearest(place, kCountReach_m, named);
    if (!found) found = index.nearest(place, kCountReach_m, along);
    links.push_back(found ? found->link : LinkId{});
  }
  return links;
}

double modelled(const Tallies& tallies, LinkId link, CountGroup group, double from_h, double to_h) {
  constexpr double kPeriod_h = static_cast<double>(Tallies::kPeriodSeconds) / 3600;
  double sum = 0;
  for (std::size_t p = 0; p < tallies.periods(); ++p) {
    const double start =
        static_cast<double>(tallies.from_s()) / 3600 + static_cast<double>(p) * kPeriod_h;
    if (start < from_h - 1e-6 || start + kPeriod_h > to_h + 1e-6) continue;
    for (std::size_t k = 0; k < kVehicleClassCount; ++k)
      if (const auto c = static_cast<VehicleClass>(k); count_group_of(c) == group)
        sum += static_cast<double>(tallies.at(link, p, c).vehicles);
  }
  return sum;
}

}  // namespace mwendo
