// Times (s) and distances (m) at a stop line, shared by the parts of the node model.
#pragma once

#include <algorithm>
#include <cmath>

#include "sim/traffic/traffic_options.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::traffic {

inline constexpr float kPathLength = 9;     // m across the junction
inline constexpr float kDischarge = 0.85F;  // of the desired speed, in a queue discharge
inline constexpr float kAtLine = 2;         // m, a vehicle that stands nearer is at the stop line
inline constexpr float kGetsGoing = 0.2F;   // m/s at the line, after a stop there

// Seconds in which a vehicle covers a way from the stop line. It accelerates.
[[nodiscard]] inline float time_over(float way, const VehicleType& t, float speed, float desired) {
  const float faster = std::sqrt(speed * speed + 2 * t.accel * way);
  return 2 * way / (speed + std::min(faster, std::max(desired, speed)));
}

// Seconds for which a vehicle closes its path across the junction to others. By HCM they set off
// when it has left the junction. In mixed traffic they set off so that a car from the line reaches
// the middle kBehind after its rear.
[[nodiscard]] inline float time_across(const VehicleType& t, float speed, float desired,
                                       Gaps gaps) {
  constexpr float kMiddle = kPathLength / 2;
  constexpr float kBehind = 1;      // s, an assumption
  constexpr float kReaches = 2.2F;  // s to the middle at 1.8 m/s2: sqrt(2 x 4.5 / 1.8)
  if (gaps == Gaps::hcm) return time_over(kPathLength + t.length, t, speed, desired);
  const float rear = time_over(kMiddle + t.length, t, speed, desired);
  return std::max(kBehind, rear - kReaches + kBehind);
}

// Distance to the stop line within which the node decides on a front vehicle.
[[nodiscard]] inline float decision_distance(const VehicleType& t, float speed) {
  return 8 + speed * 2.5F + speed * speed / (2 * t.decel);
}

}  // namespace mwendo::traffic
