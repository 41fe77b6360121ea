// The lanes of a link as a vehicle on it judges them: permitted, with its movement, and how fast.
// Internal to lane changes.
//
//   const LaneIndex target = towards(s, p, lane_index, v, lanes);   // kNone: stay
//   if (comes_back(s, p, target, v, lanes)) ...                     // its movement is not lost
//
// Sets of lanes are bits: bit k is the k-th lane of the link, from the kerb.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// A link in the present step.
struct Place {
  LinkIndex link_index;
  LaneIndex first;  // of the link
  LaneIndex filter;
  std::uint32_t step;  // of the clock
};

[[nodiscard]] inline bool permitted(const TrafficState& s, LaneIndex lane_index, const OnLane& v) {
  return (s.lane[lane_index].permissions & s.types[v.type].permissions) != 0;
}

// The neighbour lane towards the nearest lane of a set, or kNone if the lane is in the set or no
// lane of it can be reached.
[[nodiscard]] LaneIndex towards(const TrafficState& s, const Place& p, LaneIndex lane_index,
                                const OnLane& v, std::uint32_t lanes);
// The speed in m/s that a vehicle could drive in a lane at its position.
[[nodiscard]] float speed_in(const TrafficState& s, const Place& p, LaneIndex lane_index,
                             const OnLane& v);
// The lanes of the link that are reserved for a bus rapid transit vehicle; none for others.
[[nodiscard]] std::uint32_t reserved_lanes(const TrafficState& s, const Place& p, const OnLane& v);
// Whether a vehicle in the lane `target`, without its movement, can still change to the nearest
// lane with it before the queue there.
[[nodiscard]] bool comes_back(const TrafficState& s, const Place& p, LaneIndex target,
                              const OnLane& v, std::uint32_t lanes);

}  // namespace mwendo::traffic
