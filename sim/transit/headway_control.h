// Holding at stations against bunching.
//
//   const float seconds = control_hold_s(headway_s, gap_s);   // on top of the dwell
//
// A vehicle that would leave a station `gap` behind the one before it of its line, less than the
// planned headway H, waits kControlShare (H - gap), at most kLongestControlHold. With gap >= H it
// leaves at once: no vehicle is made faster. Each station of a line is a control station, but the
// first, where the timetable rules, and the last. The vehicle keeps its dock while it waits, and
// takes riders who come.
// Source of the rule: Daganzo, Transportation Research B 43, 2009, with no slack; Bartholdi and
// Eisenstein, Transportation Research B 46, 2012. A share within (0, 1) lets disturbances die out.
// Both constants are assumptions.
// Units: seconds. Limits: buses only, not rail. Headways of several services at one station are not
// evened with each other.
#pragma once

#include <algorithm>

namespace mwendo {

inline constexpr float kControlShare = 0.6F;
inline constexpr float kLongestControlHold = 90;

[[nodiscard]] constexpr float control_hold_s(float headway_s, float gap_s) {
  return std::clamp(kControlShare * (headway_s - gap_s), 0.0F, kLongestControlHold);
}

}  // namespace mwendo
