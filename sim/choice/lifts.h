// Lifts need drivers: nobody rides in a car that nobody drives.
//
//   UtilityTable table = evaluate(population, level);
//   limit_lifts(table, population, level.parameters(), {.seed = 7});
//
// Counts the trips that would be driven and ridden if every tour took its best mode. Where more
// than kPassengerSeats trips would be ridden for each trip driven, car_passenger is taken out of
// the table for persons in order of a frozen draw, until the rest fit. So the same persons lose
// their lift in all worlds. Returns the share of persons who keep the offer: 1 where all fit.
// Guarantees: deterministic for any number of threads. The table stays as it is where all fit.
// Limits: seats are counted over the whole city and period, not by place and time.
#pragma once

#include "sim/choice/utility_table.h"

namespace mwendo {

// Seats of a car besides the driver's: the usual car has five.
inline constexpr double kPassengerSeats = 4;

struct LiftOptions {
  std::uint64_t seed = 1;  // of the tastes
  int threads = 1;
};

double limit_lifts(UtilityTable& table, const Population& population,
                   const ChoiceParameters& parameters, const LiftOptions& options);

}  // namespace mwendo
