// A day of few people whose times can be worked out by hand.
//
//   HandMadeDay day;                                     // a town without lines, 07:00 to 08:00
//   day.add_trip({.mode = Mode::walk, .departure_s = kSeven, .distance_m = 500});
//   const DayOutcome o = day.run();                      // checks the persons after every second
//
// Trains run on own track at their commercial speed: no traffic delays them.
#pragma once

#include <memory>
#include <vector>

#include "sim/day/day.h"
#include "sim/world/supply_edit.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {

inline constexpr float kSeven = 7 * 3600;

struct HandMadeTrip {
  Mode mode = Mode::walk;
  float departure_s = kSeven;
  NodeId from = {0}, to = {1};
  float distance_m = 0;
  std::vector<RideLeg> rides = {};
  float egress_m = 0;
};

// Adds one person with this trip.
TripId append_trip(Population& people, const HandMadeTrip& trip);

struct TrainLine {
  std::vector<StopId> stops;
  float speed_mps = 10;
  float headway_s = 600;
  float first_s = kSeven + 300, last_s = kSeven + 3600;
  std::uint16_t capacity = 100;
  float fare = 0, fare_per_km = 0;
};

class HandMadeDay {
 public:
  explicit HandMadeDay(const SmallWorldOptions& options = {.size = 6, .block_m = 400});

  StopId add_station(Point p, NodeId access = {0});
  LineId add_trains(const TrainLine& line);
  TripId add_trip(const HandMadeTrip& trip) { return append_trip(people, trip); }
  void start();
  // One second; throws where persons get lost (DaySimulation::validate).
  void step();
  DayOutcome run();

  SmallWorld world;
  Population people;
  DayOptions options = {.from_s = kSeven, .to_s = kSeven + 3600, .clear_s = 600};
  LinkTimes believed;
  std::unique_ptr<DaySimulation> day;
};

}  // namespace mwendo::testing
