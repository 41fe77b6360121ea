// Which runs answer a comparison, in what order, and what they hand on.
//
//   const auto whole = run_chains({.cases = 2, .seed = 1, .seeds = 3, .threads = 8},
//                                 [&](const ChainStep& s) {
//     FinishedRun run = run_scenario(
//         *prepared[s.which], *prepared[0],
//         {.seed = s.seed, .threads = s.threads, .start_from = s.start_from});
//     keep(s, run.summary);
//     return std::move(run.experience);
//   });
//     keep(s, run.summary);
//     return std::move(run.experience);
//   });
//
// Case 0 is the base, the others are alternatives. The base of the first seed starts without
// experience and runs alone, with all threads, until its people have settled. Every other run
// starts from their experience. A chain is all cases of one seed, one after the other. Chains run
// side by side and share the threads. Results do not depend on the number of threads.
// Errors: an exception of a run is thrown again after the runs beside it have ended; they should
// end when `failed` is set. A run that throws Interrupted ends its chain; complete chains count.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>

#include "scenarios/experiments/run_scenario.h"

namespace mwendo {

struct ChainPlan {
  std::size_t cases = 1;
  std::uint64_t seed = 1;  // of the first chain; the next has seed + 1
  int seeds = 1;
  int threads = 1;
};

struct ChainStep {
  std::size_t chain = 0;
  std::size_t which = 0;  // case
  std::uint64_t seed = 1;
  int threads = 1;
  const Experience* start_from = nullptr;     // none: the people settle in this run
  const std::atomic<bool>* failed = nullptr;  // true once a run beside this one has failed
};

// Runs one step, keeps its results and returns the experience of its settled people. Called from
// several threads.
using RunStep = std::function<Experience(const ChainStep&)>;

// True for each chain of which every case was run, in order of seeds.
[[nodiscard]] std::vector<bool> run_chains(const ChainPlan& plan, const RunStep& run);

// What the base keeps of its days for people of alternatives who react (sim/learning/base_days.h).
[[nodiscard]] DaysToKeep days_to_keep(std::span<const PreparedScenario* const> cases);

// The alternative is asked the same question as its base: period, sample, seeds, iterations.
void ask_as(Scenario& alternative, const Scenario& base);

// Figures "on the corridor" use the BRT lines of the first case that has any.
[[nodiscard]] Corridor shared_corridor(std::span<const PreparedScenario* const> cases);

}  // namespace mwendo
