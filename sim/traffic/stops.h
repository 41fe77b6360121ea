// Stops: in the lane or in a bay.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// For a vehicle with a stop on this link: asks the owner, halts, goes on; true if it went into a
// bay.
[[nodiscard]] bool serve_stop(TrafficState& s, OnLane& v, LinkIndex link_index, Scratch& scratch);
void leave_bays(TrafficState& s, LinkIndex link_index);

}  // namespace mwendo::traffic
