// Day after day until times and choices fit: the loop around a day.
//
//   Beliefs beliefs = first_beliefs(net, transit, figures, options);
//   RunResults r = simulate({&net, &transit, &zones, &figures}, people, beliefs, options,
//                           {.choose = ..., .progress = ...});
//
// Each iteration: people choose (a callback, see sim/choice), the day is simulated, beliefs move
// towards what the day showed by 1 / (k + 1), the method of successive averages (Sheffi, "Urban
// Transportation Networks", 1985, ch. 12). Beliefs can be handed from a base to its alternative and
// from one seed to the next, so that they need fewer iterations.
// The results are those of the last day.
#pragma once

#include <functional>

#include "sim/day/day.h"
#include "sim/transit/router/transit_times.h"

namespace mwendo {

// What people expect of the streets and of public transport.
struct Beliefs {
  LinkTimes links;
  TransitTimes transit;
  int days = 0;  // learnt from
};

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
  // Gives every trip its mode and rides; says how far from a fit people are.
  std::function<IterationRecord(int iteration, const Beliefs&, Population&)> choose;
  // Called about once per simulated minute; false stops the run (Interrupted is thrown).
  std::function<bool(const SimulationProgress&)> progress;
};

struct Interrupted {};

[[nodiscard]] Beliefs first_beliefs(const SimulationInput& in, const SimulationOptions& options);

[[nodiscard]] RunResults simulate(const SimulationInput& in, Population& people, Beliefs& beliefs,
                                  const SimulationOptions& options, const SimulationHooks& hooks);

}  // namespace mwendo
