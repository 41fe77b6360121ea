// Builds the busway, the stations and both lines of a BRT corridor into a world.
//
//   CityWorld world = with_brt(base, BrtCorridorMeasure{.corridor = "NBO-L2"}, problems);
#pragma once

#include "scenarios/measures/brt_corridor.h"

namespace mwendo {

[[nodiscard]] CityWorld with_brt(const CityWorld& base, const BrtCorridorMeasure& m,
                                 Problems& problems);

}  // namespace mwendo
