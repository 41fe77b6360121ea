// Car-following in steps of one second. No state: safe from any thread.
//
//   v(t+1) = max(0, min(v + a, v_desired, v_safe, gap / 1 s))
//   v_safe = -b tau + sqrt(b^2 tau^2 + v_leader^2 + 2 b gap)
//
// Source: the safe speed of Krauss, Wagner, Gawron, "Metastable states in a microscopic model of
// traffic flow", Phys. Rev. E 55 (1997), with bounded acceleration and without random slowing.
// In equilibrium gap = v tau, so that flow and density follow the triangular diagram with time
// headway tau and jam spacing length + standing gap (Newell, Transp. Res. B 36 (2002)).
//
// Guarantee: vehicles never overlap, however hard a leader brakes. The last term keeps the front
// behind the place of the leader's rear a second ago, and leaders never move back.
#pragma once

#include <algorithm>
#include <cmath>

#include "sim/traffic/vehicle_type.h"

namespace mwendo {

inline constexpr float kFarAway = 1e9F;

// Highest speed from which a vehicle can stop behind its leader. gap in m, speeds in m/s.
// platoon_s: headways of the leading platoon behind its head. The follower adds them to its own
// reaction time, so that n vehicles take n headways.
[[nodiscard]] inline float safe_speed(const VehicleType& t, float gap, float leader_speed,
                                      float platoon_s = 0) {
  const float reaction = t.decel_reaction + t.decel * platoon_s;
  return std::sqrt(reaction * reaction + leader_speed * leader_speed + 2 * t.decel * gap) -
         reaction;
}

// Speed after one second. gap: to the leader's rear (or obstacle).
[[nodiscard]] inline float next_speed(const VehicleType& t, float accel, float speed, float desired,
                                      float gap, float leader_speed, float platoon_s = 0) {
  if (gap <= 0) return 0;
  const float free = std::min(speed + accel, desired);
  if (gap > 200 && platoon_s == 0) return free;
  return std::min({free, safe_speed(t, gap, leader_speed, platoon_s), gap});
}

// Highest speed, after one second, from which a vehicle still reaches a place `distance` m ahead at
// `limit` m/s: v^2 = limit^2 + 2 b (distance - v). Nobody hits the place: no reaction time is kept.
[[nodiscard]] inline float speed_towards_limit(const VehicleType& t, float distance, float limit) {
  return std::max(limit,
                  std::sqrt(t.decel * t.decel + limit * limit + 2 * t.decel * distance) - t.decel);
}

// Acceleration on a grade (rise over run) in m/s2. A climb reduces it to 0.15 m/s2 at least.
[[nodiscard]] inline float acceleration_on_grade(const VehicleType& t, float grade) {
  return grade <= 0 ? t.accel : std::max(0.15F, t.accel - 9.81F * grade * t.heavy);
}

// Crawl speed in m/s: climbing and rolling take the whole power, v = P / (m g (grade + f)), with
// f = 0.015 for asphalt. Source: resistance equation of vehicle dynamics, e.g. Rakha et al.,
// "Vehicle dynamics model for predicting maximum truck acceleration levels", J. Transp. Eng. 127
// (2001).
[[nodiscard]] inline float top_speed_on_grade(const VehicleType& t, float grade) {
  return grade <= 0 ? t.max_speed : std::min(t.max_speed, t.power / (9.81F * (grade + 0.015F)));
}

}  // namespace mwendo
