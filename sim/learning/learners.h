// The people of a run, what they believe, and how they choose and learn from day to day.
//
//   Learners people(world, distances, std::move(population), options, start_from);
//   const IterationRecord record = people.choose(k);      // before day k
//   ... simulate the day with people.experience() ...
//   people.learn(day);
//
// People that start from nothing settle during at most options.settle_days, while mode constants
// are fitted to the observed shares. Then all choose again. The people of an alternative start from
// the settled state and choose again too. People choose for the run-in, too, and learn from its
// streets. Mode constants are fitted to the tours that end in the period; times of lines are learnt
// from the period. With base_days the people of an alternative also choose when to leave
// (departure_choice.h) or where errands lead (destination_choice.h), as options say. Precondition:
// the base has kept its days for that. Errors: InputError where the observed shares cannot be used,
// or where start_from is of another time of the day.
#pragma once

#include <functional>
#include <memory>

#include "sim/choice/calibrate.h"
#include "sim/choice/departure_choice.h"
#include "sim/choice/destination_choice.h"
#include "sim/choice/replanning.h"
#include "sim/day/day.h"
#include "sim/learning/base_days.h"
#include "sim/learning/convergence.h"
#include "sim/learning/experience.h"

namespace mwendo {

struct SimulationOptions {
  float from_s = 6 * 3600;
  float to_s = 10 * 3600;
  float warm_up_s = 0;  // the run-in of each day (sim/day/day.h)
  std::uint64_t seed = 1;
  double sample = 0.1;
  int iterations = 4;
  int settle_days = 2;             // of the iterations, before the compared ones
  bool stop_when_settled = false;  // iterations and settle_days are then the most (simulate.h)
  bool short_days = false;         // some begin at from_s as an earlier one (course.h)
  bool fit_constants = true;       // during the days in which people settle
  bool refit_constants = false;    // on every day, for calibration
  DaysToKeep keep_days{};          // for alternatives whose people react
  // Of the base: people react to what differs from them, in the two ways below. None: they do not.
  const BaseDays* base_days = nullptr;
  bool departures_react = false;
  const DestinationModel* destinations = nullptr;  // of errands that react; none: fixed
  int threads = 1;

  [[nodiscard]] float start_s() const { return from_s - warm_up_s; }
};

class Learners {
 public:
  // All references must outlive the object. distances: those of the base's streets. start_from: the
  // beliefs at the start; none: first_experience().
  Learners(const World& world, const ZoneDistances& distances, Population population,
           const SimulationOptions& options, const Experience* start_from);

  // From this day on people choose as settled ones; no later than options.settle_days.
  void end_settling(int day) { options_.settle_days = day; }
  IterationRecord choose(int day);
  // The day becomes part of what is believed, by the learning rate.
  void learn(const DayOutcome& day);
  // Relative gap of the present modes at the times remembered (convergence.h).
  [[nodiscard]] double relative_gap() const;
  // The same of the ways of drivers, at the times of the day (route_gap.h).
  [[nodiscard]] double route_gap_of(const DayOutcome& day) const;

  [[nodiscard]] const Population& population() const { return population_; }
  [[nodiscard]] Population take_population() { return std::move(population_); }
  [[nodiscard]] const Experience& experience() const { return now_; }
  // Of drivers; the day reads and renews them.
  [[nodiscard]] KnownWays& ways() { return now_.ways; }
  // The beliefs of the people when they had settled; available from the first compared day.
  [[nodiscard]] const Experience& settled() const { return settled_; }
  // The last fit of the mode constants; empty where none was made.
  [[nodiscard]] const CalibrationResult& constants_fit() const { return constants_fit_; }
  // Of the compared days so far; empty without keep_days.
  [[nodiscard]] const BaseDays& days() const { return days_; }
  [[nodiscard]] Reactions reactions() const;

  std::function<void(const Experience&)> on_settled;

 private:
  void fit_constants(const UtilityTable& table);
  // True if a trip has another place now.
  bool keep_or_move_destinations(const ReplanOptions& replanning);
  void keep_or_shift_departures(const ReplanOptions& replanning);
  [[nodiscard]] bool departures_react() const;
  [[nodiscard]] bool destinations_react() const;

  const World& world_;
  const ZoneDistances& distances_;
  SimulationOptions options_;
  Population population_;
  ActiveLevels active_;
  LevelOfService level_;
  RouteTastes tastes_;
  Experience now_;
  Experience settled_;
  CalibrationResult constants_fit_;
  BaseDays days_;
  std::unique_ptr<ZoneAccess> access_;  // where destinations react, here or in an alternative
  Column<TripId, float> counted_s_;     // departures without a reaction; empty where none may shift
  TripEnds drawn_;                      // the same of places
};

}  // namespace mwendo
