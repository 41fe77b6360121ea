// A scenario of the `mwendo` command as a run for the window.
//
//   const auto known = std::make_shared<SharedExperience>();    // base and alternative share it
//   const Scenario now = find_scenario("nairobi/base", options);
//   const Scenario line = find_scenario("nairobi/brt-line-2", options);
//   const OpenedScenario base = open_scenario(now, options, nullptr, known);
//   const OpenedScenario alternative = open_scenario(line, options, base.prepared, known);
//
// The simulation is run_scenario() itself; the window watches its days second by second. Days
// before the last are rehearsals. An alternative starts from the experience of the base's people
// after they have settled, so that the two differ in the measures alone.
// Errors: InputError with every problem of the scenario.
#pragma once

#include <future>
#include <memory>
#include <optional>

#include "scenarios/experiments/run_scenario.h"
#include "viz/runs/viewed_run.h"

namespace mwendo::viz {

struct ScenarioOptions {
  std::optional<float> from_s, to_s, warm_up_s;
  std::optional<std::uint64_t> seed;
  std::optional<double> sample;
  int iterations = 0;  // 0: one day, choices by expected times
  int threads = 1;
  std::string out;  // results folder when the run is done; empty: none
};

class SharedExperience {
 public:
  SharedExperience() : future_(promise_.get_future().share()) {}
  void give(const Experience& e);
  void give_up();  // the base failed or was stopped
  // Waits; null if the base gave up.
  [[nodiscard]] const Experience* wait_for() const { return future_.get().get(); }

 private:
  std::promise<std::shared_ptr<const Experience>> promise_;
  std::shared_future<std::shared_ptr<const Experience>> future_;
  std::atomic<bool> given_{false};
};

struct OpenedScenario {
  ViewedRun run;
  std::shared_ptr<const PreparedScenario> prepared;
};

// base: none for a base. known is filled by the base and read by alternatives.
[[nodiscard]] OpenedScenario open_scenario(const Scenario& scenario, const ScenarioOptions& options,
                                           const std::shared_ptr<const PreparedScenario>& base,
                                           const std::shared_ptr<SharedExperience>& known);
[[nodiscard]] Scenario find_scenario(const std::string& name_or_path,
                                     const ScenarioOptions& options);

// The drawn measures on a base, as if read from the file that saving writes: with the assumptions
// of the measures and an own id. Errors: InputError.
[[nodiscard]] std::shared_ptr<const PreparedScenario> prepare_drawn(
    const Scenario& base, const std::string& title, const std::vector<Measure>& measures,
    int threads = 1);

[[nodiscard]] EmissionRates emission_rates(const FactorSet& factors, const TransitSupply& transit);

}  // namespace mwendo::viz
