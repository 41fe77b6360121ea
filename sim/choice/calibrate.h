// Mode constants that give the observed mode shares.
//
//   const CalibrationResult fit = fit_constants(evaluate(people, level), find_tours(people),
//                                               {.observed = figures.observed_mode_share,
//                                                .parameters = parameters});
//   parameters.constant = fit.constant;
//
// Step: constant += damping x ln(observed / modelled share), walk kept at 0; shares are the mean
// nested logit probabilities of the tours, weighted by trips (Train, "Discrete Choice Methods with
// Simulation", 2009, 2.8). Modes without an observed share are not fitted:
//   bus takes part in minibus when the city's figures hold both together;
//   BRT and LRT take the higher constant of minibus and bus that are in service;
//   a shared bicycle takes the constant of the bicycle;
//   no trip takes any other mode: the figures include no such trips.
// Observed shares are of a whole day. A period has other people: at seven in the morning pupils.
// weights_of_day() lets each tour count as much as trips of such people do in the day.
// Observed shares of modes that are not available here are left out and the rest scaled to 1.
// Errors: InputError where the observed shares are empty or negative.
#pragma once

#include <vector>

#include "sim/choice/utility_table.h"

namespace mwendo {

struct CalibrationInput {
  std::vector<float> observed;     // by Mode
  std::vector<float> weight = {};  // by tour; empty: 1
  ChoiceParameters parameters{};
  int rounds = 40;
  double damping = 0.8;
  double tolerance = 0.001;  // of a share
  double most_use = 0.75;    // of the trips that an own car or motorcycle is offered for
  std::size_t most_tours = 60000;
  int threads = 1;
};

struct CalibrationResult {
  ModeValues constant{};
  ModeValues observed{};  // scaled, groups joined
  ModeValues target{};    // the same, what own vehicles cannot serve given to other modes
  ModeValues modelled{};  // at the end; bus within minibus where joined
  double worst = 0;       // largest difference of a fitted share to its target
  int rounds = 0;
};

// By tour: trips of people of this activity in the day (Population::day_trips) over those of the
// tours. 1 where the day is not known.
[[nodiscard]] std::vector<float> weights_of_day(const Population& population,
                                                const std::vector<Tour>& tours);

[[nodiscard]] CalibrationResult fit_constants(const UtilityTable& table,
                                              const std::vector<Tour>& tours,
                                              const CalibrationInput& input);

}  // namespace mwendo
