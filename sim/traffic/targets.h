// The lane behind the junction; internal to the node model.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The slot whose last vehicle is met on entering a slot: that one or, where it is empty and the
// platoon that left it last still reaches back into it, the slot of that platoon.
[[nodiscard]] inline std::uint32_t slot_to_meet(const TrafficState& s, std::uint32_t slot) {
  const Slot& lane = s.slot[slot];
  if (s.longest_platoon_s == 0 || lane.count > 0) return slot;
  const std::uint32_t last_out = s.trace[slot].last_out;
  return last_out != kNone && s.tail_of(last_out).position < 0 ? last_out : slot;
}

// The tail of that vehicle, measured from the start of the slot.
[[nodiscard]] inline TrafficState::Tail tail_to_meet(const TrafficState& s, std::uint32_t slot, std::uint32_t road) {
  const std::uint32_t met = slot_to_meet(s, slot);
  TrafficState::Tail tail = s.tail_of(met);
  if (met != slot) tail.position += s.road[road].length;
  return tail;
}

// The turn after the one asked for, or kNone.
[[nodiscard]] inline std::uint32_t movement_after(const TrafficState& s, const OnLane& v) {
  const VehicleRecord& r = s.record[v.vehicle];
  return s.movement_from(r, r.route_index + 1);
}

[[nodiscard]] inline bool permits(const TrafficState& s, std::uint32_t slot, const OnLane& v) {
  return (s.slot[slot].permissions & s.types[v.type].permissions) != 0;
}

// The slot that a vehicle would enter, or kNone if its lane has no connection for its turn; from a lane
// without the turn, after waiting, `improvised`.
std::uint32_t choose_target(const TrafficState& s, const Request& q, const OnLane& v,
                            bool& improvised);

}  // namespace mwendo::traffic
