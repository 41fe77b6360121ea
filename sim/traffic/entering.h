// Vehicles that wait to enter: from the kerb, or from outside the network at a link's start.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// A vehicle joins the queue of those that wait to enter at a link. Serial.
void wait_to_enter(TrafficState& s, VehicleId vehicle, LinkIndex link_index);
// The first vehicles of that queue enter where there is a gap. Parallel over links.
void enter_pending(TrafficState& s, LinkIndex link_index, Scratch& scratch);
// Fills the fields of a vehicle that depend on the link it is about to enter.
void prepare_for_link(TrafficState& s, OnLane& vehicle, LinkIndex link_index);

}  // namespace mwendo::traffic
