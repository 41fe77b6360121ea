// The one rule of learning: the weight of a new day, and when people have settled.
//
//   const float share = learning_rate(days_before);            // of a new day in what is believed
//   const double lookers = new_way_share(days_before);         // of the drivers
//   quality.converged =
//       converged({.relative_gap = gap, .route_gap = of_routes, .mode_share_drift = drift});
//
// Learning: beliefs are first the mean of all days (method of successive averages: Robbins and
// Monro 1951; Sheffi, "Urban Transportation Networks", 1985, ch. 12), then of the last ones. The
// share of a new day does not fall below a quarter, so that a wrong start is forgotten. The share
// of drivers that look for a new way falls in the same manner, to a twentieth. So half of them have
// looked whenever the number of days has doubled. Settled: at the times of the last day few could
// do better, and few changed. All limits are assumptions.
#pragma once

#include <algorithm>

namespace mwendo {

[[nodiscard]] constexpr float learning_rate(int days_before) {
  constexpr float kLeast = 0.25F;
  return std::max(kLeast, 1.0F / static_cast<float>(days_before + 1));
}

// Share of the drivers that look for a new way on a day.
[[nodiscard]] constexpr double new_way_share(int days_before) {
  constexpr double kLeast = 0.05;
  return std::max(kLeast, 1.0 / (days_before + 1));
}

struct Settlement {
  double relative_gap = 1;  // (experienced - best) / best felt time, at the times of the last day
  double route_gap = 1;     // the same of the ways of drivers (route_gap.h)
  double mode_share_drift = 1;  // largest change of a mode's share by the last choice
};

struct ConvergenceLimits {
  double relative_gap = 0.01;
  double route_gap = 0.05;
  double mode_share_drift = 0.005;
};

[[nodiscard]] constexpr bool converged(const Settlement& s, const ConvergenceLimits& limits = {}) {
  return s.relative_gap <= limits.relative_gap && s.route_gap <= limits.route_gap &&
         s.mode_share_drift <= limits.mode_share_drift;
}

}  // namespace mwendo
