// How people get from the kerb to a platform in the median, and what it costs them.
//
//   stop.platform_walk_m = platform_walk_m(StationAccess::crossing, width_m);
//
// The cost is metres of walking on the flat: waits and climbs count as the walk of the same time at
// kWalkSpeedMps. So walked kilometres hold them too.
// level: the platform is at the kerb. Nothing.
// crossing: half of the street, `width_m`, at a signal of its own. Who comes at random waits
// (C - g)^2 / (2 C) on average, the uniform delay of HCM 2010, equation 18-71. C and g are
// assumptions.
// footbridge: a ramp up, half of the street, a ramp down, by Tobler's speed on slopes
// (network/walking/slope.h). Height and slope are assumptions; 1:12 is the steepest ramp for
// wheelchairs in common standards.
#pragma once

#include <cstdint>

namespace mwendo {

enum class StationAccess : std::uint8_t { level, crossing, footbridge };

inline constexpr float kCrossingCycle = 90;    // s
inline constexpr float kCrossingGreen = 20;    // s in which people may step off
inline constexpr float kFootbridgeHeight = 6;  // m: 5.5 m of clearance, half a metre of deck
inline constexpr float kRampSlope = 1.0F / 12;

// width_m: traffic lanes between kerb and platform.
[[nodiscard]] float platform_walk_m(StationAccess access, float width_m);

}  // namespace mwendo
