// Walkers, cyclists and passengers of cars: distance over speed, and what viewers see of them.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::HandMadeTrip;
using testing::kSeven;

TEST(Walkers, TakeDistanceOverSpeed) {
  struct Case {
    Mode mode;
    float metres, seconds;
  };
  // 1.25 m/s on foot; 14 km/h and 60 s to unlock by bicycle, rounded up to the full second; in a
  // car at 5 m/s until a vehicle is seen, and 60 s at each end.
  const std::vector<Case> cases = {{Mode::walk, 1000, 800},
                                   {Mode::walk, 1001, 801},
                                   {Mode::walk, 12.5F, 10},
                                   {Mode::bicycle, 1400, 360 + 60},
                                   {Mode::shared_bicycle, 2000, 515 + 60},
                                   {Mode::car_passenger, 1500, 300 + 120}};
  HandMadeDay d;
  for (const Case& c : cases)
    d.add_trip({.mode = c.mode, .departure_s = kSeven + 60, .distance_m = c.metres});
  const DayOutcome o = d.run();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(o.trips[i].outcome, TripOutcome::arrived) << i;
    EXPECT_EQ(o.trips[i].travel_time_s, cases[i].seconds) << i;
    EXPECT_EQ(o.trips[i].distance_m, cases[i].metres) << i;
    EXPECT_EQ(o.trips[i].walk_m, cases[i].mode == Mode::walk ? cases[i].metres : 0) << i;
    EXPECT_EQ(o.trips[i].fare, 0) << i;
  }
}

TEST(Walkers, ATripToTheOwnDoorTakesASecond) {
  HandMadeDay d;
  d.add_trip({.mode = Mode::walk, .departure_s = kSeven, .distance_m = 0});
  EXPECT_EQ(d.run().trips[0].travel_time_s, 1);
}

// Passengers move at the speed of the street, over the detour of the way from door to door.
TEST(Walkers, PassengersOfCarsTakeTheSpeedOfTheStreet) {
  struct Case {
    float street_mps, seconds;
  };
  // Detour 1.3: 13 m/s are 10 m/s; below 1.95 m/s the least speed of 1.5 m/s holds.
  for (const Case c : {Case{13, 150}, Case{6.5F, 300}, Case{0.5F, 1000}}) {
    HandMadeDay d;
    d.add_trip({.mode = Mode::car_passenger, .distance_m = 1500});
    DayContext context({d.world, d.people, d.believed}, d.options);
    Walkers walkers(context);
    walkers.set_street_speed(c.street_mps);
    walkers.start(0);
    float arrives = 0;
    context.events.for_each([&](float time_s, const AgentEvent&) { arrives = time_s; });
    EXPECT_EQ(arrives - kSeven, c.seconds + 120) << c.street_mps;
  }
}

TEST(Walkers, AreCountedWhileTheyMove) {
  HandMadeDay d;
  d.people.expansion = 20;
  d.add_trip({.mode = Mode::walk, .distance_m = 100});
  d.add_trip({.mode = Mode::bicycle, .distance_m = 100});
  d.add_trip({.mode = Mode::car_passenger, .distance_m = 100});
  DayContext context({d.world, d.people, d.believed}, d.options);
  Walkers walkers(context);
  for (const std::uint32_t agent : {0U, 1U, 2U}) walkers.start(agent);
  EXPECT_EQ(walkers.walking(), 20);
  EXPECT_EQ(walkers.cycling(), 20);
  walkers.end(0);
  walkers.end(2);
  EXPECT_EQ(walkers.walking(), 0);
  EXPECT_EQ(walkers.cycling(), 20);
}

// The time series counts persons at every full minute.
TEST(Walkers, TheTimeSeriesHoldsThem) {
  HandMadeDay d;
  d.people.expansion = 5;
  d.add_trip({.mode = Mode::walk, .departure_s = kSeven + 90, .distance_m = 150});     // to 210 s
  d.add_trip({.mode = Mode::bicycle, .departure_s = kSeven + 30, .distance_m = 350});  // to 180 s
  const DayOutcome o = d.run();
  ASSERT_EQ(o.time_series.size(), 60U);  // 60 s to 3600 s
  EXPECT_EQ(o.time_series[0].cycling, 5);
  EXPECT_EQ(o.time_series[0].walking, 0);
  EXPECT_EQ(o.time_series[1].walking, 5);
  EXPECT_EQ(o.time_series[2].walking, 5);
  EXPECT_EQ(o.time_series[3].walking, 0);
  EXPECT_EQ(o.time_series[3].cycling, 0);
}

TEST(Walkers, ViewersSeeTheShareOfTheWay) {
  HandMadeDay d;
  d.add_trip({.mode = Mode::walk, .from = {3}, .to = {8}, .distance_m = 500});      // 400 s
  d.add_trip({.mode = Mode::bicycle, .from = {4}, .to = {9}, .distance_m = 1400});  // 420 s
  d.add_trip({.mode = Mode::car_passenger, .distance_m = 1400});
  d.start();
  for (int k = 0; k < 100; ++k) d.step();
  std::vector<WalkerView> seen;
  d.day->view_walkers(seen);
  ASSERT_EQ(seen.size(), 2U);  // passengers are not on foot
  EXPECT_EQ(seen[0].mode, Mode::walk);
  EXPECT_EQ(seen[0].from, NodeId{3});
  EXPECT_EQ(seen[0].to, NodeId{8});
  EXPECT_FLOAT_EQ(seen[0].share, 0.25F);
  EXPECT_FLOAT_EQ(seen[0].share_per_s, 1 / 400.0F);
  EXPECT_EQ(seen[1].mode, Mode::bicycle);
  EXPECT_NEAR(seen[1].share, 100 / 420.0, 1e-6);
}

TEST(Walkers, ViewersSeeRidersOnFootFromStopToStop) {
  HandMadeDay d;
  const StopId a = d.add_station({0, 0}, {1}), b = d.add_station({1000, 0}, {2});
  const LineId line = d.add_trains({.stops = {a, b}});
  d.add_trip(
      {.mode = Mode::lrt, .from = {5}, .to = {7}, .rides = {{a, b, line, 125}}, .egress_m = 250});
  d.start();
  std::vector<WalkerView> seen;
  for (int k = 0; k < 25; ++k) d.step();
  d.day->view_walkers(seen);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].from, NodeId{5});
  EXPECT_EQ(seen[0].to, NodeId{1});
  EXPECT_FLOAT_EQ(seen[0].share, 0.25F);  // 25 of 100 s
  for (int k = 25; k < 300; ++k) d.step();
  d.day->view_walkers(seen);
  EXPECT_TRUE(seen.empty());  // at the stop
  for (int k = 300; k < 420 + 50; ++k) d.step();
  d.day->view_walkers(seen);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].from, NodeId{2});
  EXPECT_EQ(seen[0].to, NodeId{7});
  EXPECT_FLOAT_EQ(seen[0].share, 0.25F);  // 50 of 200 s
}

}  // namespace
}  // namespace mwendo
