// Traffic from outside and through the city: it enters and leaves where main roads end.
//
//   const std::vector<NodeId> gateways = gateways_of(net);
//   const auto cars = outside_trips(net, zones, {.trips_per_day = 9000, .profile = profile});
//
// Gateways are those of the zones, with their weights. Where these have none: the ends of
// motorways, trunk and primary roads, by the lanes that enter there, with no node of the network
// farther out: none within 15 degrees of its direction, seen from the mean node, is more than a
// quarter farther away. Trips: one end is a gateway, the other is drawn by jobs in the city.
// Commuters enter at the hours of ways to work and leave at those of ways back, as many of each.
// Of the others half lead in, half out, in every hour. Limit: volumes by road are not counted at
// the gateways.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/day/vehicles_at_work.h"

namespace mwendo {

// Both ends outside, of the trips with an end outside (interviews at Kampala's inner cordon, 2019,
// Expressway Master Plan survey).
inline constexpr double kThroughCars = 0.04;
inline constexpr double kThroughTrucks = 0.07;
// Commuters, there and back, of all cars: an assumption. Of the cars across that cordon at 07 and
// 09 h so many lead from home to work.
inline constexpr double kCommuterCars = 0.45;

[[nodiscard]] std::vector<NodeId> gateways_of(const Network& net);

struct OutsideOptions {
  std::uint64_t seed = 1;
  double trips_per_day = 0;  // vehicles
  VehicleClass vehicle = VehicleClass::car;
  double through_share = 0;        // of them, from gateway to gateway
  double commuter_share = 0;       // of them, to work or back
  std::span<const float> profile;  // 24 shares of the day
  // The same of commuters; empty: as `profile`.
  std::span<const float> to_work = {};
  std::span<const float> from_work = {};
  float from_s = 0;
  float to_s = 86400;
};

// By departure; none where the network has no gateway.
[[nodiscard]] std::vector<VehicleTrip> outside_trips(const Network& net, const Zones& zones,
                                                     const OutsideOptions& options);

}  // namespace mwendo
