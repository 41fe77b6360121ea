// Vehicles without priority that are let in.
//
// 1. In a stream that crawls drivers take turns with those who wait beside it: at congested merges
//    in fixed ratios (Cassidy and Ahn, "Driver turn-taking behavior in congested freeway merges",
//    Transpn. Res. Record 1934, 2005). Here a vehicle is let in after 10 s at the stop line, by
//    vehicles slower than 3 m/s. Both figures are assumptions. Signals do this by themselves; where
//    police direct traffic, drivers do it within a green.
// 2. After 180 s by all: an assumption, HCM 2010 knows no force.
//
// Guarantee: a vehicle lets another one in only if it can stop before its own line without braking
// harder than comfortable. All others keep their priority.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/traffic/car_following.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr std::uint32_t kTakesTurns = 10;  // s of waiting
inline constexpr std::uint32_t kForces = 180;     // s of waiting
inline constexpr float kCrawls = 3;               // m/s

// m/s: slower vehicles with priority let the front vehicle of a lane in. 0: none do.
[[nodiscard]] inline float let_in_below(const TrafficState& s, const Link& link, const Movement& m,
                                        const OnLane& v, float to_line) {
  if (v.wait_s < kTakesTurns) return 0;
  if (v.wait_s >= kForces) return kFarAway;
  const bool by_signal = link.plan != kNone && s.planned(link.plan).kind != SignalKind::police;
  return m.rank > 0 && !by_signal && to_line <= kAtLine ? kCrawls : 0;
}

// Whether all others that can stop let the vehicle of a request in.
[[nodiscard]] inline bool forces_in(const Request& q) { return q.let_in_below == kFarAway; }

// Whether a vehicle of type `t`, `to_line` m before its line, stops there without braking harder
// than comfortable.
[[nodiscard]] inline bool stops_comfortably(const VehicleType& t, float speed, float to_line) {
  return safe_speed(t, to_line, 0) >= speed - t.decel;
}

// Whether a vehicle of a movement of that rank, which has `room` m to stop, lets the vehicle of a
// request go first. One that waits for a gap itself is not of a stream that crawls.
[[nodiscard]] inline bool lets_in(const TrafficState& s, const OnLane& v, std::uint16_t rank,
                                  float room, const Request& q) {
  return v.speed < q.let_in_below && (rank == 0 || forces_in(q)) &&
         stops_comfortably(s.types[v.type], v.speed, std::max(room, 0.0F));
}

// The same for a vehicle that sees only in the next step that the other one goes: before its line,
// or behind the other one if both enter the same link.
[[nodiscard]] inline bool will_let_in(const TrafficState& s, const OnLane& v, const Movement& m,
                                      float to_line, const Request& q) {
  if (q.let_in_below <= 0) return false;
  const float rear = m.to == q.to ? s.types[s.lane[q.lane].data[0].type].spacing : 0;
  return lets_in(s, v, m.rank, to_line - v.speed - rear, q);
}

}  // namespace mwendo::traffic
