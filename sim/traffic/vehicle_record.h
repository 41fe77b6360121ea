// The part of a vehicle that is needed when it changes links. The other part, needed in every step,
// is in its lane: lane_store.h. Units: metres, seconds.
#pragma once

#include <cstdint>

#include "sim/traffic/owner.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::traffic {

// One cache line.
struct alignas(64) VehicleRecord {
  std::uint32_t route_first;   // into TrafficState::route_movements
  std::uint32_t route_index;   // of the present link
  std::uint32_t route_length;  // links
  float entered_at_s;          // this link
  float entered_position;      // on this link
  float speed_factor;
  float passengers;           // persons on board, drivers included, of one vehicle
  std::uint32_t stop_cursor;  // next stop in stop_plan
  std::uint32_t stop_end;
  std::uint32_t stop_first;
  float exit_position;   // on the last link, as share of its length
  float entry_position;  // on the first link, as share of its length
  float release_s;       // end of the present stop
  float departure_s;
  Owner owner;
  TypeIndex type;
};
static_assert(sizeof(VehicleRecord) == 64);

}  // namespace mwendo::traffic
