#include "sim/day/freight.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr float kDayFrom = 6 * 3600;
constexpr float kDayTo = 20 * 3600;

NodeId draw_node(const Zones& zones, const std::vector<double>& cumulative, double u, double v) {
  const auto at = std::upper_bound(cumulative.begin(), cumulative.end(), u * cumulative.back());
  const auto index = std::min<std::ptrdiff_t>(at - cumulative.begin(),
                                              static_cast<std::ptrdiff_t>(cumulative.size()) - 1);
  const ZoneId zone{static_cast<std::uint32_t>(index)};
  const ZoneNode* nodes = zones.nodes.begin_of(zone);
  const std::size_t count = zones.nodes.count_of(zone);
  double left = v;
  for (std::size_t i = 0; i < count; ++i) {
    left -= nodes[i].job_weight;
    if (left < 0) return nodes[i].node;
  }
  return nodes[count - 1].node;
}

}  // namespace

std::vector<TruckTrip> freight_trips(const Zones& zones, const FreightOptions& o) {
  std::vector<double> cumulative;
  double sum = 0;
  for (const ZoneId z : zones.zones())
    cumulative.push_back(sum += zones.nodes.count_of(z) > 0 ? zones.jobs[z] : 0);
  const double daily = o.motor_trips_per_day * o.truck_share / (1 - o.truck_share);
  const auto count = static_cast<std::uint32_t>(std::lround(daily));
  std::vector<TruckTrip> trips;
  for (std::uint32_t i = 0; i < count && sum > 0; ++i) {
    const auto u = [&](std::uint32_t k) { return uniform({o.seed, Draw::freight, i, k}); };
    const float departure = kDayFrom + static_cast<float>(u(0)) * (kDayTo - kDayFrom);
    if (departure < o.from_s || departure >= o.to_s) continue;
    const NodeId from = draw_node(zones, cumulative, u(1), u(2));
    const NodeId to = draw_node(zones, cumulative, u(3), u(4));
    if (from != to) trips.push_back({departure, from, to});
  }
  std::sort(trips.begin(), trips.end(),
            [](const TruckTrip& a, const TruckTrip& b) { return a.departure_s < b.departure_s; });
  return trips;
}

}  // namespace mwendo
