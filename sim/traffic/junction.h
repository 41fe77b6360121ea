// The node model: front vehicles ask, the node grants.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The lanes of one node that ask, in order.
void decide_at_node(TrafficState& s, std::span<const LaneIndex> lanes, Scratch& scratch);

}  // namespace mwendo::traffic
