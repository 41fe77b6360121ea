// Day after day until times and choices fit: the loop around a day.
//
//   Learners people(world, distances, synthesise(...), options, nullptr);
//   const RunResults r = simulate(world, people, options, {});
//
// Each iteration: people choose (sim/choice), the day is simulated, they learn from it (learners.h,
// convergence.h). The results are those of the last day. Its times decide whether people have
// settled.
#pragma once

#include <functional>

#include "sim/learning/learners.h"

namespace mwendo {

struct SimulationProgress {
  int iteration = 0;
  int iterations = 1;
  double share = 0;  // of the whole run
  float time_of_day_s = 0;
  const char* phase = "";
};

// Lets a caller watch a run, and stop it.
struct SimulationWatch {
  // Looks at the day after every second; false stops the run.
  std::function<bool(int iteration, const DaySimulation& day)> see = {};
  // Called about once per simulated minute; false stops the run (Interrupted is thrown).
  std::function<bool(const SimulationProgress&)> progress = {};
};

struct Interrupted {};

[[nodiscard]] RunResults simulate(const World& world, Learners& people,
                                  const SimulationOptions& options, const SimulationWatch& watch);

}  // namespace mwendo
