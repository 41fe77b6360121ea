// When vehicles leave, how long they stand, whom they take: figures by hand.
#include <gtest/gtest.h>

#include "tests/sim/transit/hand_made_service.h"

namespace mwendo {
namespace {

using testing::HandMadeService;

// A vehicle of ten places leaves with nine on board. Riders come every 10 s and board when it looks
// at the stop 5 s later: the ninth at 85 s. The next stop is 100 s away.
TEST(FillAndGo, LeavesWhenNineOfTenPlacesAreTaken) {
  HandMadeService s({.headway_s = 600, .capacity = 10, .fill_and_go = true});
  for (std::uint32_t i = 0; i < 12; ++i) {
    s.run(10 * static_cast<float>(i));
    s.wait(i, 0, 1);
  }
  s.run(200);
  EXPECT_EQ(s.alighted.size(), 9U);
  EXPECT_EQ(s.alighted_s.front(), 185);
  EXPECT_EQ(s.waits, (std::vector<float>{1, 5, 5, 5, 5, 5, 5, 5, 5}));  // doors open in second 1
}

// With too few riders it leaves when the next one comes to load, after 900 s at the latest. Doors
// open in second 1; it looks at the stop in the full five seconds.
TEST(FillAndGo, WaitsForAHeadwayAtMost) {
  for (const auto& [headway, leaves] : {std::pair{300.0F, 305.0F}, {600, 605}, {3600, 905}}) {
    HandMadeService s({.headway_s = headway, .capacity = 10, .fill_and_go = true});
    s.wait(0, 0, 1);
    s.run(1200);
    ASSERT_GE(s.alighted.size(), 1U) << headway;
    EXPECT_EQ(s.alighted_s[0], leaves + 100) << headway;
  }
}

TEST(LineService, RunsByItsHeadwayUntilTheLastDeparture) {
  HandMadeService s({.headway_s = 450, .last_s = 3000});
  s.run(7200);
  EXPECT_EQ(s.result().departures, 7);  // doors at 0, 450, ... 2700 s
  EXPECT_EQ(s.result().sections[1].vehicles, 7);
  EXPECT_EQ(s.result().sections[1].run_time_s, 700);
}

// Vehicles that leave after the period are not of its results.
TEST(LineService, CountsThePeriodOnly) {
  HandMadeService s({.headway_s = 600, .to_s = 1500});
  for (std::uint32_t agent = 0; agent < 3; ++agent) s.wait(agent, 1, 2);
  s.run(3000);
  EXPECT_EQ(s.result().departures, 3);            // at 25, 620 and 1220 s
  EXPECT_EQ(s.result().sections[0].vehicles, 3);  // at the second stop at 1320 s
  EXPECT_EQ(s.result().sections[1].vehicles, 3);  // at the third at 1420 s
  EXPECT_EQ(s.result().sections[1].boardings, 3);
  EXPECT_EQ(s.transit->boarded_persons(), 3);
}

TEST(LineService, TakesOnlyThoseWhoWantItsStopsInItsOrder) {
  HandMadeService s({.headway_s = 300});
  s.wait(0, 2, 0);  // backwards
  s.wait(1, 1, 1);  // nowhere
  s.wait(2, 0, 1);
  s.run(1700);
  EXPECT_EQ(s.boarded, (std::vector<std::uint32_t>{2}));
  EXPECT_TRUE(s.refused.empty());
  EXPECT_EQ(s.transit->waiting_persons(), 2);
  std::vector<float> persons;
  s.transit->waiting_by_stop(persons);
  EXPECT_EQ(persons, (std::vector<float>{0, 1, 1}));
  EXPECT_EQ(s.transit->boardings_of(LineId{0}), 1);
}

// Riders take any line of the mode that serves both stops, whichever they planned.
TEST(LineService, ARiderTakesTheFirstLineOfTheMode) {
  HandMadeService s({.headway_s = 600, .stops = 4});
  LineDraft express = draft_of(s.world.transit, LineId{0});
  express.stops = {express.stops[0], express.stops[3]};
  express.first_departure_s = 100;
  append(s.world.transit, express);
  LineDraft bus = express;
  bus.mode = Mode::bus;
  append(s.world.transit, bus);
  s.traffic = std::make_unique<Traffic>(s.world.network, TrafficOptions{.from_s = 0, .to_s = 7200});
  s.transit = std::make_unique<TransitOperation>(s.world.network, s.world.transit,
                                                 TransitOptions{.to_s = 7200}, *s.traffic);
  s.run(60);
  s.wait(0, 0, 3);  // line 0 has left; line 1 comes at 100 s
  s.wait(1, 0, 1);  // only line 0 stops there
  s.run(1000);
  const std::vector<LineResult> lines = s.transit->line_results();
  EXPECT_EQ(s.boarded, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(lines[1].boardings, 1);
  EXPECT_EQ(lines[0].boardings, 1);
  EXPECT_EQ(lines[2].boardings, 0);
}

// Four agents of 10 persons: loads, boardings and passenger-kilometres are persons.
TEST(LineService, ResultsAreInPersons) {
  HandMadeService s({.headway_s = 3000, .capacity = 100, .expansion = 10});
  for (std::uint32_t agent = 0; agent < 4; ++agent) s.wait(agent, 0, agent < 3 ? 2 : 1);
  s.run(60);
  EXPECT_EQ(s.transit->on_board_persons(), 40);
  std::vector<RailView> trains;
  s.transit->rail_view(trains);
  ASSERT_EQ(trains.size(), 1U);
  EXPECT_EQ(trains[0].load, 40);
  EXPECT_FLOAT_EQ(trains[0].share, 0.35F);  // away at 25 s, now 60 s, 100 s to go
  EXPECT_EQ(s.transit->vehicle_of(trains[0].index).load, 40);
  s.run(1000);
  EXPECT_EQ(s.result().boardings, 40);
  EXPECT_EQ(s.result().sections[0].passengers, 40);
  EXPECT_EQ(s.result().sections[1].passengers, 30);
  EXPECT_EQ(s.result().sections[1].alightings, 10);
  EXPECT_FLOAT_EQ(s.result().passenger_km, 70);
  EXPECT_EQ(s.transit->alighted_persons(), 40);
}

// 15 min with 7 + 1 riders, then 3 in the next: 11 in the busiest hour of two.
TEST(LineService, ThePeakHourIsTheBusiestFourQuarters) {
  HandMadeService s({.headway_s = 900, .to_s = 4 * 3600});
  for (std::uint32_t i = 0; i < 8; ++i) s.wait(i, 0, 1);
  s.run(700);
  for (std::uint32_t i = 0; i < 3; ++i) s.wait(10 + i, 0, 1);
  s.run(2 * 3600);
  for (std::uint32_t i = 0; i < 9; ++i) s.wait(20 + i, 0, 1);
  s.run(4 * 3600);
  EXPECT_EQ(s.result().sections[0].passengers, 20);
  EXPECT_EQ(s.result().sections[0].peak_hour_passengers, 11);
}

struct Dwell {
  Mode mode;
  std::uint32_t on, off;
  float seconds;
};
class DwellTime : public ::testing::TestWithParam<Dwell> {};

// Minibus 5 s, 2.5 s on, 1.8 s off by one door; bus 5, 3.5, 1.8 by two, 14 + 12.6^2 / 26.6 and
// 10.5 + 12.6^2 / 23.1; BRT 8, 0.25, 0.167 by three doors both ways.
INSTANTIATE_TEST_SUITE_P(
    Modes, DwellTime,
    ::testing::Values(Dwell{Mode::minibus, 4, 0, 15}, Dwell{Mode::minibus, 0, 5, 14},
                      Dwell{Mode::minibus, 2, 5, 19}, Dwell{Mode::bus, 4, 7, 24.96842F},
                      Dwell{Mode::bus, 3, 7, 22.372726F}, Dwell{Mode::brt, 20, 10, 44.0F / 3},
                      Dwell{Mode::brt, 0, 0, 8}),
    [](const auto& d) {
      return std::string(name_of(d.param.mode)) + "_" + std::to_string(d.param.on) + "_" +
             std::to_string(d.param.off);
    });

TEST_P(DwellTime, FollowsFromPersonsAndDoors) {
  testing::SmallWorld w = testing::make_small_world();
  const LineId line = testing::add_line(w, {.mode = GetParam().mode,
                                            .nodes = testing::row_nodes(w, 7),
                                            .headway_s = 3600,
                                            .capacity = 60});
  w.transit.line.first_departure_s[line] = 0;
  w.transit.line.fill_and_go[line] = 0;
  Traffic traffic(w.network, {.from_s = 0, .to_s = 3000});
  TransitOperation transit(w.network, w.transit, {.from_s = 0, .to_s = 3000}, traffic);
  const auto stops = w.transit.stops_of(line);
  for (std::uint32_t k = 0; k < GetParam().off; ++k)
    transit.wait(k, stops[0].stop, stops[2].stop, line);
  for (std::uint32_t k = 0; k < GetParam().on; ++k)
    transit.wait(100 + k, stops[2].stop, stops[5].stop, line);
  while (traffic.now() < 1500) {
    traffic.step();
    transit.step();
  }
  EXPECT_FLOAT_EQ(transit.line_results()[0].sections[2].dwell_s, GetParam().seconds);
  EXPECT_EQ(transit.alighted_persons(), GetParam().on + GetParam().off);
}

// Whatever the sample, a line of 60 s sends 60 vehicles an hour, one by one.
TEST(LineService, KeepsTheVehiclesPerHourAtAnySample) {
  for (const float expansion : {1.0F, 4.0F, 50.0F}) {
    testing::SmallWorld w = testing::make_small_world();
    const LineId line = testing::add_line(
        w, {.mode = Mode::bus, .nodes = testing::row_nodes(w, 7), .headway_s = 60});
    w.transit.line.first_departure_s[line] = 0;
    w.transit.line.offpeak_headway_s[line] = 60;
    Traffic traffic(w.network, {.from_s = 0, .to_s = 3600});
    TransitOperation transit(w.network, w.transit,
                             {.from_s = 0, .to_s = 3600, .expansion = expansion}, traffic);
    float before = 0;
    while (traffic.now() < 3599) {
      traffic.step();
      transit.step();
      const float departures = transit.line_results()[0].departures;
      EXPECT_LE(departures - before, 1);
      before = departures;
    }
    EXPECT_EQ(before, 60) << expansion;
  }
}

// Trains likewise.
TEST(LineService, TrainsKeepTheirNumberToo) {
  HandMadeService s({.headway_s = 60, .expansion = 20, .to_s = 3600});
  s.run(26);
  EXPECT_EQ(s.result().departures, 1);
  s.run(3599);
  EXPECT_EQ(s.result().departures, 60);
}

}  // namespace
}  // namespace mwendo
