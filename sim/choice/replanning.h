// Day after day a share of the people choose again, until few could do better.
//
//   for (int k = 0; k < days; ++k) {
//     records.push_back(choose_modes(people, level, {.iteration = k, .seed = 7}));
//     ... simulate a day, move the beliefs (sim/learning) ...
//     level.believe(beliefs.links, beliefs.transit);
//   }
//
// Share of replanners: 1 / (k + 1), at least least_share (method of successive averages: Robbins
// and Monro 1951; Sheffi 1985). A replanner takes the mode of largest utility plus frozen taste for
// each tour, then for its sub-tour, and the best way by public transport for the trips. The others
// keep both.
// Relative gap, before the choice: sum over tours of (best - present utility, tastes included), in
// felt seconds, over the felt seconds of the best. Mode-share drift: largest change of the share
// of trips of a mode by this choice.
// Guarantees: deterministic for any number of threads. The same seed gives a person the same tastes
// and replanning days in base and alternative. A person for whom nothing changes keeps the mode.
#pragma once

#include "sim/choice/utility_table.h"
#include "sim/population/population.h"
#include "sim/results/run_results.h"

namespace mwendo {

struct ReplanOptions {
  int iteration = 0;
  std::uint64_t seed = 1;
  double least_share = 0.05;
  int threads = 1;
};

// Writes modes and rides of replanners into the trips; all other rides stay.
IterationRecord choose_modes(Population& population, const LevelOfService& level,
                             const ReplanOptions& options);
// The same with a table that is already evaluated.
IterationRecord choose_modes(Population& population, const LevelOfService& level,
                             const UtilityTable& table, const ReplanOptions& options);

[[nodiscard]] double replan_share(int iteration, double least_share);
// Whether the person of this number chooses again on this day.
[[nodiscard]] bool replans(std::uint32_t number, const ReplanOptions& options);

// Relative gap of the present modes at these levels: all tours, tastes included. 0 where no tour
// could do better.
[[nodiscard]] double relative_gap(const Population& population, const LevelOfService& level,
                                  const UtilityTable& table, std::uint64_t seed);

// Share of trips by mode.
[[nodiscard]] ModeValues mode_shares(const Population& population);

}  // namespace mwendo
