// Gridlock: rings of front vehicles that wait for each other's space.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Whether rings are looked for in this step: every second one.
[[nodiscard]] inline bool looks_for_rings(const TrafficState& s) {
  return static_cast<std::uint32_t>(s.now) % 2 == 0;
}

// Last resort: a lane's front vehicle that has waited TrafficOptions::move_on_after_s leaves the
// road and waits to enter behind the obstacle. Returns false if it has not waited so long. Serial.
bool move_on(TrafficState& s, LaneIndex lane_index);
// Rings of standing front vehicles that wait for each other's space enter their junctions together.
// Returns the number of vehicles. Serial. `waiting`: lanes in order.
std::size_t rotate_rings(TrafficState& s, const std::vector<LaneIndex>& waiting);
// Vehicles in junctions enter their lane as soon as the queue there has moved up. Serial.
void settle_boxes(TrafficState& s);

}  // namespace mwendo::traffic
