// Days of riders on rail, second by second by hand.
//
// The timetable of line 0 (headway H, 8 m/s, stops 400 m apart): train 0 comes to load at 07:00:01,
// the first step, and leaves at the first multiple of 5 s after 20 s of loading: second 25. Train k
// comes at k H and leaves at k H + 20. Stop i is reached 50 i s later.
#include <gtest/gtest.h>

#include "tests/sim/day/hand_day.h"

namespace mwendo {
namespace {

using testing::DayLog;
using testing::HandDay;
using Times = std::vector<float>;

constexpr float kASecond = 1.25F;  // m on foot

// An agent is two persons, a train holds three. The place that is left over goes to the next train:
// 4, 3, 3 + 1 ... places: two agents, one, two, one.
TEST(RailDay, PlacesThatAreLeftOverGoToTheNextTrain) {
  HandDay d(2);
  const LineId l = d.add_rail({.headway_s = 300, .capacity = 3}, {0, 1, 2});
  for (int i = 0; i < 6; ++i)
    d.add_trip({.mode = Mode::lrt, .departure_s = 0, .rides = {d.ride(l, 1, 2, kASecond)}});
  const DayLog log = d.run();
  constexpr float kBoards[] = {75, 75, 370, 670, 670, 970};
  for (std::uint32_t i = 0; i < 6; ++i) EXPECT_EQ(log.boarded_s.at(i), Times{kBoards[i]}) << i;
  EXPECT_EQ(log.outcome.quality.passengers_boarded, 12);
}

TEST(RailDay, LinesThatServeBothStopsInOrderAreTaken) {
  HandDay d;
  const LineId there = d.add_rail({.headway_s = 600}, {0, 1, 2});
  // The same stops the other way round, more often: it does not go where the rider wants to.
  LineDraft back = draft_of(d.world.transit, there);
  back.stops = {back.stops[2], back.stops[1], back.stops[0]};
  back.peak_headway_s = 60;
  append(d.world.transit, back);
  d.add_trip({.mode = Mode::lrt, .departure_s = 100, .rides = {d.ride(there, 1, 2, kASecond)}});
  EXPECT_EQ(d.run().boarded_s.at(0), Times{670});  // train 1: 600 + 20 + 50
  // One more the right way, on the same stops: its train 1 (line 2 loads in seconds with
  // (now + 2) % 5 = 0) comes at 200, leaves at 223 and is at stop 1 at 273.
  LineDraft express = draft_of(d.world.transit, there);
  express.peak_headway_s = 200;
  append(d.world.transit, express);
  EXPECT_EQ(d.run().boarded_s.at(0), Times{273});
}

// Eighty riders between any two stops of two lines: persons are conserved, second by second
// (HandDay validates), waits and rides add up to the travel time, and nobody boards before coming.
TEST(RailDay, TimesOfEveryRiderAddUp) {
  HandDay d(5);
  const LineId a = d.add_rail({.headway_s = 120, .capacity = 30}, {0, 1, 2, 3, 4, 5});
  const LineId b = d.add_rail({.headway_s = 180, .capacity = 40}, {5, 4, 3, 2, 1, 0}, 1);
  std::vector<TripId> trips;
  for (std::uint32_t i = 0; i < 80; ++i) {
    const float walk = static_cast<float>(1 + i % 7) * 12.5F;  // ten seconds each
    testing::HandTrip t{.mode = Mode::lrt,
                        .departure_s = static_cast<float>((i * 37) % 1700),
                        .rides = {d.ride(a, i % 3, 3 + i % 2, walk)},
                        .egress_m = 25};
    if (i % 4 == 0) t.rides.push_back(d.ride(b, 1, 2 + i % 3, 50));
    trips.push_back(d.add_trip(t));
  }
  d.options.clear_s = 7200;
  const DayLog log = d.run();
  const QualityCounts& q = log.outcome.quality;
  EXPECT_EQ(q.trips_expected, 400);
  EXPECT_EQ(q.trips_arrived, 400);
  EXPECT_EQ(q.passengers_boarded, 5 * (80 + 20));
  EXPECT_EQ(q.passengers_alighted, q.passengers_boarded);
  for (std::uint32_t agent = 0; agent < 80; ++agent) {
    const TripRecord& r = log.outcome.trips[agent];
    const Times& on = log.boarded_s.at(agent);
    const Times& off = log.alighted_s.at(agent);
    ASSERT_EQ(on.size(), off.size());
    ASSERT_EQ(on.size(), r.transfers + 1U);
    float ridden = 0;
    for (std::size_t k = 0; k < on.size(); ++k) ridden += off[k] - on[k];
    EXPECT_FLOAT_EQ(r.travel_time_s, r.walk_m / 1.25F + r.wait_s + ridden) << agent;
    // No stop is reached in less than 50 s; a train that loads at the terminal adds its hold.
    EXPECT_GE(ridden, r.distance_m / 8) << agent;
    EXPECT_LE(ridden, r.distance_m / 8 + 25) << agent;
  }
}

}  // namespace
}  // namespace mwendo
