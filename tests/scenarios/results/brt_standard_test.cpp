// Points of the BRT Standard for corridors whose figures are set by hand.
#include "scenarios/results/brt_standard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "sim/world/supply_edit.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::HandRun;
using testing::row_nodes;

// A BRT line on row 2 from west to east, 400 m between its stations, in mixed traffic.
struct Row {
  HandRun run;
  LineId line;

  Row() {
    LineResult& r = run.add_line_of(Mode::brt, 2);
    line = r.line;
    r.vehicle_km = 100;
    r.commercial_speed_kmh = 22;
    for (LineSectionResult& s : r.sections) s.peak_hour_passengers = 1500;
    auto& t = run.world.transit;
    t.line.peak_headway_s[line] = 300;
    t.line.offpeak_headway_s[line] = 600;
    t.line.vehicle[line] = VehicleClass::bus;
    t.line.doors[line] = Doors{.count = 2, .level = true, .prepaid = true};
  }
  [[nodiscard]] std::span<const LinkId> path() const { return run.world.transit.path_of(line); }
  [[nodiscard]] StandardScore score() { return brt_standard(run.world, run.summary(), line); }
  [[nodiscard]] StandardItem item(const std::string& element) {
    for (const StandardItem& i : score().items)
      if (i.element == element) return i;
    ADD_FAILURE() << element;
    return {};
  }
  [[nodiscard]] double points(const std::string& element) {
    return item(element).points.value_or(-99);
  }
};

TEST(BrtStandard, ElementsAddUpTo100AndDeductionsTo63) {
  Row row;
  double design = 0, deductions = 0;
  std::map<std::string, double> groups;
  for (const StandardItem& i : row.score().items) {
    (i.most > 0 ? design : deductions) += i.most;
    groups[i.group] += i.most;
    EXPECT_FALSE(i.why.empty()) << i.element;
    const double points = i.points.value_or(0);
    EXPECT_TRUE(i.most > 0 ? points <= i.most : points >= i.most) << i.element;
  }
  EXPECT_EQ(design, 100);
  EXPECT_EQ(deductions, -63);
  EXPECT_EQ(groups["BRT basics"], 38);
  EXPECT_EQ(groups["Service planning"], 19);
  EXPECT_EQ(groups["Infrastructure"], 13);
  EXPECT_EQ(groups["Stations"], 10);
  EXPECT_EQ(groups["Communications"], 5);
  EXPECT_EQ(groups["Access and integration"], 15);
}

TEST(BrtStandard, SumsAreThoseOfTheItems) {
  Row row;
  const StandardScore s = row.score();
  double points = 0;
  for (const StandardItem& i : s.items) points += i.points.value_or(0);
  EXPECT_EQ(s.points(), points);
  EXPECT_LT(s.assessed(), 100);
  EXPECT_EQ(s.basics(), 15);  // 8 of fares, 7 of level boarding; no lane of its own, no signal
}

TEST(BrtStandard, LanesCountByTheirLength) {
  Row row;
  EXPECT_EQ(row.points("Dedicated right-of-way"), 0);
  Network& net = row.run.world.network;
  const auto path = row.path();
  for (std::size_t i = 0; i < path.size(); ++i)
    if (i < 2)
      for (const LaneId lane : net.lanes_of(path[i])) net.lane.permissions[lane] = kBrt;
  const double share = 2.0 / static_cast<double>(path.size());
  EXPECT_NEAR(row.points("Dedicated right-of-way"), 8 * share, 1e-6);
  EXPECT_NEAR(row.points("Busway alignment"), 8 * share, 1e-6);
}

TEST(BrtStandard, DoorsAndFares) {
  Row row;
  EXPECT_EQ(row.points("Off-board fare collection"), 8);
  EXPECT_EQ(row.points("Platform-level boarding"), 7);
  EXPECT_EQ(row.points("Number of doors"), 3);
  auto& doors = row.run.world.transit.line.doors[row.line];
  doors = Doors{.count = 1, .level = false, .prepaid = false};
  EXPECT_EQ(row.points("Off-board fare collection"), 0);
  EXPECT_EQ(row.points("Platform-level boarding"), 0);
  EXPECT_EQ(row.points("Number of doors"), 0);
  doors.reset();  // a line of a table
  for (const char* element :
       {"Off-board fare collection", "Platform-level boarding", "Number of doors"})
    EXPECT_FALSE(row.item(element).points) << element;
}

TEST(BrtStandard, PriorityAtSignalsOnTheWay) {
  Row row;
  Network& net = row.run.world.network;
  const auto path = row.path();
  EXPECT_EQ(row.points("Intersection treatments"), 0);
  for (std::size_t i = 0; i < 2; ++i) {
    net.node.signal_plan[net.link.to[path[i]]] =
        static_cast<std::uint32_t>(net.signal_plans.size());
    net.signal_plans.push_back({.bus_priority = i == 0, .phases = {{30, 3, {}}}});
  }
  EXPECT_EQ(row.points("Intersection treatments"), 2);  // at one of two
  net.signal_plans.back().bus_priority = true;
  EXPECT_EQ(row.points("Intersection treatments"), 3);
}

// Stations 400 m apart; docks and passing lanes at half of them or more.
TEST(BrtStandard, Stations) {
  Row row;
  EXPECT_EQ(row.points("Distances between stations"), 2);
  StopColumns& stop = row.run.world.transit.stop;
  const auto stops = row.run.world.transit.stops_of(row.line);
  for (const LineStop& s : stops) stop.docking_bays[s.stop] = 1, stop.passing_lane[s.stop] = 0;
  EXPECT_EQ(row.points("Docking bays and sub-stops"), 0);
  EXPECT_EQ(row.points("Passing lanes at stations"), 0);
  for (std::size_t i = 0; i < (stops.size() + 1) / 2; ++i)
    stop.docking_bays[stops[i].stop] = 2, stop.passing_lane[stops[i].stop] = 1;
  EXPECT_EQ(row.points("Docking bays and sub-stops"), 1);
  EXPECT_EQ(row.points("Passing lanes at stations"), 3);
}

// A signal behind each station: far enough or not.
TEST(BrtStandard, StationsSetBack) {
  Row row;
  World& w = row.run.world;
  const auto stops = w.transit.stops_of(row.line);
  const auto path = row.path();
  for (const LineStop& s : stops) {
    w.transit.stop.position_m[s.stop] = w.network.link.length_m[path[s.path_index]] - 10;
    w.network.node.signal_plan[w.network.link.to[path[s.path_index]]] = 0;
  }
  w.network.signal_plans.assign(1, {.phases = {{30, 3, {}}}});
  const double none = row.points("Stations set back from intersections");
  for (const LineStop& s : stops) w.transit.stop.position_m[s.stop] -= 40;
  EXPECT_EQ(none, 0);
  EXPECT_EQ(row.points("Stations set back from intersections"), 3);
}

TEST(BrtStandard, ServicesOnOneCorridor) {
  Row row;
  EXPECT_EQ(row.points("Multiple routes"), 0);
  EXPECT_EQ(row.points("Express, limited and local"), 0);
  TransitSupply& t = row.run.world.transit;
  LineDraft express = draft_of(t, row.line);
  express.peak_headway_s = 900;
  express.stops.erase(express.stops.begin() + 1, express.stops.end() - 1);
  append(t, express);
  EXPECT_EQ(row.points("Multiple routes"), 4);
  EXPECT_EQ(row.points("Express, limited and local"), 2);
  EXPECT_EQ(row.points("Low peak frequency"), -2);  // one of two services has 8 an hour
  EXPECT_EQ(row.points("Low off-peak frequency"), 0);
  EXPECT_EQ(row.points("Multi-corridor network"), 0);
  row.run.add_line_of(Mode::brt, 3);  // 400 m away: too far to change
  EXPECT_EQ(row.points("Multi-corridor network"), 0);
}

TEST(BrtStandard, WhatTheRunShowsIsDeducted) {
  Row row;
  EXPECT_EQ(row.points("Commercial speed"), 0);
  EXPECT_EQ(row.points("Peak persons per hour and direction"), 0);
  EXPECT_FALSE(row.item("Bus bunching").points);
  LineResult& r = row.run.results.lines[0];
  for (const auto& [kmh, points] : {std::pair{19.9F, -3.0}, {15.0F, -6.0}, {12.0F, -10.0}}) {
    r.commercial_speed_kmh = kmh;
    EXPECT_EQ(row.points("Commercial speed"), points) << kmh;
  }
  for (LineSectionResult& s : r.sections) s.peak_hour_passengers = 999;
  EXPECT_EQ(row.points("Peak persons per hour and direction"), -5);
  r.headways.resize(1);
  for (const double s : {60.0, 540.0}) r.headways[0].add(s, 300);  // 0.8
  EXPECT_EQ(row.points("Bus bunching"), -4);
  for (int i = 0; i < 2; ++i) r.headways[0].add(300, 300);  // 0.57
  EXPECT_EQ(row.points("Bus bunching"), -2);
}

}  // namespace
}  // namespace mwendo
