// Flows of walkers and cyclists by link and 15 minutes, from the trips of a day.
//
//   const ActiveFlows flows = active_flows(net, transit, people, outcome.trips, from_s, to_s);
//   flows.walkers[link * flows.periods + period]
//
// Whole trips on foot or by bicycle, and the walks to, between and from the stops of public
// transport. Each takes the way of least felt time between its street nodes (active_graph.h). It
// counts in the 15 minutes in which a link is reached, and before from_s in none. Units: persons,
// expanded. Deterministic for any number of threads. Limits: a walk after a ride starts when the
// ride would end at 4 m/s crow-fly, without a wait. Walks between street and door are on no link.
// Walkers do not slow each other.
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
