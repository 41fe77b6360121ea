// What each street of a run carries: vehicles and car units an hour, speed, room taken, delay.
//
//   const std::vector<StreetFlow> flows = street_flows(net, tallies, 4, 8);  // periods [4, 8)
//   flows[l.value].car_units / lanes                   // an hour and lane
//
// Bicycles are left out. Car units (passenger car equivalents) are factors in use, (unverified):
// motorcycle 0.4, minibus 1.5, midibus 1.9, bus 2.2, articulated bus 3, truck 2.5.
#pragma once

#include <cstddef>
#include <vector>

#include "network/network.h"
#include "sim/traffic/tallies.h"

namespace mwendo {

struct StreetFlow {
  double vehicles = 0;     // an hour, that left the link
  double motorcycles = 0;  // of them
  double transit = 0;      // of them minibuses and buses
  double car_units = 0;    // an hour
  double vehicle_km = 0;   // an hour
  double vehicle_h = 0;    // an hour: vehicles on the link at a time
  double delay_h = 0;      // vehicle-hours an hour beyond the free speed of the link
  double occupancy = 0;    // length of vehicles and their gaps at a stand over that of all lanes
  [[nodiscard]] double speed_kmh() const { return vehicle_h > 0 ? vehicle_km / vehicle_h : 0; }
};

[[nodiscard]] double car_units_of(VehicleClass c);

// Means over the periods [first, end), by link.
[[nodiscard]] std::vector<StreetFlow> street_flows(const Network& net, const Tallies& tallies,
                                                   std::size_t first, std::size_t end);

}  // namespace mwendo
