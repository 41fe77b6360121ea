// Gap acceptance: in a lane for a vehicle that changes into it, at a junction for one that crosses.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr float kLeastGapInLane = 0.3F;  // m, beyond the standing gap

// The place that a vehicle can take in a lane at its position and speed, or kNone without a gap.
// In a gap no driver has to brake harder than `urgency` times the comfortable deceleration.
[[nodiscard]] std::uint32_t gap_in_lane(const TrafficState& s, LaneIndex lane_index,
                                        const OnLane& vehicle, float urgency);

// Occupied: a vehicle that is let in waits only until others have left its path.
enum class Path : std::uint8_t { free, occupied, yields };

// The state of a front vehicle's path across the junction, among all vehicles that ask.
[[nodiscard]] Path path_across(const TrafficState& s, const Request& q,
                               const std::vector<Request>& requests);

}  // namespace mwendo::traffic
