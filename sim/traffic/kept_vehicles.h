// The vehicles of a saved moment: those in lanes, and the records of those that have not left.
//
//   KeptVehicles kept = kept_vehicles(state);     // to be written
//   put_back(kept, other_state);                  // lanes of the other one are empty
//
// Vehicles keep their numbers. Of those that have left nothing is kept, and routes and stops are
// those of the others only: a day so far has many more vehicles than a moment.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/traffic/state.h"

namespace mwendo::traffic {

struct KeptVehicles {
  // By lane, and all vehicles in lanes one after the other.
  std::vector<std::uint16_t> in_lane;
  std::vector<std::uint8_t> reserved;
  std::vector<OnLane> on_lane;

  std::uint32_t added = 0;      // vehicles so far
  std::vector<VehicleId> kept;  // in rising order; by them:
  std::vector<VehicleRecord> record;
  std::vector<VehicleId> next_pending;
  std::vector<std::uint32_t> skipped;
  std::vector<LinkIndex> origin;
  std::vector<MovementIndex> route_movements;
  std::vector<PlannedStop> stop_plan;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& k) {
    a(k.in_lane, k.reserved, k.on_lane, k.added, k.kept, k.record, k.next_pending, k.skipped);
    a(k.origin, k.route_movements, k.stop_plan);
  }
};

[[nodiscard]] KeptVehicles kept_vehicles(const TrafficState& s);
// Throws std::out_of_range where the vehicles are of another network.
void put_back(const KeptVehicles& kept, TrafficState& s);

}  // namespace mwendo::traffic
