// Where people live, work and learn: zones of about a kilometre.
//
//   std::vector<Assumption> notes;
//   const Zones zones = make_zones(tables, city, notes, problems);
//
// Guarantees: populations add up to the parameter population_total; every zone has 1 to 12 street
// nodes whose home weights add up to 1 and whose job weights add up to 1.
// Derived and assumed (each is counted in `notes`):
//  - with a population grid: its cells of 0.01 degree, scaled to the census;
//  - without: people of districts spread over cells of 1.1 km by the length of streets in the
//    cell, less with distance from the middle of the district;
//  - jobs: shares of attraction nodes, spread round each as a Gaussian of 1 km by street length,
//    the rest with the people; school places: with the people;
//  - cells farther than 2 km from every street: their people are moved to the nearest zone.
//  - income_index: that of the nearest row of districts.csv that has one; 1 where none has.
#pragma once

#include <vector>

#include "scenarios/cities/city_network.h"
#include "sim/world/zones.h"

namespace mwendo {

[[nodiscard]] Zones make_zones(const CityTables& tables, const CityNetwork& city,
                               std::vector<Assumption>& notes, Problems& problems);

}  // namespace mwendo
