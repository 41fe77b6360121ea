#include "sim/active/active_level_of_service.h"

#include <algorithm>
#include <numeric>

#include "network/walking/active_graph.h"

namespace mwendo {
namespace {

constexpr float kLongestWalkM = 6000;  // exact ways are searched up to these distances
constexpr float kLongestRideM = 15000;

// Trip numbers in order of the node they start from.
struct ByOrigin {
  std::vector<std::uint32_t> first;
  std::vector<TripId> trips;
};
ByOrigin by_origin(const Network& net, const Population& population) {
  ByOrigin sorted;
  sorted.first.assign(net.nodes().size() + 1, 0);
  for (TripId t : population.trips()) ++sorted.first[population.trip.from[t].node.value + 1];
  std::partial_sum(sorted.first.begin(), sorted.first.end(), sorted.first.begin());
  std::vector<std::uint32_t> next(sorted.first.begin(), sorted.first.end() - 1);
  sorted.trips.resize(population.trips().size());
  for (TripId t : population.trips()) sorted.trips[next[population.trip.from[t].node.value]++] = t;
  return sorted;
}

struct Way {
  float metres = 0;
  float perception = 1;  // felt over real time
};

class Levels {
 public:
  Levels(const Network& net, const Population& population, const ActiveOptions& options)
      : net_(net), population_(population), options_(options) {}

  void walk(const PathSearch& search, TripId t, ActiveLevels& out) const {
    const TripColumns& trip = population_.trip;
    Way way{trip.distance_m[t], options_.usual_walk_perception};
    const NodeId to = trip.to[t].node;
    if (trip.from[t].node == to) {
      way.perception = 1;
    } else if (trip.distance_m[t] <= kLongestWalkM && search.reached(to)) {
      const float metres = search.length_m(to);
      way.perception = search.cost(to) * kWalkSpeedMps / std::max(metres, 1.0F);
      way.metres = street_length(t, metres);
    }
    out.walk_s[t] = way.metres / kWalkSpeedMps;
    out.walk_felt_s[t] = out.walk_s[t] * way.perception;
  }

  void ride(const PathSearch& search, TripId t, ActiveLevels& out) const {
    const TripColumns& trip = population_.trip;
    out.cycle_s[t] = kNoActiveWay;
    out.cycle_felt_s[t] = kNoActiveWay;
    const bool rides = population_.person.has_bicycle[trip.person[t]] != 0;
    if (!rides || trip.distance_m[t] > kLongestRideM) return;
    Way way{trip.distance_m[t], options_.usual_cycle_perception};
    const NodeId to = trip.to[t].node;
    if (trip.from[t].node == to) {
      way.perception = 1;
    } else if (search.reached(to)) {
      const float metres = search.length_m(to);
      way.perception = search.cost(to) * kCycleSpeedMps / std::max(metres, 1.0F);
      way.metres = street_length(t, metres);
    }
    out.cycle_s[t] = way.metres / kCycleSpeedMps + options_.bicycle_access_s;
    out.cycle_felt_s[t] = way.metres / kCycleSpeedMps * way.perception + options_.bicycle_access_s;
  }

 private:
  [[nodiscard]] float street_length(TripId t, float between_nodes_m) const {
    const Place& from = population_.trip.from[t];
    const Place& to = population_.trip.to[t];
    const float by_street = from.access_m + between_nodes_m + to.access_m;
    const double crow = distance(net_.node.position[from.node], net_.node.position[to.node]);
    return crow < options_.local_m ? std::min(by_street, population_.trip.distance_m[t])
                                   : by_street;
  }

  const Network& net_;
  const Population& population_;
  const ActiveOptions& options_;
};

}  // namespace

ActiveLevels active_levels(const Network& net, const Population& population,
                           const ActiveOptions& options) {
  const std::size_t n = population.trips().size();
  ActiveLevels out{.walk_s = Column<TripId, float>(n),
                   .walk_felt_s = Column<TripId, float>(n),
                   .cycle_s = Column<TripId, float>(n),
                   .cycle_felt_s = Column<TripId, float>(n)};
  const ByOrigin sorted = by_origin(net, population);
  const PathGraph walk = foot_graph(net);
  const PathGraph ride = bicycle_graph(net);
  const Levels levels(net, population, options);
  const auto node_count = static_cast<std::uint32_t>(net.nodes().size());
#pragma omp parallel num_threads(options.threads)
  {
    PathSearch on_foot(walk);
    PathSearch by_bicycle(ride);
#pragma omp for schedule(dynamic, 16)
    for (std::uint32_t node = 0; node < node_count; ++node) {
      const std::span<const TripId> trips{sorted.trips.data() + sorted.first[node],
                                          sorted.first[node + 1] - sorted.first[node]};
      if (trips.empty()) continue;
      on_foot.run(NodeId{node}, options.walk_limit_s);
      const bool anybody_rides = std::any_of(trips.begin(), trips.end(), [&](TripId t) {
        return population.person.has_bicycle[population.trip.person[t]] != 0;
      });
      if (anybody_rides) by_bicycle.run(NodeId{node}, options.cycle_limit_s);
      for (TripId t : trips) {
        levels.walk(on_foot, t, out);
        levels.ride(by_bicycle, t, out);
      }
    }
  }
  return out;
}

}  // namespace mwendo
