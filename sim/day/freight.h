// Trucks: trips between places of work, in proportion to the motor traffic of people.
//
//   const std::vector<TruckTrip> trucks = freight_trips(zones, {...});
//
// Model: the number of truck trips is truck_share / (1 - truck_share) of the trips by car and taxi.
// Both ends are drawn by jobs, the hour from a flat profile between 6 and 20 h. An assumption: no
// freight survey of the three cities is among the sources.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/world/zones.h"

namespace mwendo {

struct TruckTrip {
  float departure_s;
  NodeId from;
  NodeId to;
};

struct FreightOptions {
  std::uint64_t seed = 1;
  double motor_trips_per_day = 0;  // vehicles, whole population, cars and taxis
  double truck_share = 0.05;
  float from_s = 0;
  float to_s = 86400;
};

[[nodiscard]] std::vector<TruckTrip> freight_trips(const Zones& zones,
                                                   const FreightOptions& options);

}  // namespace mwendo
