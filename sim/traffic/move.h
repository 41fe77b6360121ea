// Vehicles on a link in one second: enter, stop, change lanes, follow, leave. Parallel over links.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

void move_on_link(TrafficState& s, LinkIndex link_index, Scratch& scratch);

}  // namespace mwendo::traffic
