// Speed of walking on a slope.
//
//   const float kmh = tobler_kmh(0.05F);   // 4.2281, uphill
//
// Source: Tobler, "Three presentations on geographical analysis and modeling", NCGIA Technical
// Report 93-1, 1993: 6 exp(-3.5 |s + 0.05|) km/h, s the slope in the direction of travel.
#pragma once

#include <cmath>

#include "network/base/random.h"

namespace mwendo {

[[nodiscard]] inline float tobler_kmh(float slope) {
  return static_cast<float>(6 * portable_exp(-3.5 * std::abs(double{slope} + 0.05)));
}

// Time on a slope over that on the flat for the same way.
[[nodiscard]] inline float slope_factor(float slope) { return tobler_kmh(0) / tobler_kmh(slope); }

}  // namespace mwendo
