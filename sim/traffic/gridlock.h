// Gridlock: rings of front vehicles that wait for each other's space.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Rings of standing front vehicles that wait for each other's space enter their junctions together;
// returns how many vehicles. Serial; lanes in order.
double rotate_rings(TrafficState& s, const std::vector<LaneIndex>& waiting);
// Vehicles in junctions enter their lane as soon as the queue there has moved up. Serial.
void settle_boxes(TrafficState& s);

}  // namespace mwendo::traffic
