// Events of the last step, reported to the owners of the vehicles.
#pragma once

#include <cstdint>
#include <vector>

#include "network/base/ids.h"
#include "sim/modes/classes.h"
#include "sim/traffic/owner.h"

namespace mwendo {

struct Arrival {
  VehicleId vehicle;
  Owner owner;
  float time_s;
};

struct StopArrival {
  VehicleId vehicle;
  Owner owner;
  std::uint32_t stop_index;  // into the stops given with the vehicle
  float stood_s = 0;         // on the link of the stop, in the present period of the tallies
};

// A front vehicle that waits for room on its next link.
struct HeldUp {
  VehicleId vehicle;
  float seconds;
  std::vector<LinkId> open;  // other links with room into which it may turn from its lane
  VehicleClass vehicle_class = VehicleClass::car;
  // Links left, from that of its first stop beyond the next link on; 0 without one.
  std::size_t from_stop = 0;
};

}  // namespace mwendo
