// Next movement, next stop and stop line of a vehicle on its link.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Whether a connection shuts no vehicles of a type out. Its lanes may still do so.
[[nodiscard]] inline bool is_open_to(const TrafficState& s, ConnectionIndex i,
                                     const VehicleType& t) {
  return s.connection_permissions.empty() || (s.connection_permissions[i] & t.permissions) != 0;
}

// The lanes of a link from which a movement starts that is open to a type, as bits.
[[nodiscard]] std::uint32_t open_lanes_for(const TrafficState& s, MovementIndex movement,
                                           const VehicleType& t);

// The lanes of a link from which vehicles of a type make a movement, as bits; all lanes for kNone.
[[nodiscard]] inline std::uint32_t lanes_for(const TrafficState& s, MovementIndex movement,
                                             const VehicleType& t) {
  if (movement == kNone) return 0xFFFFFFFFU;
  return s.connection_permissions.empty() ? s.movement[movement].lanes
                                          : open_lanes_for(s, movement, t);
}

// The next movement of a vehicle on a link, or kNone.
[[nodiscard]] inline MovementIndex turn_of(const Link& link, const OnLane& v) {
  return v.turn == kNoTurn ? kNone : link.first_movement + v.turn;
}

// The lanes of the link from which a vehicle's next movement starts, as bits; all without one.
[[nodiscard]] inline std::uint32_t lanes_of_turn(const TrafficState& s, const Link& link,
                                                 const OnLane& v) {
  return link.lanes <= 8 ? v.turn_lanes : lanes_for(s, turn_of(link, v), s.types[v.type]);
}

// Position in metres of a vehicle's next stop on its present link, or kFarAway.
[[nodiscard]] inline float halt_on_link(const TrafficState& s, const VehicleRecord& r) {
  if (r.stop_cursor >= r.stop_end) return kFarAway;
  const PlannedStop& stop = s.stop_plan[r.stop_cursor];
  return stop.route_index == r.route_index ? stop.position_m : kFarAway;
}

// The same. Vehicles without a stop here are known by their flag, without reading the record.
[[nodiscard]] inline float halt_of(const TrafficState& s, const OnLane& v) {
  return (v.flags & kHalts) == 0 ? kFarAway : halt_on_link(s, s.record[v.vehicle]);
}

// Whether a vehicle wants to pass the one ahead.
[[nodiscard]] inline bool is_slow(const OnLane& v) { return v.speed < 0.85F * v.desired; }

inline void set_flag(OnLane& v, std::uint8_t flag, bool on) {
  v.flags = static_cast<std::uint8_t>(on ? v.flags | flag : v.flags & ~flag);
}

// Sets the flag of a vehicle with a stop on its present link.
inline void look_for_halt(const TrafficState& s, OnLane& v) {
  set_flag(v, kHalts, halt_on_link(s, s.record[v.vehicle]) < kFarAway);
}

// Whether a front vehicle is so near its stop line that the node has to decide on it.
[[nodiscard]] inline bool asks(const TrafficState& s, const Link& link, const OnLane& v) {
  if (v.turn == kNoTurn || (v.flags & kHalts) != 0) return false;
  return link.length - v.position <= decision_distance(s.types[v.type], v.speed);
}

// The same for a lane.
[[nodiscard]] inline bool line_is_near(const TrafficState& s, const Link& link, const Lane& lane) {
  return lane.count > 0 && asks(s, link, lane.data[0]);
}

inline void wake_line(TrafficState& s, LaneIndex lane_index) { s.will_ask.insert(lane_index); }

}  // namespace mwendo::traffic
