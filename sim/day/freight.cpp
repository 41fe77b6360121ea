#include "sim/day/freight.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr float kDayFrom = 6 * 3600;
constexpr float kDayTo = 20 * 3600;

}  // namespace

Workplaces::Workplaces(const Zones& zones) : zones_(zones) {
  double sum = 0;
  for (const ZoneId z : zones.zones())
    cumulative_.push_back(sum += zones.nodes.count_of(z) > 0 ? zones.jobs[z] : 0);
}

NodeId Workplaces::draw(double u, double v) const {
  const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
  const auto index = std::min<std::ptrdiff_t>(at - cumulative_.begin(),
                                              static_cast<std::ptrdiff_t>(cumulative_.size()) - 1);
  const ZoneId zone{static_cast<std::uint32_t>(index)};
  const ZoneNode* nodes = zones_.nodes.begin_of(zone);
  const std::size_t count = zones_.nodes.count_of(zone);
  double left = v;
  for (std::size_t i = 0; i < count; ++i) {
    left -= nodes[i].job_weight;
    if (left < 0) return nodes[i].node;
  }
  return nodes[count - 1].node;
}

std::vector<VehicleTrip> freight_trips(const Zones& zones, const FreightOptions& o) {
  const Workplaces places(zones);
  const auto count = static_cast<std::uint32_t>(std::lround(o.trips_per_day));
  std::vector<VehicleTrip> trips;
  for (std::uint32_t i = 0; i < count && !places.empty(); ++i) {
    const auto u = [&](std::uint32_t k) { return uniform({o.seed, Draw::freight, i, k}); };
    const float departure = kDayFrom + static_cast<float>(u(0)) * (kDayTo - kDayFrom);
    if (departure < o.from_s || departure >= o.to_s) continue;
    const NodeId from = places.draw(u(1), u(2));
    const NodeId to = places.draw(u(3), u(4));
    if (from != to) trips.push_back({departure, from, to});
  }
  std::sort(trips.begin(), trips.end(), [](const VehicleTrip& a, const VehicleTrip& b) {
    return a.departure_s < b.departure_s;
  });
  return trips;
}

}  // namespace mwendo
