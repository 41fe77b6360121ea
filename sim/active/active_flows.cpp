#include "sim/active/active_flows.h"

#include <algorithm>

#include "network/walking/active_graph.h"
#include "sim/active/active_legs.h"
#include "sim/traffic/tallies.h"

namespace mwendo {
namespace {

struct Clock {
  float from_s;
  std::size_t periods;
  [[nodiscard]] bool counts(float time_s) const { return time_s >= from_s; }
  [[nodiscard]] std::size_t period_at(float time_s) const {
    const float p = std::max(0.0F, (time_s - from_s) / Tallies::kPeriodSeconds);
    return std::min(static_cast<std::size_t>(p), periods - 1);
  }
};

// Counts are whole persons in integers until the end, so that the order of adding cannot matter.
std::vector<std::uint32_t> count(const Network& net, const PathGraph& graph,
                                 const std::vector<ActiveLeg>& legs, const Clock& clock,
                                 float speed_mps, int threads) {
  std::vector<std::uint32_t> flow(net.links().size() * clock.periods);
  const std::vector<std::size_t> starts = runs_of_one_origin(legs);
  const std::size_t runs = starts.size() - 1;
#pragma omp parallel num_threads(threads)
  {
    PathSearch search(graph);
#pragma omp for schedule(dynamic, 16)
    for (std::size_t r = 0; r < runs; ++r) {
      const std::span<const ActiveLeg> run{legs.data() + starts[r], starts[r + 1] - starts[r]};
      search.run(run.front().from, search_limit(net, run, speed_mps));
      for (const ActiveLeg& leg : run) {
        if (!search.reached(leg.to)) continue;
        search.visit_path(leg.to, [&](LinkId l, float metres_before) {
          const float time_s = leg.start_s + metres_before / speed_mps;
          if (!clock.counts(time_s)) return;
          const std::size_t p = clock.period_at(time_s);
          std::uint32_t& cell = flow[l.value * clock.periods + p];
#pragma omp atomic
          ++cell;
        });
      }
    }
  }
  return flow;
}

}  // namespace

ActiveFlows active_flows(const Network& net, const TransitSupply& transit, const Population& people,
                         std::span<const TripRecord> trips, float from_s, float to_s, int threads) {
  const Clock clock{from_s, Tallies(0, from_s, to_s).periods()};
  const ActiveLegs legs = active_legs(transit, people, trips);
  const auto walkers = count(net, foot_graph(net), legs.walks, clock, kWalkSpeedMps, threads);
  const auto riders = count(net, bicycle_graph(net), legs.rides, clock, kCycleSpeedMps, threads);
  return {.periods = clock.periods,
          .walkers = expand(walkers, people.expansion),
          .cyclists = expand(riders, people.expansion)};
}

}  // namespace mwendo
