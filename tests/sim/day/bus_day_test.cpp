// Days of riders on buses in the street, by hand.
#include <gtest/gtest.h>

#include "tests/sim/day/hand_day.h"

namespace mwendo {
namespace {

using testing::DayLog;
using testing::HandDay;

TEST(BusDay, TripsOutsideThePeriodHaveNoRecord) {
  HandDay d;
  d.add_trip({.departure_s = -1, .distance_m = 100});
  const TripId first = d.add_trip({.departure_s = 0, .distance_m = 100});
  const TripId last = d.add_trip({.departure_s = 1799, .distance_m = 100});
  d.add_trip({.departure_s = 1800, .distance_m = 100});
  const DayLog log = d.run();
  ASSERT_EQ(log.outcome.trips.size(), 2U);
  EXPECT_EQ(log.outcome.trips[0].trip, first);
  EXPECT_EQ(log.outcome.trips[1].trip, last);
  EXPECT_EQ(log.outcome.quality.trips_arrived, 2);  // the last one at 1879, in the time to clear
  EXPECT_EQ(log.waiting.size(), 1880U);  // its event is served in the step that begins at 1879
}

// A bus in the street. Riders only board at stop 1, so that its dwell is 5 s and 3.5 s a person.
struct BusStop {
  explicit BusStop(int riders, float ride_ends = 3) {
    const LineId l =
        d.add_bus({.headway_s = 1500, .fare = 50, .fare_per_km = 10, .capacity = 40}, 1);
    for (int i = 0; i < riders; ++i)
      d.add_trip({.mode = Mode::bus,
                  .rides = {d.ride(l, 1, static_cast<std::size_t>(ride_ends))},
                  .egress_m = 125});
    log = d.run();
  }
  HandDay d;
  DayLog log;
};

TEST(BusDay, EachRiderWhoBoardsHoldsTheBusForThreeAndAHalfSeconds) {
  const BusStop one(1);
  const float reached = one.log.boarded_s.at(0)[0];
  const float left = one.log.alighted_s.at(0)[0];
  for (const int riders : {3, 5, 9}) {
    const BusStop many(riders);
    EXPECT_EQ(many.log.boarded_s.at(0)[0], reached) << riders;
    EXPECT_EQ(many.log.alighted_s.at(0)[0] - left, 3.5F * static_cast<float>(riders - 1)) << riders;
  }
}

TEST(BusDay, ABusRiderPaysAndWalksFromTheStop) {
  const BusStop s(1);
  const TripRecord& r = s.log.outcome.trips[0];
  EXPECT_FLOAT_EQ(r.distance_m, 800);
  EXPECT_FLOAT_EQ(r.fare, 50 + 10 * 0.8F);
  EXPECT_FLOAT_EQ(r.wait_s, s.log.boarded_s.at(0)[0] - 1);  // a walk takes a second at least
  EXPECT_FLOAT_EQ(r.travel_time_s, s.log.alighted_s.at(0)[0] + 100);
}

TEST(BusDay, ABusPassesStopsWhereNobodyWaitsOrGetsOff) {
  const BusStop s(1, 4);  // boards at stop 1, alights at stop 4, the end: stops 2 and 3 are passed
  const LineResult& line = s.log.outcome.lines[0];
  EXPECT_FLOAT_EQ(line.sections[1].dwell_s, 5 + 3.5F);
  EXPECT_EQ(line.sections[2].dwell_s, 0);
  EXPECT_EQ(line.sections[3].dwell_s, 0);
  // The sections that were passed share the time by their lengths, which are equal.
  EXPECT_FLOAT_EQ(line.sections[1].run_time_s, line.sections[2].run_time_s);
  const float ride = s.log.alighted_s.at(0)[0] - s.log.boarded_s.at(0)[0];
  EXPECT_NEAR(3 * line.sections[1].run_time_s + line.sections[1].dwell_s, ride, 1e-3);
}

TEST(BusDay, ALineOnTheStreetIsNotHeldUpByAnotherStreetsCars) {
  const auto boards = [](int cars) {
    HandDay d;
    const LineId l = d.add_bus({.headway_s = 1500, .capacity = 40}, 5);
    d.add_trip({.mode = Mode::bus, .rides = {d.ride(l, 1, 3)}});
    for (int i = 0; i < cars; ++i) d.add_trip({.mode = Mode::car_driver, .from_x = 0, .to_x = 4});
    return d.run().alighted_s.at(0)[0];
  };
  EXPECT_EQ(boards(0), boards(20));
}

}  // namespace
}  // namespace mwendo
