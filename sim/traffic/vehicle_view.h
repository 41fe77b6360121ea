// A copy of a vehicle on the road, made by Traffic::view(). Units: metres, m/s.
#pragma once

#include <cstdint>

#include "network/base/ids.h"
#include "sim/traffic/owner.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo {

struct VehicleView {
  VehicleId vehicle;
  LinkId link;
  std::uint32_t lane;  // counted from the kerb; lanes_of(link).size() is between the lanes
  float position_m;
  float speed_mps;
  TypeIndex type;
  bool at_stop;
  Owner owner;
};

}  // namespace mwendo
