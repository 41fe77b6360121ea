// Where people of districts around a city enter its streets.
//
//   zones.gateways = gateways_to_ring(tables, network);
//
// A city whose population grid ends at its border has neighbours in districts.csv (ring "metro
// ring"). The gateway of such a district is the nearest node of a main road, from motorway to
// secondary. Its weight is the people of the district times their income index (an assumption: cars
// follow incomes). Districts with the same gateway share it. Without a grid, zones hold the ring
// themselves, and the list is empty.
#pragma once

#include <vector>

#include "network/network.h"
#include "scenarios/cities/city_tables.h"
#include "sim/world/zones.h"

namespace mwendo {

[[nodiscard]] std::vector<Gateway> gateways_to_ring(const CityTables& tables, const Network& net);

}  // namespace mwendo
