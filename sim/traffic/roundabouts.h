// Right of way round roundabouts that the network holds as one node.
//
// Traffic round the island has priority: an entry yields to the vehicles that pass it, and to no
// others. One that turns at the kerb passes no entry, one that goes straight on passes the next
// one, one that turns across passes two. So of two vehicles only one yields, and right of way goes
// round. Source: Highway Capacity Manual 2010, chapter 21, conflicting flows. How long a vehicle
// closes the entries that it passes: critical_gaps.h.
//
// Limits: a vehicle closes them when it enters, not when it is there. Roundabouts of one lane that
// are one node are small; vehicles cross their middle. There the first to arrive goes first, among
// vehicles whose paths cross.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Whether the ring of a roundabout has links of its own.
[[nodiscard]] bool has_ring(const Network& net, NodeId n);

// Whether a node is a roundabout round which vehicles run side by side: an approach has two lanes
// or more for cars, and the ring has no links of its own.
[[nodiscard]] bool runs_round(const Network& net, NodeId n);

// Fills TrafficState::conflicts at these nodes: the movements that pass the entry.
void set_circulation(TrafficState& s);

}  // namespace mwendo::traffic
