// A vehicle as its owner adds it to traffic. Units: metres, persons.
//
//   traffic.add_vehicle({.type = car, .route = route, .owner = {OwnerKind::traveller, agent}});
#pragma once

#include <cstdint>
#include <span>

#include "network/base/ids.h"
#include "sim/traffic/owner.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo {

enum class StopPlace : std::uint8_t {
  lane,  // it stands in the lane
  bay,   // others can pass; if the bay is full, it stands in the lane
  dock   // others can pass; if all docks are taken, it waits before them and is not served
};

// A vehicle below this speed at its stop has halted, m/s.
inline constexpr float kHaltsBelow = 1.2F;

struct PlannedStop {
  std::uint32_t route_index = 0;  // link within the route
  float position_m = 0;           // on that link
  StopPlace place = StopPlace::lane;
  std::uint8_t docks = 1;  // vehicles served at once, one behind the other; 0: any number, parked
};

struct VehicleSpec {
  TypeIndex type = 0;
  std::span<const LinkId> route = {};
  std::span<const PlannedStop> stops = {};  // in order of the route
  Owner owner = {};
  float passengers = 1;      // on board, driver included, of one vehicle
  float entry_share = 0.5F;  // where on the first link it enters, share of its length
  float exit_share = 0.5F;   // where on the last link it leaves
  float speed_factor = 1;    // of the desired speed
};

}  // namespace mwendo
