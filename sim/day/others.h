// Vehicles of a day that no resident drives: trucks, motorcycles at work, traffic from outside.
//
//   const std::vector<VehicleTrip> others = trips_of_others(day);   // by departure
//
// How many trips a day, with s the share in CityFigures:
//  - trucks: s / (1 - s) of the trips by car and taxi that people make on the simulated day;
//  - motorcycles at work: s / (1 - s) of the trips that people's motorcycles make by the observed
//    mode shares: own ones, and hired ones with a rider and back empty. Not of the simulated ones:
//    a measure that wins riders of motorcycle taxis does not end deliveries;
//  - cars and trucks with an end outside: s / (1 - s) of the others (outside.h).
// A period has those of the day that depart in it.
#pragma once

#include <vector>

#include "sim/day/day_context.h"
#include "sim/day/vehicles_at_work.h"

namespace mwendo {

[[nodiscard]] std::vector<VehicleTrip> trips_of_others(const DayContext& day);

}  // namespace mwendo
