// The lane that a vehicle enters behind a junction. Internal to the node model.
#pragma once

#include <algorithm>

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The movement after the one that a vehicle asks for, or kNone.
[[nodiscard]] inline MovementIndex movement_after(const TrafficState& s, const OnLane& v) {
  const VehicleRecord& r = s.record[v.vehicle];
  return s.movement_from(r, r.route_index + 1);
}

[[nodiscard]] inline bool permits(const TrafficState& s, LaneIndex lane_index, const OnLane& v) {
  return (s.lane[lane_index].permissions & s.types[v.type].permissions) != 0;
}

// Whether a vehicle may enter the junction towards a lane with that tail: not if the last vehicle
// there stands too close. A moving one is followed as on the open link; otherwise the stop line
// would take a third of the capacity. At signals it has to move faster: there a vehicle that does
// not get on blocks the next green. Both speeds are assumptions.
[[nodiscard]] inline bool has_room(const TrafficState& s, const Link& from, LaneIndex target,
                                   const VehicleType& t, const Tail& tail) {
  constexpr float kKeepsMoving = 1;  // m/s
  constexpr float kKeepsMovingAtSignal = 2;
  if (s.lane[target].full()) return false;
  return tail.speed >= (from.plan == kNone ? kKeepsMoving : kKeepsMovingAtSignal) ||
         tail.position >= std::min(t.length, 0.9F * s.link[s.link_at[target]].length);
}

// The lane that a vehicle would enter, or kNone if its lane has no connection for its turn. After
// waiting it turns from a lane without that turn: then `improvised` is set.
LaneIndex choose_target(const TrafficState& s, const Request& q, const OnLane& v, bool& improvised);

// The vehicle that left a lane enters the next one. One thread does the lanes of a node, in order.
void transfer(TrafficState& s, LaneIndex from);

}  // namespace mwendo::traffic
