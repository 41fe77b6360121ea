#include "scenarios/cities/street_fill.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "scenarios/cities/loose_ends.h"

namespace mwendo {
namespace {

using namespace conflate;

SheetWay way(std::int64_t id, std::uint32_t round = 0, bool apart = false) {
  return {.id = id, .tags = {{{"highway", "tertiary"}}}, .round = round, .apart = apart};
}

// A street from west to east along y = 0.
StreetSheet street() {
  StreetSheet sheet({{-2000, -2000}, {3000, 2000}});
  const auto a = sheet.add_node({0, 0});
  const auto b = sheet.add_node({1000, 0});
  sheet.add_way(way(1), {a, b});
  return sheet;
}

double length_of_way(const StreetSheet& sheet, std::int64_t id) {
  double sum = 0;
  for (std::uint32_t s = 0; s < sheet.segments().size(); ++s)
    if (sheet.ways()[sheet.segments()[s].way].id == id) sum += sheet.length(s);
  return sum;
}

FillReport fill(StreetSheet& sheet, const Line& points, std::vector<TableWay> ways) {
  FillReport report;
  fill_gaps(sheet, points, ways, {}, report);
  return report;
}

TEST(StreetFill, AStreetThatIsThereIsNotAddedAgain) {
  StreetSheet sheet = street();
  const FillReport r = fill(sheet, {{0, 20}, {1000, 20}}, {{way(2, 1), {0, 1}}});
  EXPECT_DOUBLE_EQ(r.added_m, 0);
  EXPECT_NEAR(r.known_m, 1000, 1e-6);
}

TEST(StreetFill, AStreetFartherAwayIsAdded) {
  StreetSheet sheet = street();
  const FillReport r = fill(sheet, {{0, 31}, {1000, 31}}, {{way(2, 1), {0, 1}}});
  EXPECT_NEAR(r.added_m, 1000, 1e-6);
}

// The side street meets the street that is left out: it must meet the one that stays.
TEST(StreetFill, ASideStreetJoinsTheStreetThatStays) {
  StreetSheet sheet = street();
  (void)fill(sheet, {{0, 20}, {500, 20}, {1000, 20}, {500, 400}},
             {{way(2, 1), {0, 1, 2}}, {way(3, 1), {1, 3}}});
  EXPECT_EQ(length_of_way(sheet, 2), 0);
  EXPECT_NEAR(length_of_way(sheet, 3), 400, 1);
  EXPECT_NEAR(length_of_way(sheet, 1), 1000, 1e-6);  // cut, not moved
  std::size_t junctions = 0;
  for (std::uint32_t n = 0; n < sheet.nodes().size(); ++n)
    if (sheet.incident(n).size() == 3) {
      ++junctions;
      EXPECT_NEAR(sheet.nodes()[n].x, 500, 1e-6);
      EXPECT_NEAR(sheet.nodes()[n].y, 0, 1e-6);
    }
  EXPECT_EQ(junctions, 1U);
}

TEST(StreetFill, CrossingStreetsMeetUnlessOneIsABridge) {
  for (const bool apart : {false, true}) {
    StreetSheet sheet = street();
    (void)fill(sheet, {{300, -400}, {300, 400}}, {{way(2, 1, apart), {0, 1}}});
    std::size_t crossings = 0;
    for (std::uint32_t n = 0; n < sheet.nodes().size(); ++n)
      crossings += sheet.incident(n).size() == 4 ? 1 : 0;
    EXPECT_EQ(crossings, apart ? 0U : 1U);
  }
}

TEST(StreetFill, WaysOfATableKeepTheirCommonNodesAndOrder) {
  StreetSheet sheet = street();
  (void)fill(sheet, {{0, 500}, {100, 500}, {200, 500}, {100, 900}},
             {{way(2, 1), {2, 1, 0}}, {way(3, 1), {1, 3}}});
  const OsmData data = sheet.to_osm(Projection("EPSG:32736"));
  ASSERT_EQ(data.ways.size(), 3U);
  const auto x_of = [&](std::int64_t node) {
    return sheet.nodes()[static_cast<std::size_t>(node)].x;
  };
  EXPECT_EQ(x_of(data.ways[1].nodes.front()), 200);  // one-way streets keep their direction
  EXPECT_EQ(x_of(data.ways[1].nodes.back()), 0);
  EXPECT_EQ(data.ways[1].nodes[1], data.ways[2].nodes[0]);
}

// Along the street, then off it and back: only the stretch off the street is new.
TEST(StreetFill, ATraceAddsWhereItLeavesTheStreets) {
  StreetSheet sheet = street();
  FillReport report;
  const Line trace{{0, 5}, {300, 5}, {300, 300}, {700, 300}, {700, 5}, {1000, 5}};
  const std::uint32_t next = fill_along(sheet, trace, way(2, 1), {}, report);
  EXPECT_GT(next, 1U);
  EXPECT_NEAR(length_of_way(sheet, 2), 300 + 400 + 300, 60);
  EXPECT_NEAR(report.known_m, 300 + 300, 60);
  std::size_t junctions = 0;
  for (std::uint32_t n = 0; n < sheet.nodes().size(); ++n)
    junctions += sheet.incident(n).size() == 3 ? 1 : 0;
  EXPECT_EQ(junctions, 2U);
  // The same trace again adds nothing.
  FillReport again;
  (void)fill_along(sheet, trace, way(3, next), {}, again);
  EXPECT_DOUBLE_EQ(again.added_m, 0);
}

// Two streets whose ends lie 20 m apart: a trace along both shows that they are one.
TEST(StreetFill, ATraceJoinsStreetsThatDoNotMeet) {
  StreetSheet sheet = street();
  const auto c = sheet.add_node({1020, 0});
  const auto d = sheet.add_node({2000, 0});
  sheet.add_way(way(5), {c, d});
  ASSERT_FALSE(sheet.within(1, c, 5000));
  FillReport report;
  (void)fill_along(sheet, {{200, 0}, {1800, 0}}, way(2, 1), {}, report);
  EXPECT_TRUE(sheet.within(1, c, 50));
  EXPECT_GE(report.joined, 1);
}

// A route turns from one carriageway to the other, or goes on along one: cars do the latter only.
TEST(StreetFill, AJoinOfOppositeCarriagewaysIsForPublicTransport) {
  for (const bool opposite : {true, false}) {
    StreetSheet sheet({{-2000, -2000}, {3000, 2000}});
    SheetWay carriageway = way(1);
    carriageway.tags.all.emplace_back("oneway", "yes");
    const auto a = sheet.add_node({0, 0});
    const auto b = sheet.add_node({1000, 0});
    const auto c = sheet.add_node({1020, 0});
    const auto d = sheet.add_node({2000, 0});
    sheet.add_way(carriageway, {a, b});
    sheet.add_way(carriageway, opposite ? std::vector{d, c} : std::vector{c, d});
    FillReport report;
    (void)fill_along(sheet, {{200, 0}, {1800, 0}}, way(2, 1), {}, report);
    ASSERT_EQ(report.joined, 1);
    const OsmTags& tags = sheet.ways().back().tags;
    EXPECT_EQ(tags.get("motor_vehicle"), opposite ? "no" : "");
    EXPECT_EQ(tags.get("minibus"), opposite ? "yes" : "");
  }
}

// Two carriageways end at the edge of the first table; the second goes on with one line.
TEST(StreetFill, BothCarriagewaysGoOnBeyondTheEdgeOfATable) {
  StreetSheet sheet({{-2000, -2000}, {3000, 2000}});
  SheetWay carriageway = way(1);
  carriageway.tags.all.emplace_back("oneway", "yes");
  const auto a = sheet.add_node({0, 12});
  const auto b = sheet.add_node({1000, 12});
  const auto c = sheet.add_node({1000, -12});
  const auto d = sheet.add_node({0, -12});
  sheet.add_way(carriageway, {a, b});
  sheet.add_way(carriageway, {c, d});
  (void)fill(sheet, {{0, 0}, {1900, 0}}, {{way(2, 1), {0, 1}}});
  ASSERT_EQ(length_of_way(sheet, 1), 2000);
  EXPECT_NE(sheet.within(b, 4, 1e9), sheet.within(c, 4, 1e9));  // one of both is joined
  EXPECT_EQ(join_loose_ends(sheet, 1), 1);
  EXPECT_TRUE(sheet.within(b, c, 100));
}

// A roundabout of 20 m radius beside a known street, which runs along `known` of its 16 chords.
StreetSheet beside_roundabout(std::uint32_t known, FillReport& report) {
  StreetSheet sheet({{-2000, -2000}, {3000, 2000}});
  Line points;
  for (int i = 0; i < 16; ++i) {
    const double angle = std::numbers::pi * i / 8;
    points.push_back({20 * std::sin(angle), 20 * std::cos(angle)});
  }
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t i = 0; i <= known; ++i)
    nodes.push_back(sheet.add_node(points[i] * 1.05));  // 1 m outside
  sheet.add_way(way(1), nodes);
  std::vector<TableWay> ring(2, {way(2, 1), {}});
  for (TableWay& w : ring) w.way.tags.all.emplace_back("junction", "roundabout");
  for (std::uint32_t i = 0; i <= 8; ++i) {
    ring[0].points.push_back(i);
    ring[1].points.push_back((8 + i) % 16);
  }
  FillRule rule;
  rule.radius_m = 5;  // the far side of the ring is not near
  rule.short_m = 5;
  fill_gaps(sheet, points, ring, rule, report);
  return sheet;
}

TEST(StreetFill, ARoundaboutIsAddedWholeOrWhereItIsNotKnown) {
  const double chord = 40 * std::sin(std::numbers::pi / 16);
  FillReport few;
  EXPECT_NEAR(length_of_way(beside_roundabout(5, few), 2), 16 * chord, 1e-6);
  FillReport many;
  EXPECT_LT(length_of_way(beside_roundabout(10, many), 2), 8 * chord);
}

TEST(StreetFill, AMotorwayAboveAStreetIsNotThatStreet) {
  for (const bool elevated : {true, false}) {
    StreetSheet sheet({{-2000, -2000}, {3000, 2000}});
    const auto a = sheet.add_node({0, 0});
    const auto b = sheet.add_node({1000, 0});
    SheetWay motorway = way(1, 0, true);
    motorway.elevated = elevated;
    sheet.add_way(motorway, {a, b});
    const FillReport r = fill(sheet, {{0, 15}, {1000, 15}}, {{way(2, 1), {0, 1}}});
    EXPECT_NEAR(r.added_m, elevated ? 1000 : 0, 1e-6);
  }
}

}  // namespace
}  // namespace mwendo
