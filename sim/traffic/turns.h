// Small questions about a vehicle on its link: next turn, next stop, is its line near.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The lanes of the present link from which a movement starts, as bits; all if it is kNone.
[[nodiscard]] inline std::uint32_t lanes_for(const TrafficState& s, MovementIndex movement) {
  return movement == kNone ? 0xFFFFFFFFU : s.movement[movement].lanes;
}

// The next movement of a vehicle on a link, or kNone.
[[nodiscard]] inline MovementIndex turn_of(const Link& link, const OnLane& v) {
  return v.turn == kNoTurn ? kNone : link.first_movement + v.turn;
}

// The lanes of the link from which that movement starts, as bits; all if there is none.
[[nodiscard]] inline std::uint32_t lanes_of_turn(const TrafficState& s, const Link& link,
                                                 const OnLane& v) {
  return link.lanes <= 8 ? v.turn_lanes : lanes_for(s, turn_of(link, v));
}

// The next stop of a vehicle on its present link, as position, or kFarAway.
[[nodiscard]] inline float halt_on_link(const TrafficState& s, const VehicleRecord& r) {
  if (r.stop_cursor >= r.stop_end) return kFarAway;
  const PlannedStop& stop = s.stop_plan[r.stop_cursor];
  return stop.route_index == r.route_index ? stop.position_m : kFarAway;
}

// The same from its flag, which keeps off the record those who have none.
[[nodiscard]] inline float halt_of(const TrafficState& s, const OnLane& v) {
  return (v.flags & kHalts) == 0 ? kFarAway : halt_on_link(s, s.record[v.vehicle]);
}

// Would like to pass who is ahead.
[[nodiscard]] inline bool is_slow(const OnLane& v) { return v.speed < 0.85F * v.desired; }

inline void set_flag(OnLane& v, std::uint8_t flag, bool on) {
  v.flags = static_cast<std::uint8_t>(on ? v.flags | flag : v.flags & ~flag);
}

// Looks for the next stop on the present link.
inline void look_for_halt(const TrafficState& s, OnLane& v) {
  set_flag(v, kHalts, halt_on_link(s, s.record[v.vehicle]) < kFarAway);
}

inline void set_service(TrafficState& s, LaneIndex lane_index, float seconds) {
  s.trace[lane_index].service_s = seconds;
  s.lane[lane_index].in_service = seconds > 0;
}

// Whether a front vehicle is so near its stop line that the node has to decide.
[[nodiscard]] inline bool asks(const TrafficState& s, const Link& link, const OnLane& v) {
  if (v.turn == kNoTurn || (v.flags & kHalts) != 0) return false;
  const float platoon = s.longest_tail + s.longest_platoon_s * v.speed;
  return link.length - v.position <= decision_distance(s.types[v.type], v.speed) + platoon;
}

// The same for a lane, or a platoon still passes its line.
[[nodiscard]] inline bool line_is_near(const TrafficState& s, const Link& link, const Lane& lane) {
  return lane.in_service || (lane.count > 0 && asks(s, link, lane.data[0]));
}

inline void wake_line(TrafficState& s, LaneIndex lane_index) { s.will_ask.insert(lane_index); }

}  // namespace mwendo::traffic
