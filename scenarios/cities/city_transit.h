// The public transport of a city: its matched routes as lines with stops, vehicles and headways.
//
//   std::vector<Assumption> notes;
//   const TransitSupply supply = make_transit(tables, city, notes, problems);
//
// Guarantees: validate(city.network, supply) finds nothing. A route that is given in one direction
// runs in both. Lines are in the order of the routes of the table, both directions together; light
// rail comes last.
// Derived and assumed (each is counted in `notes`):
//  - peak headway: one for all minibus lines and one for all bus lines, so that the published
//    number of vehicles, less those off the road, just serves them at the assumed cycle speed;
//    where the city counts departures: those per hour, spread evenly over the routes;
//  - vehicle by route in the published shares of seats (calibration puts large ones where many
//    ride: fitted.csv); fares: base and distance;
//  - terminals without a stop row, and stops on demand in gaps of minibus lines.
// Limits: no timetable. Peak and off-peak differ in the headway alone.
#pragma once

#include <vector>

#include "scenarios/cities/city_network.h"
#include "sim/transit/fit_vehicles.h"
#include "sim/world/supply.h"

namespace mwendo {

[[nodiscard]] TransitSupply make_transit(const CityTables& tables, const CityNetwork& city,
                                         std::vector<Assumption>& notes, Problems& problems);

// Sizes of minibuses with their published shares of the fleet, and the class of a size.
[[nodiscard]] std::vector<VehicleKind> minibus_kinds(const CityTables& tables);
[[nodiscard]] VehicleClass minibus_class(int seats);

}  // namespace mwendo
