// Random street networks of several shapes with mixed traffic, for tests of what must hold
// anywhere.
//
//   const RandomCase c = random_case(StreetShape::spider, seed);
//   Traffic traffic(c.net, {.threads = 2});
//   run_case(c, traffic, 300, [&] { traffic.validate(); });
//
// The same shape and seed, the same case. Every control occurs: none, priority, signals (fixed,
// actuated, by police), roundabouts; streets one way and both, one to three lanes, marked
// crossings, friction and gradients; cars, riders, trucks, buses and minibuses that stop
// at the kerb and in bays.
#pragma once

#include <string>
#include <vector>

#include "tests/support/traffic_scenes.h"

namespace mwendo {

enum class StreetShape : std::uint8_t {
  grid_with_holes,
  one_way_grid,
  spider,
  scattered,
  roundabouts
};
inline constexpr StreetShape kStreetShapes[] = {StreetShape::grid_with_holes,
                                                StreetShape::one_way_grid, StreetShape::spider,
                                                StreetShape::scattered, StreetShape::roundabouts};
[[nodiscard]] std::string name_of(StreetShape shape);

struct RandomCase {
  Network net;
  std::vector<SceneTrip> trips;
  std::vector<std::vector<PlannedStop>> stops;  // by trip
};

// Departures within the first `period_s` seconds.
[[nodiscard]] RandomCase random_case(StreetShape shape, std::uint64_t seed, std::size_t trips = 150,
                                     float period_s = 150);

// Stops last `kRandomDwell` seconds; every fifth is passed when it is near.
inline constexpr float kRandomDwell = 12;
// Of every class.
[[nodiscard]] std::vector<TypeIndex> add_types(Traffic& traffic);
void add_departures(const RandomCase& c, const std::vector<TypeIndex>& types, Traffic& traffic,
                    std::size_t& next);
void answer_stops(Traffic& traffic);

// Runs a case; calls each() after every step.
template <class Each>
void run_case(const RandomCase& c, Traffic& traffic, float until_s, Each&& each) {
  const std::vector<TypeIndex> types = add_types(traffic);
  std::size_t next = 0;
  while (traffic.now() < until_s) {
    add_departures(c, types, traffic, next);
    traffic.step();
    answer_stops(traffic);
    each();
  }
}

}  // namespace mwendo
