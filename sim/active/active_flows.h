// Who walks and rides where: flows by link and 15 minutes, from the trips of a day.
//
//   const ActiveFlows flows = active_flows(net, people, outcome.trips, {from_s, to_s});
//   flows.walkers[link * flows.periods + period]
//
// Each walking or cycling trip is laid on the way of least perceived time between its street nodes
// (active_graph.h) and counted in the 15 minutes of its departure. A walker against a link's
// direction counts on the opposite link where there is one. Units: persons, expanded.
// Limits: walks to and from stops are not laid on the streets; nobody is slowed by the crowd.
#pragma once

#include <span>

#include "network/network.h"
#include "sim/results/run_results.h"

namespace mwendo {

[[nodiscard]] ActiveFlows active_flows(const Network& net, const Population& people,
                                       std::span<const TripRecord> trips, float from_s, float to_s);

}  // namespace mwendo
