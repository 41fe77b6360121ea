// The travel figures of a city from its parameters.
#pragma once

#include "scenarios/cities/city_tables.h"
#include "sim/world/zones.h"

namespace mwendo {

// Mode shares are normalised; car trips are split into drivers and passengers by occupancy.
[[nodiscard]] CityFigures make_figures(const CityTables& tables, std::vector<Assumption>& notes,
                                       Problems& problems);

}  // namespace mwendo
