// Level of service of walking and cycling: time and felt time of every trip.
//
//   const ActiveLevels levels = active_levels(net, population);
//   levels.walk_felt_s[trip]        // seconds on foot as felt
//   levels.cycle_felt_s[trip]       // by bicycle, stress included; kNoActiveWay without a bicycle
//
// Way of a trip: from node to node by least felt time (network/walking/active_graph.h), plus the
// walks from door to node. Trips whose nodes are nearer than local_m crow-fly may also use local
// paths that the data do not hold; their length is at most the trip's distance_m. Beyond the search
// limits, and without a way in the graph, felt time is distance_m at the usual ratio of felt to
// real time. Congestion does not slow walkers and cyclists. So the levels hold for all days of a
// run: compute them once for each world. Deterministic for any number of threads, which share the
// origins.
#pragma once

#include "network/network.h"
#include "sim/modes/modes.h"
#include "sim/population/population.h"

namespace mwendo {

inline constexpr float kNoActiveWay = 3.0e38F;

struct ActiveOptions {
  float walk_limit_s = 4500;  // felt seconds searched from each origin
  float cycle_limit_s = 4500;
  float local_m = 1200;
  float usual_walk_perception = 1.1F;
  float usual_cycle_perception = 1.4F;
  float bicycle_access_s = row_of(Mode::bicycle).access_s;
  int threads = 1;
};

struct ActiveLevels {
  Column<TripId, float> walk_s;
  Column<TripId, float> walk_felt_s;
  Column<TripId, float> cycle_s;
  Column<TripId, float> cycle_felt_s;
};

[[nodiscard]] ActiveLevels active_levels(const Network& net, const Population& population,
                                         const ActiveOptions& options = {});

}  // namespace mwendo
