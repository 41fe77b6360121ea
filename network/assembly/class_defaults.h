// Assumptions about a street whose data are incomplete.
//
//   const ClassDefaults d = defaults_of(RoadClass::residential);   // 1 lane, 30 km/h, 3 m
//
// Limits: one table for all three cities; every use sets kAssumedLanes or kAssumedSpeed on the
// link. Source: assumption. Speeds follow the statutory 50 km/h of built-up areas (Kenya Traffic
// Act cap. 403, section 42; Uganda and Ethiopia alike). They are lower on minor streets and higher
// on motorways. Lanes are those of one direction.
#pragma once

#include "network/network.h"

namespace mwendo {

struct ClassDefaults {
  int lanes = 1;  // one direction
  float free_speed_mps = 8.3F;
  float lane_width_m = 3.0F;
};

[[nodiscard]] ClassDefaults defaults_of(RoadClass c);

}  // namespace mwendo
