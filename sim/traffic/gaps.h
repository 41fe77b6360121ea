// Gaps: in a lane for a vehicle from beside it, in streams with priority for one that crosses.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr float kLeastGapInLane = 0.3F;  // m, beyond the standing gap

// Whether a vehicle could stand in a lane at its position and speed without anybody braking
// harder than `urgency` times comfortably. Returns the place it would take, or kNone.
[[nodiscard]] std::uint32_t gap_in_lane(const TrafficState& s, LaneIndex lane_index,
                                        const OnLane& vehicle, float urgency);

enum class Path : std::uint8_t { free, occupied, yields };

// Whether the path across the junction is free for a front vehicle among those that ask.
[[nodiscard]] Path path_across(const TrafficState& s, const Request& q,
                               const std::vector<Request>& requests);

}  // namespace mwendo::traffic
