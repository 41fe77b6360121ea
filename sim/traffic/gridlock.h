// Gridlock: rings of front vehicles that wait for each other's space.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Last resort: a lane's front vehicle that has waited TrafficOptions::move_on_after_s leaves the
// road and waits to enter behind the obstacle. Returns the number of vehicles, platoons expanded; 0
// if it has not waited so long. Serial.
double move_on(TrafficState& s, LaneIndex lane_index);
// Rings of standing front vehicles that wait for each other's space enter their junctions together.
// Returns the number of vehicles, platoons expanded. Serial. `waiting`: lanes in order.
double rotate_rings(TrafficState& s, const std::vector<LaneIndex>& waiting);
// Vehicles in junctions enter their lane as soon as the queue there has moved up. Serial.
void settle_boxes(TrafficState& s);

}  // namespace mwendo::traffic
