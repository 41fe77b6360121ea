// The node model: front vehicles ask, the node grants. Parallel over nodes.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Decides on the front vehicles of the lanes of one node. `lanes`: those that ask, in order.
void decide_at_node(TrafficState& s, std::span<const LaneIndex> lanes, Scratch& scratch);

}  // namespace mwendo::traffic
