#include "sim/active/active_legs.h"

#include <algorithm>

#include "network/walking/active_graph.h"

namespace mwendo {
namespace {

// Riding time is not known here; walks after a ride start when the ride would end at this speed.
constexpr float kRoughRideMps = 4;
constexpr std::uint32_t kMostLegs = 16;  // of a trip, to number them

void add_transit_walks(const TransitSupply& transit, const TripColumns& trip, const TripRecord& r,
                       std::vector<ActiveLeg>& walks) {
  const TripId t = r.trip;
  NodeId here = trip.from[t].node;
  float now = r.departure_s;
  std::uint32_t who = t.value * kMostLegs;
  for (std::uint32_t k = 0; k < trip.ride_count[t]; ++k) {
    const RideLeg& ride = trip.rides[trip.first_ride[t] + k];
    walks.push_back({here, transit.stop.access_node[ride.board], now, who++});
    here = transit.stop.access_node[ride.alight];
    const double metres =
        distance(transit.stop.position[ride.board], transit.stop.position[ride.alight]);
    now += ride.walk_before_m / kWalkSpeedMps + static_cast<float>(metres) / kRoughRideMps;
  }
  walks.push_back({here, trip.to[t].node, now, who});
}

}  // namespace

ActiveLegs active_legs(const TransitSupply& transit, const Population& people,
                       std::span<const TripRecord> trips) {
  ActiveLegs legs;
  const TripColumns& trip = people.trip;
  for (const TripRecord& r : trips) {
    if (r.outcome == TripOutcome::not_started || r.outcome == TripOutcome::no_way) continue;
    const ActiveLeg whole{trip.from[r.trip].node, trip.to[r.trip].node, r.departure_s,
                          r.trip.value * kMostLegs};
    if (r.mode == Mode::walk) legs.walks.push_back(whole);
    if (r.mode == Mode::bicycle || r.mode == Mode::shared_bicycle) legs.rides.push_back(whole);
    // Plans of trips in a run-in may be newer than the trips (sim/learning/course.h).
    if (is_transit(r.mode) && trip.ride_count[r.trip] > 0)
      add_transit_walks(transit, trip, r, legs.walks);
  }
  const auto useless = [](const ActiveLeg& l) {
    return l.from == l.to || !l.from.valid() || !l.to.valid();
  };
  std::erase_if(legs.walks, useless);
  std::erase_if(legs.rides, useless);
  const auto by_origin = [](const ActiveLeg& a, const ActiveLeg& b) { return a.from < b.from; };
  std::stable_sort(legs.walks.begin(), legs.walks.end(), by_origin);
  std::stable_sort(legs.rides.begin(), legs.rides.end(), by_origin);
  return legs;
}

float search_limit(const Network& net, std::span<const ActiveLeg> run, float speed_mps) {
  constexpr double kMostDetour = 4;  // way over crow-fly times felt over real
  double farthest = 0;
  for (const ActiveLeg& leg : run)
    farthest = std::max(farthest, distance(net.node.position[leg.from], net.node.position[leg.to]));
  return static_cast<float>(kMostDetour * farthest / speed_mps) + 900;
}

std::vector<std::size_t> runs_of_one_origin(const std::vector<ActiveLeg>& legs) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < legs.size(); ++i)
    if (i == 0 || legs[i].from != legs[i - 1].from) starts.push_back(i);
  starts.push_back(legs.size());
  return starts;
}

std::vector<float> expand(const std::vector<std::uint32_t>& flow, float expansion) {
  std::vector<float> out(flow.size());
  std::transform(flow.begin(), flow.end(), out.begin(),
                 [&](std::uint32_t n) { return static_cast<float>(n) * expansion; });
  return out;
}

}  // namespace mwendo
