// Fits what the data of a city do not hold: headways and vehicle sizes of minibus lines within the
// published fleet, while the mode constants follow the observed mode shares.
//
//   const Fitted f = calibrate(prepared_base, {.rounds = 8, .fleet = 13000}, progress);
//   if (f.on_bounds.empty()) write_fitted(folder / "fitted.csv", f);   // load_city reads it
//
// Each round simulates a day. Operators move vehicles to the lines that fill them
// (sim/transit/fit_headways.h). Mode constants are fitted in every run of a base and are not
// stored. Nothing of traffic is fitted: car-following is measured (sim/traffic/vehicle_type.h),
// free speeds are observed (scenarios/cities/free_speeds.h). A fit that ends on a bound is named in
// on_bounds: the lines cannot take the fleet within the limits of their headways, or no constant
// gives an observed mode share.
#pragma once

#include <functional>
#include <string>

#include "scenarios/cities/fitted.h"
#include "scenarios/experiments/run_scenario.h"
#include "sim/transit/fit_vehicles.h"

namespace mwendo {

struct CalibrationOptions {
  int rounds = 8;
  int threads = 1;
  std::uint64_t seed = 1;
  double fleet = 8000;             // minibuses in service in the peak
  double departures_per_hour = 0;  // of minibuses, where they were counted, instead of the fleet
  std::vector<VehicleKind> kinds;  // their sizes
};

[[nodiscard]] Fitted calibrate(PreparedScenario base, const CalibrationOptions& options,
                               const std::function<bool(double, const std::string&)>& progress);

}  // namespace mwendo
