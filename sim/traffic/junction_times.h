// Times (s) and distances (m) at a stop line, shared by the parts of the node model.
#pragma once

#include <algorithm>
#include <cmath>

#include "sim/traffic/vehicle_type.h"

namespace mwendo::traffic {

inline constexpr float kPathLength = 9;     // m across the junction
inline constexpr float kDischarge = 0.85F;  // of the desired speed, in a queue discharge
inline constexpr float kAtLine = 2;         // m, a vehicle that stands nearer is at the stop line
inline constexpr float kGetsGoing = 0.2F;   // m/s at the line, after a stop there

// Seconds that a vehicle occupies its path across the junction. It accelerates on the way.
[[nodiscard]] inline float time_across(const VehicleType& t, float speed, float desired) {
  const float way = kPathLength + t.length;
  const float faster = std::sqrt(speed * speed + 2 * t.accel * way);
  return 2 * way / (speed + std::min(faster, std::max(desired, speed)));
}

// Distance to the stop line within which the node decides on a front vehicle.
[[nodiscard]] inline float decision_distance(const VehicleType& t, float speed) {
  return 8 + speed * 2.5F + speed * speed / (2 * t.decel);
}

}  // namespace mwendo::traffic
