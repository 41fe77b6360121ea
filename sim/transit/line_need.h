// The demand for a line on a simulated day, and the limits of headways that operators choose.
#pragma once

#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

inline constexpr double kLeastVehicles = 2;    // of a line
inline constexpr double kShortestHeadway = 8;  // s
inline constexpr double kLongestHeadway = 1200;

struct LineNeed {
  LineId line;
  double cycle_s = 0;              // one way, terminal included
  double passengers_per_hour = 0;  // that want to pass the busiest section or to board
  // Vehicles with so many places that carry them, at least kLeastVehicles.
  [[nodiscard]] double vehicles(double places) const;
};

// hours: of the results; cycle_mps: speed where no vehicle was observed.
[[nodiscard]] LineNeed need_of(const LineResult& result, double hours, double cycle_mps);

}  // namespace mwendo
