// Zone to zone by public transport, for maps and accessibility.
//
//   const TransitSkim skim = transit_skim(router, rides, distances.centre);
//   if (skim.time_s.at(a, b) < 45 * 60) reachable += zones.jobs[b];
//
// From the centre node of each zone to that of each other, by the cheapest of all modes.
// Units: seconds door to door (walk, wait, ride); cost in seconds on board. kNoWay where there is
// no way. Deterministic for any number of threads, which share the zones.
#pragma once

#include "network/base/matrix.h"
#include "sim/transit/router/transit_router.h"

namespace mwendo {

struct TransitSkim {
  Matrix<ZoneId, float> time_s;
  Matrix<ZoneId, float> cost_s;
  Matrix<ZoneId, Mode> mode;  // main mode of the cheapest way
};

[[nodiscard]] TransitSkim transit_skim(const TransitRouter& router, const RideGraph& rides,
                                       const Column<ZoneId, NodeId>& centre, int threads = 1);

}  // namespace mwendo
