// From a scenario to results: world, people, days, indicators.
//
//   Problems problems;
//   const PreparedScenario base = prepare(scenario, GwpSet::ar6, problems, 2);
//   problems.throw_if_any();
//   FinishedRun run = run_scenario(base, base, {.seed = 7, .threads = 2});
//   run.summary.value("co2e");
// Compiled and run in tests/examples/scenarios/run_test.cpp.
//
// The people are those of the base, so base and alternative differ in the measure alone. Mode
// constants are those of the base's city; see sim/choice/calibrate.h.
// Errors: InputError for wrong input, Interrupted when the progress callback returns false.
#pragma once

#include <functional>
#include <memory>

#include "scenarios/cities/city_world.h"
#include "scenarios/experiments/scenario.h"
#include "scenarios/impacts/emission_factors.h"
#include "scenarios/measures/measure.h"
#include "scenarios/results/run_summary.h"
#include "sim/choice/calibrate.h"
#include "sim/day/day.h"
#include "sim/learning/base_days.h"
#include "sim/learning/experience.h"
#include "sim/population/zone_distances.h"

namespace mwendo {

struct PreparedScenario {
  Scenario scenario;
  CityWorld world;
  FactorSet factors;
  RunInfo info;
  std::vector<Assumption> assumptions;  // of the world and of the factors
  std::vector<Source> sources;
  ZoneDistances distances;
};

// Loads the city, applies the measures, reads the factors. With problems the result is empty.
// `drawn`: measures of the window that no file holds yet; they follow those of the scenario.
[[nodiscard]] PreparedScenario prepare(const Scenario& scenario, GwpSet gwp, Problems& problems,
                                       int threads = 1, const std::vector<Measure>& drawn = {});

struct RunRequest {
  std::uint64_t seed = 1;
  int threads = 1;
  const Corridor* corridor = nullptr;  // for figures on the corridor; none: that of the world
  // Experience at the start. None: people settle during the first half of the iterations, while
  // mode constants are fitted to the observed shares. With it, constants are kept and only the
  // second half is run.
  const Experience* start_from = nullptr;
  bool refit_constants = false;  // also with start_from, for calibration
  // Beliefs of the base of the same seed, where the scenario lets people react. The base keeps them
  // in FinishedRun::days if keep_days says so.
  const BaseDays* base_days = nullptr;
  DaysToKeep keep_days{};
  std::function<bool(double share, const std::string& phase)> progress = {};
  bool stop_when_settled = true;  // else all days are simulated
  // For viewers: watch is called for every second of every day (false stops the run). The second
  // function gets the experience as soon as people have settled, for an alternative that runs
  // beside.
  std::function<bool(int day, int days, const DaySimulation&)> watch = {};
  std::function<void(const Experience&)> settled = {};
};

struct FinishedRun {
  RunSummary summary;
  Population population;
  std::vector<TripRecord> trips;
  Experience learnt;  // after the last day
  std::vector<LineResult> lines;
  CalibrationResult constants_fit;  // of the mode constants
  Experience experience;  // of the settled people; hand it to alternatives and other seeds
  BaseDays days;          // hand them to alternatives of the same seed
};

[[nodiscard]] FinishedRun run_scenario(const PreparedScenario& prepared,
                                       const PreparedScenario& base, const RunRequest& request);

}  // namespace mwendo
