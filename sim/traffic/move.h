// Vehicles on a link: enter, stop, change lanes, follow, leave.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

void move_on_link(TrafficState& s, LinkIndex link_index, Scratch& scratch);

}  // namespace mwendo::traffic
