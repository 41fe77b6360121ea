// Flows of walkers and cyclists by link and 15 minutes, from the trips of a day.
//
//   const ActiveFlows flows = active_flows(net, transit, people, outcome.trips, from_s, to_s);
//   flows.walkers[link * flows.periods + period]
//
// Whole trips on foot or by bicycle, and the walks to, between and from the stops of public
// transport, each on the way of least felt time between its street nodes (active_graph.h), counted
// in the 15 minutes when a link is reached. Units: persons, expanded. Deterministic for any
// number of threads.
// Limits: a walk after a ride starts when the ride would end at 4 m/s crow-fly, after no wait;
// walks between street and door are on no link; walkers do not slow each other.
#pragma once

#include <span>

#include "network/network.h"
#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

[[nodiscard]] ActiveFlows active_flows(const Network& net, const TransitSupply& transit,
                                       const Population& people, std::span<const TripRecord> trips,
                                       float from_s, float to_s, int threads = 1);

}  // namespace mwendo
