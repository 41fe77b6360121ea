// One row a mode: the constants of a mode of travel, for all folders.
//
//   const ModeRow& car = row_of(Mode::car_driver);
//   const float fixed_s = car.terminal_s();            // besides the ride
//   if (car.travel == Travel::drives) ...
//
// Read by choice (nests, terminal times), by the day (how a trip is carried out), by reports and by
// the window. Prices by city stand in sim/world/prices.h.
// Order: that of Mode, which results and experience files hold; new modes stand at the end.
// Sources: speeds on foot and by bicycle: network/walking/active_graph.h. Terminal times, waits for
// a taxi and persons in a taxi are assumptions: no survey of the cities gives them.
#pragma once

#include "sim/modes/classes.h"

namespace mwendo {

// Modes that are alike; see sim/choice/nested_logit.h.
enum class Nest : std::uint8_t { active, transit, private_car, hired };
inline constexpr std::size_t kNestCount = 4;

// How a day carries out a trip.
enum class Travel : std::uint8_t {
  walks,     // on foot, at a speed of its own
  cycles,    // by bicycle, at a speed of its own
  rides,     // in a vehicle of public transport
  drives,    // with a vehicle in traffic
  is_driven  // in a simulated driver's car: at the mean speed of cars
};

struct ModeRow {
  Mode mode;
  const char* name;
  Nest nest;
  Travel travel;
  float speed_mps = 0;  // of walking and cycling
  float access_s = 0;   // before the ride: walk to the parked car, wait for a taxi, unlock
  float egress_s = 0;   // after the ride: walk from the parked car
  VehicleClass vehicle = VehicleClass::car;  // of driving
  Permissions permissions = 0;               // of that vehicle
  float persons = 0;  // in that vehicle, driver included; 0: the city's car occupancy

  [[nodiscard]] float terminal_s() const { return access_s + egress_s; }
};

[[nodiscard]] const ModeRow& row_of(Mode m);

}  // namespace mwendo
