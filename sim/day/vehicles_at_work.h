// Vehicles at work: trips that no resident makes, of trucks and of motorcycles that deliver or
// cruise for passengers.
//
//   const std::vector<VehicleTrip> trucks = trips_at_work(net, zones, {.trips_per_day = 9000});
//   const std::vector<VehicleTrip> couriers = trips_at_work(
//       net, zones, {.trips_per_day = 1e6, .vehicle = VehicleClass::motorcycle,
//                    .draws = Draw::motorcycle_at_work, .home_share = 0.5, .mean_m = 2500,
//                    .profile = profile});
//
// Model: both ends are street nodes drawn by jobs and inhabitants (places.h). With a mean distance
// the second end has the weight of its place times exp(-distance / s), s fitted to the mean
// (distance_scale): a gravity model with given origins (Wilson 1967). The hours follow a profile.
// How many trips there are: others.h.
// Guarantees: a trip does not depend on the period or on the number of trips. With a mean distance
// all trips of the day have two ends; without one a trip within one node is left out.
// Limit: an end that 500 draws do not find is the nearest of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/base/random.h"
#include "sim/modes/classes.h"
#include "sim/world/zones.h"

namespace mwendo {

// A trip of a vehicle that no resident makes.
struct VehicleTrip {
  float departure_s;
  NodeId from;
  NodeId to;
  VehicleClass vehicle = VehicleClass::truck;
};

struct WorkOptions {
  std::uint64_t seed = 1;
  double trips_per_day = 0;
  VehicleClass vehicle = VehicleClass::truck;
  Draw draws = Draw::freight;  // one for each class
  double home_share = 0;       // of the ends, those drawn by inhabitants; the others by jobs
  double mean_m = 0;           // crow-fly; 0: the ends do not depend on each other
  std::span<const float> profile = {};  // 24 shares of the day; empty: even from 6 to 20 h
  float from_s = 0;
  float to_s = 86400;
};

// By departure.
[[nodiscard]] std::vector<VehicleTrip> trips_at_work(const Network& net, const Zones& zones,
                                                     const WorkOptions& options);

void sort_by_departure(std::vector<VehicleTrip>& trips);

}  // namespace mwendo
