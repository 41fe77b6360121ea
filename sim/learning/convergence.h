// The one rule of learning: the weight of a new day, and when people have settled.
//
//   const float share = learning_rate(days_before);            // of a new day in what is believed
//   const double lookers = new_way_share(days_before);         // of the drivers
//   quality.converged = converged(settlement(records));
//
// Learning: beliefs are first the mean of all days (method of successive averages: Robbins and
// Monro 1951; Sheffi, "Urban Transportation Networks", 1985, ch. 12), then of the last ones. The
// share of a new day does not fall below a quarter, so that a wrong start is forgotten. The share
// of drivers that look for a new way falls in the same manner, to a twentieth. So half of them have
// looked whenever the number of days has doubled.
//
// Settled: few could do better, few changed, and the figures of a day are those of the days before
// it. Whether people could do better is judged at the times that they remember, the last day
// included. At the times of one day alone, somebody always had bad luck with a wait: the best of
// several uncertain times is below the best mean time. All limits are assumptions.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "sim/results/run_results.h"

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
  double relative_gap = 1;      // (present - best) / best felt time, at the times remembered
  double route_gap = 1;         // the same of the ways of drivers, on the last day (route_gap.h)
  double mode_share_drift = 1;  // largest change of a mode's share by the last choice
  double figures_drift = 1;     // of travel time and vehicle-km from the two days before
};

struct ConvergenceLimits {
  double relative_gap = 0.01;
  double route_gap = 0.05;
  double mode_share_drift = 0.005;
  double figures_drift = 0.01;
};

[[nodiscard]] constexpr bool converged(const Settlement& s, const ConvergenceLimits& limits = {}) {
  return s.relative_gap <= limits.relative_gap && s.route_gap <= limits.route_gap &&
         s.mode_share_drift <= limits.mode_share_drift && s.figures_drift <= limits.figures_drift;
}

[[nodiscard]] inline double drift(double now, double before, double before_that) {
  const double mean = (before + before_that) / 2;
  return std::abs(now - mean) / std::max(mean, 1e-9);
}

// Of the last of these days. Fewer than three cannot have settled.
[[nodiscard]] inline Settlement settlement(std::span<const IterationRecord> days) {
  if (days.empty()) return {};
  const IterationRecord& last = days.back();
  Settlement s{last.relative_gap, last.route_gap, last.mode_share_drift};
  if (days.size() < 3) return s;
  const IterationRecord& a = days[days.size() - 3];
  const IterationRecord& b = days[days.size() - 2];
  s.figures_drift =
      std::max(drift(last.mean_travel_time_s, b.mean_travel_time_s, a.mean_travel_time_s),
               drift(last.vehicle_km, b.vehicle_km, a.vehicle_km));
  return s;
}

}  // namespace mwendo
