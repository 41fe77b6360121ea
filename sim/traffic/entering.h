// Vehicles that wait to enter at the kerb or from beyond the network.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// A vehicle joins those that wait at a link, behind the last.
void wait_to_enter(TrafficState& s, VehicleId vehicle, LinkIndex link_index);
// The first vehicles of those that wait at a link enter where there is a gap.
void enter_pending(TrafficState& s, LinkIndex link_index, Scratch& scratch);
// Fills the fields that depend on the link a vehicle is about to enter.
void prepare_for_link(TrafficState& s, OnLane& vehicle, LinkIndex link_index);

}  // namespace mwendo::traffic
