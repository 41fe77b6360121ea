// What a street mode costs for a ride, and how people go on who gave up waiting.
//
//   const Alternative taxi = ride_by(Mode::taxi, ride_s, km, figures, p);
//   const Mode m = mode_on({number, income}, metres, figures, p);     // walk or a hired vehicle
#pragma once

#include "sim/choice/utility.h"

namespace mwendo {

// A ride in a vehicle on streets: its time, the wait for it, its price. What belongs to drivers and
// passengers of cars alone is left out.
[[nodiscard]] Alternative ride_by(Mode m, float ride_s, float km, const CityFigures& figures,
                                  const ChoiceParameters& p);

struct Traveller {
  std::uint32_t number = 0;  // in the full population
  Income income = Income::middle;
};

// On foot or by the hired mode that the city uses most, if any: the least generalised cost
// (utility.h) over the metres left, vehicles at the observed mean speed of the peak. The mode
// constants are left out, for they are of whole trips (an assumption).
[[nodiscard]] Mode mode_on(const Traveller& person, float metres, const CityFigures& figures,
                           const ChoiceParameters& p);

}  // namespace mwendo
