#include "sim/active/active_legs.h"

#include <gtest/gtest.h>

#include "network/walking/active_graph.h"
#include "sim/active/active_flows.h"
#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::kSeven;

struct Legs : ::testing::Test {
  HandMadeDay d;
  std::vector<TripRecord> records;
  void add(const testing::HandMadeTrip& trip, TripOutcome outcome = TripOutcome::arrived) {
    TripRecord r;
    r.trip = d.add_trip(trip);
    r.mode = trip.mode;
    r.departure_s = trip.departure_s;
    r.outcome = outcome;
    records.push_back(r);
  }
  [[nodiscard]] ActiveLegs legs() const { return active_legs(d.world.transit, d.people, records); }
};

TEST_F(Legs, AreThoseOfWalkersAndCyclistsThatMoved) {
  add({.mode = Mode::walk, .departure_s = kSeven + 9, .from = {4}, .to = {5}});
  add({.mode = Mode::bicycle, .from = {3}, .to = {5}});
  add({.mode = Mode::shared_bicycle, .from = {2}, .to = {5}}, TripOutcome::under_way);
  add({.mode = Mode::car_driver, .from = {1}, .to = {5}});
  add({.mode = Mode::walk, .from = {1}, .to = {1}});  // within one node
  add({.mode = Mode::walk, .from = {1}, .to = {5}}, TripOutcome::not_started);
  add({.mode = Mode::walk, .from = {1}, .to = {5}}, TripOutcome::no_way);
  const ActiveLegs l = legs();
  ASSERT_EQ(l.walks.size(), 1U);
  EXPECT_EQ(l.walks[0].from, NodeId{4});
  EXPECT_EQ(l.walks[0].to, NodeId{5});
  EXPECT_EQ(l.walks[0].start_s, kSeven + 9);
  ASSERT_EQ(l.rides.size(), 2U);  // in order of origin
  EXPECT_EQ(l.rides[0].from, NodeId{2});
  EXPECT_EQ(l.rides[1].from, NodeId{3});
}

// Access, change and egress. 125 m on foot take 100 s and the ride of 1,000 m 250 s at 4 m/s.
TEST_F(Legs, RidersWalkToBetweenAndFromStops) {
  const StopId a = d.add_station({0, 0}, {10}), b = d.add_station({1000, 0}, {11});
  const StopId c = d.add_station({1000, 400}, {12}), e = d.add_station({3000, 400}, {13});
  add({.mode = Mode::lrt,
       .departure_s = kSeven,
       .from = {5},
       .to = {20},
       .rides = {{a, b, {}, 125}, {c, e, {}, 250}},
       .egress_m = 90});
  const ActiveLegs l = legs();
  ASSERT_EQ(l.walks.size(), 3U);
  const auto expect = [&](std::size_t i, std::uint32_t from, std::uint32_t to, float start_s) {
    EXPECT_EQ(l.walks[i].from, NodeId{from}) << i;
    EXPECT_EQ(l.walks[i].to, NodeId{to}) << i;
    EXPECT_FLOAT_EQ(l.walks[i].start_s, kSeven + start_s) << i;
  };
  expect(0, 5, 10, 0);
  expect(1, 11, 12, 100 + 250);
  expect(2, 13, 20, 100 + 250 + 200 + 500);
  EXPECT_TRUE(l.rides.empty());
  EXPECT_NE(l.walks[0].who, l.walks[1].who);  // each draws its own side of the street
  EXPECT_NE(l.walks[1].who, l.walks[2].who);
}

TEST_F(Legs, RunsHaveOneOrigin) {
  EXPECT_EQ(runs_of_one_origin({}), (std::vector<std::size_t>{0}));
  const std::vector<ActiveLeg> sorted = {
      {{1}, {2}, 0, 0}, {{1}, {3}, 0, 1}, {{4}, {2}, 0, 2}, {{7}, {2}, 0, 3}, {{7}, {1}, 0, 4}};
  EXPECT_EQ(runs_of_one_origin(sorted), (std::vector<std::size_t>{0, 2, 3, 5}));
}

// The farthest destination is 5 blocks of 400 m away: 4 x 2,000 m at 1.25 m/s, and 15 min.
TEST_F(Legs, SearchesReachFourTimesTheCrowFly) {
  const std::vector<ActiveLeg> run = {{{0}, {2}, 0, 0}, {{0}, {5}, 0, 1}};
  EXPECT_FLOAT_EQ(search_limit(d.world.network, run, kWalkSpeedMps), 4 * 2000 / 1.25F + 900);
}

// The person-metres on links are those of the ways, whatever the threads.
TEST_F(Legs, FlowsHoldEveryMetreOfEveryWay) {
  double blocks = 0;
  for (std::uint32_t k = 0; k < 60; ++k) {
    const std::uint32_t from = (7 * k) % 36, to = (11 * k + 5) % 36;
    add({.mode = Mode::walk,
         .departure_s = kSeven + 50 * static_cast<float>(k),
         .from = {from},
         .to = {to}});
    const auto apart = [](std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; };
    blocks += apart(from % 6, to % 6) + apart(from / 6, to / 6);
  }
  d.people.expansion = 10;
  std::vector<float> first;
  for (const int threads : {1, 3}) {
    const ActiveFlows flows = active_flows(d.world.network, d.world.transit, d.people, records,
                                           kSeven, kSeven + 3600, threads);
    double metres = 0;
    for (const LinkId l : d.world.network.links())
      for (std::size_t p = 0; p < flows.periods; ++p)
        metres += flows.walkers[l.value * flows.periods + p] * d.world.network.link.length_m[l];
    EXPECT_DOUBLE_EQ(metres, 10 * 400 * blocks);
    if (first.empty()) first = flows.walkers;
    EXPECT_EQ(flows.walkers, first);
  }
}

}  // namespace
}  // namespace mwendo
