// Lane changes on a link. Parallel over links.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Vehicles of a link change lanes, in order of lanes and places. The speeds of vehicles that let
// others in are left in Scratch::held for this step.
void change_lanes(TrafficState& s, LinkIndex link_index, Scratch& scratch);

}  // namespace mwendo::traffic
