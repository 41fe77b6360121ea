// Day after day until times and choices fit: the loop around a day.
//
//   LinkTimes believed = first_link_times(net, figures, from_s, to_s);
//   CrossingFlows walkers;
//   RunResults r = simulate({&net, &transit, &zones, &figures}, people, believed, walkers, options,
//                           {.choose = [&](int k) { return choose_modes(people, level, ...); },
//                            .learn = [&](const DayOutcome& day) { level.learn(...); }});
//
// Each iteration: people choose (a callback, see sim/choice), the day is simulated, believed times
// of links move towards what the day showed by 1 / (k + 1), at least a quarter: the method of
// successive averages (Sheffi, "Urban Transportation Networks", 1985, ch. 12). Walkers who cross are
// those of the day before, on the first day as given (none: as Traffic assumes). Both can be handed
// from a base to its alternative and from one seed to the next, so that they need fewer iterations.
// The results are those of the last day.
#pragma once

#include <functional>

#include "sim/day/day.h"

namespace mwendo {

struct SimulationInput {
  const Network* network = nullptr;
  const TransitSupply* transit = nullptr;
  const Zones* zones = nullptr;
  const CityFigures* figures = nullptr;
};

struct SimulationOptions {
  float from_s = 6 * 3600;
  float to_s = 10 * 3600;
  float clear_s = 1800;
  std::uint64_t seed = 1;
  double sample = 0.1;
  int iterations = 4;
  int days_learnt = 0;  // that the believed times come from; 0: nobody has driven yet
  int threads = 1;
  float saturation_scale = 1;
  double converged_gap = 0.05;    // relative gap and
  double converged_drift = 0.01;  // mode share drift below which a run counts as converged
};

struct SimulationProgress {
  int iteration = 0;
  int iterations = 1;
  double share = 0;  // of the whole run
  float time_of_day_s = 0;
  const char* phase = "";
};

struct SimulationHooks {
  // Gives every trip its mode and rides before day k; says how far from a fit people are.
  std::function<IterationRecord(int iteration)> choose;
  // After a day; the believed link times have moved already.
  std::function<void(int iteration, const DayOutcome& day)> learn;
  // Looks at the day after every second; false stops the run.
  std::function<bool(int iteration, const DaySimulation& day)> watch = {};
  // Called about once per simulated minute; false stops the run (Interrupted is thrown).
  std::function<bool(const SimulationProgress&)> progress;
};

struct Interrupted {};

// Times before anybody has driven: free flow, but not faster than the city's observed mean speed
// in the peak by more than a quarter.
[[nodiscard]] LinkTimes first_link_times(const Network& net, const CityFigures& figures,
                                         float from_s, float to_s);

[[nodiscard]] RunResults simulate(const SimulationInput& in, Population& people,
                                  LinkTimes& believed, CrossingFlows& walkers,
                                  const SimulationOptions& options, const SimulationHooks& hooks);

}  // namespace mwendo
