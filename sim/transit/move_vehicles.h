// Minibuses that move between lines by revenue: how operators answer to a measure.
//
//   const LineIncomes base = incomes_of(world.transit, base_run.lines);
//   const double gain = move_vehicles(transit, incomes_of(transit, run.lines), base, expansion);
//   // transit has other headways now; run again until the gain is small
//
// In the base each line has the vehicles that suit its operators, whatever they earn there. A
// measure changes fares per vehicle-hour from r0 to r. Vehicles come where r / r0 rises and leave
// where it falls: V' = k V (r / r0)^0.6. k keeps the vehicle-hours of the base, so vehicles of
// lines that are withdrawn go to the others. No operator gains by a move once r / r0 is the same on
// all lines. An r / r0 that chance explains (two standard errors of the riders of the sample) is 1.
// Lines are known by their names, both directions together; a line that is not in the base is like
// its mean. Only minibuses move.
// Source: free entry within a fixed fleet (Viton 1981 for taxis, unverified); 0.6 is a damping.
#pragma once

#include <map>
#include <span>
#include <string>

#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

// Of the lines of one name, both directions.
struct LineIncome {
  double revenue = 0;    // fares, local currency
  double vehicle_h = 0;  // in service
  double boardings = 0;  // persons
};
using LineIncomes = std::map<std::string, LineIncome>;

[[nodiscard]] LineIncomes incomes_of(const TransitSupply& supply,
                                     std::span<const LineResult> lines);

// Vehicle-hours that lines have more than in the base.
[[nodiscard]] double moved_hours(const LineIncomes& now, const LineIncomes& base);

// Changes the headways of `supply`, whose run gave `now`. expansion: persons an agent stands for.
// Returns the largest difference of r / r0 to its mean in that run, relative: what a move brings.
double move_vehicles(TransitSupply& supply, const LineIncomes& now, const LineIncomes& base,
                     double expansion);

}  // namespace mwendo
