// Day after day until times and choices fit: the loop around a day.
//
//   Learners people(world, distances, synthesise(...), options, nullptr);
//   const RunResults r = simulate(world, people, options, {});
//
// Each iteration: people choose (sim/choice), the day is simulated, they learn from it (learners.h,
// convergence.h). The results are those of the last day. With options.stop_when_settled no day
// follows one after which people have settled. They settle twice: the days before the compared
// ones end so, too. With options.short_days some days leave the run-in out: course.h tells which.
// Who is under way at from_s of such a day is so as on the last whole day; trips that depart later
// follow the new choices. The run-in of that whole day counts as that of the short day in all that
// people learn: link times, ways, crossings, times of trips.
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
