// Vehicles beside the lanes of a stop: at its docks, or waiting for one.
//
// Those that find all docks taken wait behind them, beside the lanes: as many as the stop has
// docks, where the link is long enough (an assumption: the place to pass begins so far before the
// platform). Others stay in the lane behind them. A dock that becomes free is for who has waited
// longest. Both kinds are in the bay of the link; those at a dock have kAtStop.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr float kCalledFrom = 2;  // m past the place where vehicles wait for a dock

[[nodiscard]] inline bool is_docked(const OnLane& v) { return (v.flags & kAtStop) != 0; }

// Whether a vehicle finds a dock. Those who wait go first; whoever is past their place was called,
// or came while there was room.
[[nodiscard]] bool has_room(const TrafficState& s, LinkIndex link_index, const PlannedStop& stop,
                            const OnLane& v);
// Whether the first that waits may go to a dock.
[[nodiscard]] bool is_called(const TrafficState& s, LinkIndex link_index, const PlannedStop& stop,
                             const OnLane& v);
// Where the first one waits, m along the link: behind all docks.
[[nodiscard]] float waiting_place(const TrafficState& s, const PlannedStop& stop, const OnLane& v);
// Where the next one halts that has to wait, and whether that is beside the lanes.
struct QueueEnd {
  float position_m;
  bool beside_lanes;
};
[[nodiscard]] QueueEnd end_of_queue(const TrafficState& s, LinkIndex link_index,
                                    const PlannedStop& stop, const OnLane& v);

}  // namespace mwendo::traffic
