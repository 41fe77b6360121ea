// The lane that a vehicle enters behind a junction. Internal to the node model.
#pragma once

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

// The lane that a vehicle would enter, or kNone if its lane has no connection for its turn. After
// waiting it turns from a lane without that turn: then `improvised` is set.
LaneIndex choose_target(const TrafficState& s, const Request& q, const OnLane& v, bool& improvised);

// The vehicle that left a lane enters the next one. One thread does the lanes of a node, in order.
void transfer(TrafficState& s, LaneIndex from);

}  // namespace mwendo::traffic
