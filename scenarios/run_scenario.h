// From a scenario to results: world, people, days, indicators.
//
//   Problems problems;
//   const PreparedScenario base = prepare(scenario, GwpSet::ar6, problems);
//   problems.throw_if_any();
//   FinishedRun run = run_scenario(base, base, {.seed = 7, .threads = 2});
//   run.summary.value("co2e");
//
// The people are those of the base, so that base and alternative differ in the measure alone. Mode
// constants are those of the base's city; see sim/choice/calibrate.h.
// Errors: InputError for wrong input, Interrupted when the progress callback returns false.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "scenarios/emission_factors.h"
#include "scenarios/results/run_summary.h"
#include "scenarios/scenario.h"
#include "sim/choice/nested_logit.h"
#include "sim/population/zone_distances.h"

namespace mwendo {

struct PreparedScenario {
  Scenario scenario;
  World world;
  FactorSet factors;
  RunInfo info;
  std::vector<Assumption> assumptions;  // of the world and of the factors
  std::vector<Source> sources;
  ZoneDistances distances;
  std::optional<ModeValues> constants;  // of the modes, if the city's data hold them
};

// Loads the city, applies the measures, reads the factors. With problems the result is empty.
[[nodiscard]] PreparedScenario prepare(const Scenario& scenario, GwpSet gwp, Problems& problems);

struct RunRequest {
  std::uint64_t seed = 1;
  int threads = 1;
  const Corridor* corridor = nullptr;  // for figures on the corridor; none: that of the world
  // Constants of the modes; none: those of the city's data, and where there are none they are
  // fitted to the observed shares before each day. fit: fitted whatever the data hold.
  const ModeValues* constants = nullptr;
  bool fit = false;
  std::function<bool(double share, const std::string& phase)> progress;
};

struct FinishedRun {
  RunSummary summary;
  Population population;
  std::vector<TripRecord> trips;
  ModeValues constants{};  // used; hand them to the alternatives
};

// Constants fitted to the observed shares at the levels of service before anybody has travelled.
[[nodiscard]] ModeValues first_constants(const PreparedScenario& base, std::uint64_t seed);

[[nodiscard]] FinishedRun run_scenario(const PreparedScenario& prepared,
                                       const PreparedScenario& base, const RunRequest& request);

}  // namespace mwendo
