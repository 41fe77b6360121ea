// Vehicles of a day that are no trips of people: cars and motorcycles at work, trucks, traffic from
// outside.
//
//   const std::vector<VehicleTrip> others = trips_of_others(day);   // by departure
//
// How many trips a day, with s the share in CityFigures:
//  - cars at work: s / (1 - s) of the trips of people by car and taxi;
//  - motorcycles at work: s / (1 - s) of the trips of people's motorcycles: own ones, and hired
//  ones
//    with a rider and back empty;
//  - trucks: s / (1 - s) of all these trips of cars;
//  - cars and trucks with an end outside: s / (1 - s) of the others (outside.h).
// Trips of people are those of the day by the observed mode shares, not the simulated ones: a
// measure that wins drivers does not end deliveries. A period has those of the day that depart in
// it.
#pragma once

#include <vector>

#include "sim/day/day_context.h"
#include "sim/day/vehicles_at_work.h"

namespace mwendo {

[[nodiscard]] std::vector<VehicleTrip> trips_of_others(const DayContext& day);

}  // namespace mwendo
