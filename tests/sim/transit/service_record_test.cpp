// Headways as run, vehicles in service, fares and calls at stations, against figures by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "sim/results/service.h"
#include "tests/sim/transit/hand_made_service.h"

namespace mwendo {
namespace {

using testing::HandMadeService;

// Five and fifteen minutes in turn: mean 10, deviation 5. A rider who arrives at random meets the
// long gap three times out of four: (2.5 + 3 * 7.5) / 4 = 6.25 min, 1.25 more than planned.
TEST(Headways, FiveAndFifteenMinutesInTurn) {
  HeadwaySums sums;
  for (int k = 0; k < 4; ++k) sums.add(k % 2 == 0 ? 300 : 900, 600);
  EXPECT_NEAR(sums.variation().value(), 0.5, 1e-12);
  EXPECT_NEAR(sums.excess_wait_s().value(), 75, 1e-9);
  HeadwaySums twice = sums;
  twice += sums;
  EXPECT_EQ(twice.variation(), sums.variation());
  EXPECT_EQ(twice.excess_wait_s(), sums.excess_wait_s());
}

TEST(Headways, AreAbsentWhereNoneWasSeen) {
  EXPECT_FALSE(HeadwaySums{}.variation().has_value());
  EXPECT_FALSE(HeadwaySums{}.excess_wait_s().has_value());
}

TEST(Headways, EvenOnesAsPlannedMakeNobodyWaitLonger) {
  HeadwaySums sums;
  for (int k = 0; k < 11; ++k) sums.add(600, 600);
  EXPECT_EQ(sums.variation(), 0);
  EXPECT_EQ(sums.excess_wait_s(), 0);
}

// Loading trains look at their stop every 5 s: so much may one headway differ.
TEST(Headways, TrainsRunOnTime) {
  HandMadeService s({.headway_s = 600});
  s.run(7200);
  ASSERT_EQ(s.result().headways.size(), 2U);
  for (const HeadwaySums& h : s.result().headways) {
    EXPECT_EQ(h.count, 11);
    EXPECT_NEAR(h.sum_s, 6600, 5);
    EXPECT_EQ(h.planned_sum_s, 6600);
    EXPECT_NEAR(h.variation().value(), 0, 5.0 / 600);
    EXPECT_NEAR(h.excess_wait_s().value(), 0, 5);
  }
}

TEST(Headways, HalfTheTrainsDoubleTheWait) {
  HeadwaySums h;
  for (int k = 0; k < 5; ++k) h.add(1200, 600);
  EXPECT_EQ(h.variation(), 0);
  EXPECT_EQ(h.excess_wait_s(), 300);
}

// Trains load for 20 s and run for 200 s: 220 s of each in service, every 600 s one, every 100 s
// up to three.
TEST(ServiceRecord, CountsVehiclesInService) {
  HandMadeService rare({.headway_s = 600});
  rare.run(7200);
  EXPECT_NEAR(rare.result().vehicle_hours * 3600, 12 * 220, 12);
  const auto lrt = static_cast<std::size_t>(Mode::lrt);
  EXPECT_EQ(rare.transit->service().most_vehicles[lrt], 1U);
  HandMadeService often({.headway_s = 100});
  often.run(7200);
  EXPECT_EQ(often.transit->service().most_vehicles[lrt], 3U);
}

// A train runs for 200 s, has a layover of 180 s at each end and comes back for 200 s: 760 s away.
// The plan needs two, one leaves every 600 s.
TEST(ServiceRecord, VehiclesStandAtTheFirstStop) {
  HandMadeService s({.headway_s = 600});
  s.run(7200);
  EXPECT_EQ(s.result().fleet, 2);
  EXPECT_NEAR(s.result().terminal_vehicles, 2 - 760.0 / 600, 0.05);
}

// 30 persons come at once and wait for 600 s, of 7,200.
TEST(ServiceRecord, PeopleWaitAtTheFirstStop) {
  HandMadeService s({.headway_s = 600, .expansion = 10});
  s.run(100);
  for (std::uint32_t agent = 0; agent < 3; ++agent) s.wait(agent, 0, 2);
  s.wait(3, 1, 2);  // not at the first stop
  s.run(7200);
  ASSERT_EQ(s.boarded.size(), 4U);
  const auto first = std::find(s.boarded.begin(), s.boarded.end(), 0U) - s.boarded.begin();
  const auto waited_s = static_cast<double>(s.waits[static_cast<std::size_t>(first)]);
  EXPECT_NEAR(s.result().terminal_persons, 30 * waited_s / 7200, 0.02);
}

TEST(ServiceRecord, RevenueIsRidersTimesFare) {
  HandMadeService s({.headway_s = 600, .expansion = 10});
  s.world.transit.line.fare[LineId{0}] = 30;
  s.world.transit.line.fare_per_km[LineId{0}] = 5;
  for (std::uint32_t agent = 0; agent < 4; ++agent) s.wait(agent, 0, agent < 3 ? 1 : 2);
  s.run(1200);
  EXPECT_EQ(s.result().boardings, 40);
  EXPECT_NEAR(s.result().revenue, 30 * (30 + 5) + 10 * (30 + 5 * 2), 1e-3);
}

// A bus line as BRT and, beside it, as common buses.
TEST(ServiceRecord, HoldsTheCallsOfBrtAlone) {
  for (const Mode mode : {Mode::brt, Mode::bus}) {
    testing::SmallWorld world = testing::make_small_world();
    const LineId line = testing::add_line(
        world, {.mode = mode, .nodes = testing::row_nodes(world, 7), .headway_s = 300});
    world.transit.line.first_departure_s[line] = 0;
    world.transit.line.last_departure_s[line] = 86400;
    world.transit.line.offpeak_headway_s[line] = 300;
    Traffic traffic(world.network, TrafficOptions{.from_s = 0, .to_s = 7200});
    TransitOperation transit(world.network, world.transit,
                             {.from_s = 1800, .to_s = 5400, .warm_up_s = 1800}, traffic);
    while (traffic.now() < 7000) traffic.step(), transit.step();
    const auto& calls = transit.service().brt_calls;
    if (mode == Mode::bus) {
      EXPECT_TRUE(calls.empty());
      continue;
    }
    std::map<std::uint32_t, StationCall> last;
    for (const StationCall& c : calls) {
      EXPECT_EQ(c.line, line);
      EXPECT_LE(c.arrival_s, c.departure_s);
      EXPECT_LT(c.arrival_s, 5400);
      EXPECT_GE(c.departure_s, 1800);
      const auto before = last.find(c.vehicle);
      if (before != last.end()) {
        EXPECT_EQ(c.stop, before->second.stop + 1);
        EXPECT_GT(c.arrival_s, before->second.departure_s);
      }
      last[c.vehicle] = c;
    }
    EXPECT_GE(last.size(), 12U);
  }
}

}  // namespace
}  // namespace mwendo
