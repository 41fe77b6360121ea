// Headways that follow the passengers, with the fleet given: where operators send their vehicles.
//
//   const HeadwayFit fit = fit_headways(supply, day.lines, {.fleet = 13000, .hours = 4});
//   fit_headways(supply, day.lines, {.departures_per_hour = 5650, .hours = 4});  // were counted
//
// Minibus operators move vehicles to the routes that fill them. Each line of the mode gets vehicles
// in proportion to (busiest section's passengers per hour + those left behind) x running time per
// place; the sum is the fleet, or that of departures the counted one. The step is damped. Lines
// keep at least kLeastVehicles, and headways stay within their limits. Off-peak headways
// keep their ratio to the peak. Only lines whose headway is an assumption are changed. Source: the
// feeds of the embedded cities hold no real headways of minibuses. Fill-and-go implies that
// informal operators supply where demand is. An assumption.
#pragma once

#include <span>

#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

struct FitHeadwaysOptions {
  Mode mode = Mode::minibus;
  double fleet = 8000;             // vehicles in service in the peak
  double departures_per_hour = 0;  // of all lines, instead of the fleet; 0: not counted
  double hours = 4;                // of the results
  float cycle_mps = 15 / 3.6F;     // with stops and terminals, where no vehicle was observed
  double damping = 0.6;
};

struct HeadwayFit {
  double largest_change = 0;  // relative, of a headway
  // That the lines take over what is in service (fleet or departures): 1, unless lines stand at
  // their limits. 0 where no headway is an assumption.
  double taken = 0;
};

HeadwayFit fit_headways(TransitSupply& supply, std::span<const LineResult> day,
                        const FitHeadwaysOptions& options);

}  // namespace mwendo
