// The lines of a BRT corridor: one in each direction for each service, with their stations.
#pragma once

#include "scenarios/measures/brt_plan.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {

// A corridor laid on the streets. Both lists of platforms are in the order of travel.
struct BrtCourse {
  ThereAndBack way;
  std::vector<Platform> there;
  std::vector<Platform> back;
};

// Appends them to `world`. A fare that the measure leaves open is that of the first minibus or bus
// line of `base`.
void add_brt_lines(CityWorld& world, const TransitSupply& base, const BrtCorridorMeasure& m,
                   const BrtPlan& plan, const BrtCourse& course);

}  // namespace mwendo
