#include "sim/transit/router/transit_times.h"

#include <gtest/gtest.h>

#include "sim/transit/operation.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using namespace testing;

TEST(CrowdingFactor, GrowsInAStraightLineFromSixtyPerCent) {
  EXPECT_FLOAT_EQ(crowding_factor(0), 1);
  EXPECT_FLOAT_EQ(crowding_factor(0.6F), 1);
  EXPECT_FLOAT_EQ(crowding_factor(0.8F), 1.25F);
  EXPECT_FLOAT_EQ(crowding_factor(1), 1.5F);
  EXPECT_FLOAT_EQ(crowding_factor(1.2F), 1.75F);
  EXPECT_FLOAT_EQ(crowding_factor(3), 1.75F);
}

// A bus that serves every stop, alone on its street: what riders learn of a section is the time
// from its arrival at a stop to that at the next.
TEST(TransitTimes, LearntRunTimesAreThoseOfTheVehicle) {
  SmallWorld w = make_small_world();
  const LineId line =
      add_line(w, {.mode = Mode::bus, .nodes = row_nodes(w, 7), .headway_s = 3600, .capacity = 60});
  w.transit.line.first_departure_s[line] = 0;
  w.transit.line.offpeak_headway_s[line] = 3600;
  Traffic traffic(w.network, {.from_s = 0, .to_s = 3500});
  TransitOperation transit(w.network, w.transit, {.from_s = 0, .to_s = 3500}, traffic);
  const auto stops = w.transit.stops_of(line);
  for (std::uint32_t k = 0; k + 1 < stops.size(); ++k)
    for (std::uint32_t rider = 0; rider < 4; ++rider)
      transit.wait(10 * k + rider, stops[k].stop, stops[k + 1].stop, line);
  std::vector<float> at(stops.size(), 0);
  while (traffic.now() < 3500) {
    traffic.step();
    transit.step();
    for (const StopArrival& a : traffic.stop_arrivals()) at[a.stop_index + 1] = traffic.now();
  }
  const std::vector<LineResult> lines = transit.line_results();
  ASSERT_EQ(lines[0].departures, 1);
  TransitTimes t = expected_times(w.network, w.transit, {});
  learn(t, w.transit, {.lines = lines, .from_s = 0, .to_s = 3500, .weight = 1});
  // Four alight, four board.
  EXPECT_EQ(lines[0].sections[3].dwell_s, dwell_s(usual_dwell(Mode::bus), {4, 4}));
  for (std::size_t k = 1; k + 1 < stops.size(); ++k)
    EXPECT_EQ(t.run_s[line_stop(w.transit, line, k)], at[k + 1] - at[k]) << k;
}

TEST(TransitTimes, LearnAPartOfTheWay) {
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2), .headway_s = 300});
  TransitTimes t =
      expected_times(w.network, w.transit, {.time_of_day_s = 7 * 3600, .mixed_mps = 4});
  LineResult seen;
  seen.line = line;
  seen.sections.resize(13);
  // 12 vehicles are planned in the hour and 12 came: the headway stays. 120 s a vehicle expected,
  // 200 s seen. 3 full vehicles passed a rider. 40 % of the places taken.
  seen.sections[2].vehicles = 12;
  seen.sections[2].run_time_s = 2400;
  seen.sections[2].boardings = 10;
  seen.sections[2].left_behind = 30;
  seen.sections[2].passengers = 40;
  seen.sections[2].places = 100;
  // One vehicle of twelve: the headway is taken for at most five times the planned one.
  seen.sections[3].vehicles = 1;
  seen.sections[3].run_time_s = 120;
  // 60 vehicles: at least half of it.
  seen.sections[4].vehicles = 60;
  seen.sections[4].run_time_s = 60 * 120;
  // Who never boarded counts all vehicles that passed.
  seen.sections[4].boardings = 0;
  seen.sections[4].left_behind = 99;
  const std::vector<LineResult> lines = {seen};
  learn(t, w.transit, {.lines = lines, .from_s = 7 * 3600, .to_s = 8 * 3600, .weight = 0.25F});
  const auto at = [&](std::size_t k) { return line_stop(w.transit, line, k); };
  EXPECT_FLOAT_EQ(t.run_s[at(2)], 120 + 0.25F * 80);
  EXPECT_FLOAT_EQ(t.headway_s[at(2)], 300);
  EXPECT_FLOAT_EQ(t.refusals[at(2)], 0.25F * 3);
  EXPECT_FLOAT_EQ(t.crowding[at(2)], 1);
  EXPECT_FLOAT_EQ(t.headway_s[at(3)], 300 + 0.25F * (1500 - 300));
  EXPECT_FLOAT_EQ(t.headway_s[at(4)], 300 + 0.25F * (150 - 300));
  EXPECT_FLOAT_EQ(t.refusals[at(4)], 0.25F * 99);
  EXPECT_FLOAT_EQ(t.run_s[at(4)], 120);
  EXPECT_FLOAT_EQ(t.run_s[at(5)], 120);  // nobody came: as before
}

// From 8 to 10 h: an hour of the peak at 300 s and one beside it at 600 s, 18 vehicles planned.
TEST(TransitTimes, PlannedVehiclesFollowThePeak) {
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2), .headway_s = 300});
  TransitTimes t = expected_times(w.network, w.transit, {.time_of_day_s = 8 * 3600});
  LineResult seen;
  seen.line = line;
  seen.sections.resize(13);
  seen.sections[0].vehicles = 9;
  seen.sections[0].run_time_s = 9 * 100;
  const std::vector<LineResult> lines = {seen};
  learn(t, w.transit, {.lines = lines, .from_s = 8 * 3600, .to_s = 10 * 3600, .weight = 1});
  EXPECT_FLOAT_EQ(t.headway_s[line_stop(w.transit, line, 0)], 2 * 300);
}

TEST(TransitTimes, OwnLanesAreFreeOfTraffic) {
  SmallWorld w = make_small_world();
  const LineId brt = add_line(w, {.mode = Mode::brt, .nodes = row_nodes(w, 2)});
  // On the primary road 14 m/s are allowed, for BRT 50 km/h; mixed traffic runs at 4 m/s.
  EXPECT_FLOAT_EQ(expected_times(w.network, w.transit, {.mixed_mps = 4, .dwell_s = 10}).run_s[3],
                  400 / 4.0F + 10);
  for (const LaneId a : w.network.lanes()) w.network.lane.permissions[a] |= kBrt;
  EXPECT_FLOAT_EQ(expected_times(w.network, w.transit, {.mixed_mps = 4, .dwell_s = 10}).run_s[3],
                  400 / kBrtSpeedLimit + 10);
  EXPECT_EQ(w.transit.line.mode[brt], Mode::brt);
}

// Stops in the middle of a link: the first link counts from the stop, the last up to it.
TEST(TransitTimes, SectionsBeginAndEndAtTheStops) {
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2), .stop_every = 2});
  const auto stops = w.transit.stops_of(line);
  w.transit.stop.position_m[stops[0].stop] = 100;
  w.transit.stop.position_m[stops[1].stop] = 250;
  const TransitTimes t = expected_times(w.network, w.transit, {.mixed_mps = 5, .dwell_s = 0});
  EXPECT_FLOAT_EQ(t.metres[0], 300 + 400 + 250);
  EXPECT_FLOAT_EQ(t.run_s[0], 950 / 5.0F);
  EXPECT_FLOAT_EQ(t.metres[1], 150 + 400 + 400);
}

}  // namespace
}  // namespace mwendo
