#include "sim/active/active_flows.h"

#include <algorithm>

#include "sim/active/active_graph.h"
#include "sim/traffic/tallies.h"

namespace mwendo {
namespace {

// A way on foot or by bicycle between two street nodes.
struct ActiveLeg {
  NodeId from;
  NodeId to;
  float start_s;
};

struct Legs {
  std::vector<ActiveLeg> walks;
  std::vector<ActiveLeg> rides;
};

// Riding time is not known here; walks after a ride start when the ride would end at this speed.
constexpr float kRoughRideMps = 4;

void add_transit_walks(const TransitSupply& transit, const TripColumns& trip, const TripRecord& r,
                       std::vector<ActiveLeg>& walks) {
  const TripId t = r.trip;
  NodeId here = trip.from[t].node;
  float now = r.departure_s;
  for (std::uint32_t k = 0; k < trip.ride_count[t]; ++k) {
    const RideLeg& ride = trip.rides[trip.first_ride[t] + k];
    walks.push_back({here, transit.stop.access_node[ride.board], now});
    here = transit.stop.access_node[ride.alight];
    const double metres =
        distance(transit.stop.position[ride.board], transit.stop.position[ride.alight]);
    now += ride.walk_before_m / kWalkSpeedMps + static_cast<float>(metres) / kRoughRideMps;
  }
  walks.push_back({here, trip.to[t].node, now});
}

Legs collect(const TransitSupply& transit, const Population& people,
             std::span<const TripRecord> trips) {
  Legs legs;
  const TripColumns& trip = people.trip;
  for (const TripRecord& r : trips) {
    if (r.outcome == TripOutcome::not_started || r.outcome == TripOutcome::no_way) continue;
    const ActiveLeg whole{trip.from[r.trip].node, trip.to[r.trip].node, r.departure_s};
    if (r.mode == Mode::walk) legs.walks.push_back(whole);
    if (r.mode == Mode::bicycle || r.mode == Mode::shared_bicycle) legs.rides.push_back(whole);
    if (is_transit(r.mode)) add_transit_walks(transit, trip, r, legs.walks);
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

struct Clock {
  float from_s;
  std::size_t periods;
  [[nodiscard]] std::size_t period_at(float time_s) const {
    const float p = std::max(0.0F, (time_s - from_s) / Tallies::kPeriodSeconds);
    return std::min(static_cast<std::size_t>(p), periods - 1);
  }
};

// Felt seconds that reach every destination of a run unless the detour is extreme.
float search_limit(const Network& net, std::span<const ActiveLeg> run, float speed_mps) {
  constexpr double kMostDetour = 4;  // way over crow-fly times felt over real
  double farthest = 0;
  for (const ActiveLeg& leg : run)
    farthest = std::max(farthest, distance(net.node.position[leg.from], net.node.position[leg.to]));
  return static_cast<float>(kMostDetour * farthest / speed_mps) + 900;
}

// Counts are whole persons in integers until the end, so that the order of adding cannot matter.
std::vector<std::uint32_t> count(const Network& net, const PathGraph& graph,
                                 const std::vector<ActiveLeg>& legs, const Clock& clock,
                                 float speed_mps) {
  std::vector<std::uint32_t> flow(net.links().size() * clock.periods);
  std::vector<std::size_t> starts;  // of runs with one origin
  for (std::size_t i = 0; i < legs.size(); ++i)
    if (i == 0 || legs[i].from != legs[i - 1].from) starts.push_back(i);
  const std::size_t runs = starts.size();
  starts.push_back(legs.size());
#pragma omp parallel
  {
    PathSearch search(graph);
#pragma omp for schedule(dynamic, 16)
    for (std::size_t r = 0; r < runs; ++r) {
      const std::span<const ActiveLeg> run{legs.data() + starts[r], starts[r + 1] - starts[r]};
      search.run(run.front().from, search_limit(net, run, speed_mps));
      for (const ActiveLeg& leg : run) {
        if (!search.reached(leg.to)) continue;
        search.visit_path(leg.to, [&](LinkId l, float metres_before) {
          const std::size_t p = clock.period_at(leg.start_s + metres_before / speed_mps);
          std::uint32_t& cell = flow[l.value * clock.periods + p];
#pragma omp atomic
          ++cell;
        });
      }
    }
  }
  return flow;
}

std::vector<float> expand(const std::vector<std::uint32_t>& flow, float expansion) {
  std::vector<float> out(flow.size());
  std::transform(flow.begin(), flow.end(), out.begin(),
                 [&](std::uint32_t n) { return static_cast<float>(n) * expansion; });
  return out;
}

}  // namespace

ActiveFlows active_flows(const Network& net, const TransitSupply& transit, const Population& people,
                         std::span<const TripRecord> trips, float from_s, float to_s) {
  const Clock clock{from_s, Tallies(0, from_s, to_s).periods()};
  const Legs legs = collect(transit, people, trips);
  const auto walkers = count(net, foot_graph(net), legs.walks, clock, kWalkSpeedMps);
  const auto riders = count(net, bicycle_graph(net), legs.rides, clock, kCycleSpeedMps);
  return {.periods = clock.periods,
          .walkers = expand(walkers, people.expansion),
          .cyclists = expand(riders, people.expansion)};
}

}  // namespace mwendo
