// The lane that a vehicle enters behind a junction. Internal to the node model.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The lane whose last vehicle a vehicle meets when it enters a lane: usually the same lane. If it
// is empty and the last platoon that left it still reaches back into it, the lane of that platoon.
[[nodiscard]] inline LaneIndex lane_to_meet(const TrafficState& s, LaneIndex lane_index) {
  const Lane& lane = s.lane[lane_index];
  if (s.longest_platoon_s == 0 || lane.count > 0) return lane_index;
  const LaneIndex last_out = s.trace[lane_index].last_out;
  return last_out != kNone && s.tail_of(last_out).position < 0 ? last_out : lane_index;
}

// The tail of that vehicle, measured from the start of the lane.
[[nodiscard]] inline Tail tail_to_meet(const TrafficState& s, LaneIndex lane_index,
                                       LinkIndex link_index) {
  const LaneIndex met = lane_to_meet(s, lane_index);
  Tail tail = s.tail_of(met);
  if (met != lane_index) tail.position += s.link[link_index].length;
  return tail;
}

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
