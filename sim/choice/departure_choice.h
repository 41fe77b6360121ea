// Departures react to a measure: a tour by vehicles on the streets leaves earlier or later.
//
//   const DepartureChoice choice{counted, base_day, level.streets().quarter_paces(links)};
//   choose_departures(population, choice, {.iteration = k, .seed = 7});
//   count_shifts(population, counted, from_s, results.reactions);
//
// The counted hours hold already how people avoid the base's jams. So a tour keeps its counted
// departure in the base, and the times of the base are what an alternative is measured by. A tour
// may shift by s = 0, -+15, ... -+60 min against the counted times, all its trips and those of its
// sub-tour alike:
//   V(s) = -a (sum of T over the trips + 0.61 early + 2.40 late),  a = 0.106 per minute,
// T: time at the wheel between zones at the pace of each quarter hour that the trip reaches; early
// and late: minutes from the arrival of the tour's first trip in the run to its arrival in the base
// at the counted time. The choice is kept_choice.h: tastes for which s = 0 was best in the base.
// Sources: Small, "The scheduling of consumer activities: work trips", Am. Econ. Review 72 (1982):
// -0.106 a minute of travel, -0.065 early, -0.254 late; cars to work in San Francisco (recalled,
// unverified here). That they hold for all purposes and these cities is an assumption.
// Guarantees: where the times are those of the base, nobody shifts. Nobody leaves the run. The
// order of a person's trips is kept, and so is the time between the trips of a tour. The same for
// any number of threads.
// Limits: tours on foot, by bicycle and by public transport keep their times, for lines have one
// time a run. A motorcycle has a share of a car's delay.
#pragma once

#include "sim/choice/replanning.h"
#include "sim/choice/street_skims.h"

namespace mwendo {

struct DepartureParameters {
  double per_minute = 0.106;  // utility lost per minute of travel
  double early = 0.61;        // weight of a minute too early against one of travel
  double late = 2.40;
  float step_s = 900;  // as long as a period of the paces
  int steps = 4;       // in each direction
};

struct DepartureChoice {
  const Column<TripId, float>& counted_s;  // departures without a reaction
  const QuarterPaces& base;                // believed in the base before the same day
  const QuarterPaces& now;
  float from_s = 0, to_s = 0;     // of the run, run-in included
  double motorcycle_delay = 0.5;  // share of a car's change of time
  DepartureParameters parameters{};
};

// Writes the departures of replanners.
void choose_departures(Population& population, const DepartureChoice& choice,
                       const ReplanOptions& options);

// Of the trips that leave at from_s or later, or were counted then.
void count_shifts(const Population& population, const Column<TripId, float>& counted_s,
                  float from_s, Reactions& reactions);

}  // namespace mwendo
