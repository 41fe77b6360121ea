// Fits the figures of a city that have no source, so that the base agrees with observations:
// headways and vehicle sizes by line within the published fleet, and the scale of reaction times.
//
//   const Fitted f = calibrate(prepared_base, {.rounds = 8, .fleet = 13000}, progress);
//   write_fitted(folder / "fitted.csv", f);             // load_city reads it
//
// Each round simulates a day. Operators move vehicles to the lines that fill them
// (sim/transit/fit_headways.h). The scale moves towards observed over modelled mean motor speed in
// the peak hour. Mode constants are fitted in every run of a base and are not stored.
// Limits: the scale absorbs all differences between modelled and real streets, see
// docs/known-limits.md.
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
  std::vector<VehicleKind> kinds;  // their sizes
};

[[nodiscard]] Fitted calibrate(PreparedScenario base, const CalibrationOptions& options,
                               const std::function<bool(double, const std::string&)>& progress);

}  // namespace mwendo
