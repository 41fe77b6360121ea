// Fleets that cannot keep the headway of their line.
//
//   check_fleets(world, "route change", problems);
//
// A line with a fleet of its own needs ceil(cycle / headway) vehicles for the shortest headway of
// the day (sim/transit/fleets.h). The cycle is that of the first day: free speed on own lanes,
// 14 km/h in mixed traffic, 20 s at each stop. Too few are a problem that names the line, the
// cycle, the smallest fleet, and the shortest headway of the fleet given.
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"

namespace mwendo {

void check_fleets(const CityWorld& world, const std::string& measure, Problems& problems);

}  // namespace mwendo
