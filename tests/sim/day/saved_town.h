// A town in which everything moves that a saved day holds.
//
//   SavedTown town;
//   auto day = town.begin(1);
//   go_to(*day, kSeven);
//   const std::vector<char> bytes = day->save();
//   const std::vector<double> figures = town.end_of(town.go_on(bytes, 2));
//
// Signals of all kinds, marked crossings with walkers, minibuses, a BRT line with docks and headway
// control, trains, trucks, cars and motorcycle taxis with clones, walkers, cyclists, riders. The
// period is 07:00 to 07:30 after a run-in of 30 minutes.
#pragma once

#include <memory>
#include <vector>

#include "sim/day/day.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {

struct SavedTown {
  SmallWorld world;
  Population people;
  LinkTimes believed;
  CrossingFlows walkers;
  KnownWays ways;
  DayOptions options;

  SavedTown();
  [[nodiscard]] std::unique_ptr<DaySimulation> begin(int threads);
  [[nodiscard]] std::unique_ptr<DaySimulation> go_on(std::span<const char> state, int threads);
  [[nodiscard]] DayInput input() { return {world, people, believed, &walkers, &ways}; }
};

// Steps until a time of day.
void go_to(DaySimulation& day, float time_s);
// All figures of the rest of a day: traffic by the minute, then the outcome.
[[nodiscard]] std::vector<double> figures_of_rest(DaySimulation& day);

}  // namespace mwendo::testing
