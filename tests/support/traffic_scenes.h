// Named traffic scenes shared by tests and benchmarks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "network/network.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

// One trip of a scene: a fixed route by free-flow time and a departure.
struct SceneTrip {
  float departure_s = 0;
  VehicleClass vehicle_class = VehicleClass::car;
  std::vector<LinkId> route;
};

struct Scene {
  Network net;
  std::vector<SceneTrip> trips;  // by departure
};

struct FleetMix {
  double motorcycle = 0, minibus = 0, truck = 0;  // the rest are cars
};

// Which of the trips of an hour are wanted.
struct TripLimits {
  float reach_m = 1e9F;         // as the crow flies
  float until_s = 3600;         // departures before
  std::size_t per_origin = 20;  // trips that begin on the same link and share a search of routes
};

// Trips between random links of a network, `count` an hour, spread evenly.
[[nodiscard]] std::vector<SceneTrip> random_trips(const Network& net, std::size_t count,
                                                  std::uint64_t seed, FleetMix mix = {},
                                                  const TripLimits& limits = {});

// The city of the comparison with other simulators: about 17,000 links.
[[nodiscard]] Scene city_scene(std::uint32_t rows, std::uint32_t columns, std::size_t trips,
                               std::uint64_t seed = 1, FleetMix mix = {});

// The names of scenes: "ring" (one lane, 500 m for ten vehicles, five laps), "grid" (50 x 50
// signals, three lanes each way), "arterial" (one street of three lanes with twelve signals and
// what crosses it), "city" (66 x 66, every fifth street an arterial), "metropolis" (210 x 210) and
// "megacity" (420 x 420, a million lanes) of the same streets and lengths of trips.
[[nodiscard]] const std::vector<std::string>& scene_names();
// Throws std::invalid_argument for a name that is none of these.
[[nodiscard]] Scene named_scene(const std::string& name, std::size_t trips, FleetMix mix = {},
                                float until_s = 3600, std::uint64_t seed = 1);

// Runs trips through traffic; calls each(traffic) after every step.
template <class Each>
void run_scene(const Scene& scene, Traffic& traffic, float until_s, Each&& each) {
  std::vector<TypeIndex> type;
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const auto vehicle_class = static_cast<VehicleClass>(c);
    type.push_back(traffic.add_type(make_type(vehicle_class, permission_of(vehicle_class))));
  }
  std::size_t next = 0;
  while (traffic.now() < until_s) {
    for (; next < scene.trips.size() && scene.trips[next].departure_s <= traffic.now(); ++next) {
      const SceneTrip& t = scene.trips[next];
      traffic.add_vehicle({.type = type[static_cast<std::size_t>(t.vehicle_class)],
                           .route = t.route,
                           .owner = {OwnerKind::other, static_cast<std::uint32_t>(next)}});
    }
    traffic.step();
    each(traffic);
  }
}

}  // namespace mwendo
