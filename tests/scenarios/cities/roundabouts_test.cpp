// Roundabouts that no tag tells.
#include "scenarios/cities/roundabouts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "network/conflate/geometry.h"
#include "network/projection.h"
#include "network/spatial_index.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

using namespace conflate;

// A ring of so many points, clockwise from the north, as a way of its own for each of `parts`.
struct Ring {
  double radius_m = 20;
  std::uint32_t points = 16;
  std::uint32_t parts = 1;
  double clockwise = 1;  // -1: the other way
  std::string name = {};
};

OsmTags one_way(const std::string& name) {
  OsmTags tags{{{"highway", "primary"}, {"oneway", "yes"}}};
  if (!name.empty()) tags.all.emplace_back("name", name);
  return tags;
}

StreetTable table_of(const Ring& ring) {
  StreetTable table;
  for (std::uint32_t i = 0; i < ring.points; ++i) {
    const double angle = 2 * std::numbers::pi * i / ring.points;
    table.points.push_back(
        {ring.clockwise * ring.radius_m * std::sin(angle), ring.radius_m * std::cos(angle)});
  }
  const std::uint32_t step = ring.points / ring.parts;
  for (std::uint32_t p = 0; p < ring.parts; ++p) {
    TableWay way;
    way.way.id = 100 + p;
    way.way.tags = one_way(ring.name);
    for (std::uint32_t i = 0; i <= step; ++i) way.points.push_back((p * step + i) % ring.points);
    table.ways.push_back(way);
  }
  return table;
}

std::size_t tagged(const StreetTable& table) {
  std::size_t n = 0;
  for (const TableWay& w : table.ways) n += w.way.tags.get("junction") == "roundabout" ? 1 : 0;
  return n;
}

TEST(Roundabouts, ARingIsOneInTheDirectionOfTheSide) {
  for (const double clockwise : {1.0, -1.0}) {
    const Ring ring{.parts = 4, .clockwise = clockwise};
    StreetTable left = table_of(ring);
    StreetTable right = table_of(ring);
    EXPECT_EQ(mark_roundabouts(left, DrivingSide::left), clockwise > 0 ? 1U : 0U);
    EXPECT_EQ(mark_roundabouts(right, DrivingSide::right), clockwise > 0 ? 0U : 1U);
    EXPECT_EQ(tagged(left), clockwise > 0 ? 4U : 0U);
  }
}

// A ring of two-way streets with streets that lead away from points of it, each of a class.
struct Leg {
  std::uint32_t point;
  std::string highway;
  double to = 60;  // m from the centre
};

void add_legs(StreetTable& table, const Ring& ring, const std::vector<Leg>& legs) {
  for (const Leg& leg : legs) {
    const Point p = table.points[leg.point];
    TableWay way{.way = {}, .points = {leg.point, static_cast<std::uint32_t>(table.points.size())}};
    way.way.tags.all = {{"highway", leg.highway}};
    table.points.push_back(p * (leg.to / ring.radius_m));
    table.ways.push_back(way);
  }
}

StreetTable two_way(const Ring& ring, const std::vector<Leg>& legs) {
  StreetTable table = table_of(ring);
  for (TableWay& w : table.ways) w.way.tags.all = {{"highway", "tertiary"}};
  add_legs(table, ring, legs);
  return table;
}

// A table that keeps few points draws a roundabout so: a triangle, streets at its corners.
TEST(Roundabouts, ACorneredRingWithStreetsAtItsCornersIsOne) {
  const std::vector<Leg> legs = {{0, "primary"}, {1, "primary"}, {2, "tertiary"}};
  for (const double clockwise : {1.0, -1.0}) {
    const Ring ring{.points = 3, .parts = 3, .clockwise = clockwise};
    StreetTable streets = table_of(ring);
    add_legs(streets, ring, legs);
    EXPECT_EQ(mark_roundabouts(streets, DrivingSide::left), clockwise > 0 ? 1U : 0U);
    EXPECT_EQ(tagged(streets), clockwise > 0 ? 3U : 0U);
    StreetTable block = table_of(ring);
    add_legs(block, ring, {legs[0], legs[1]});
    EXPECT_EQ(mark_roundabouts(block, DrivingSide::left), 0U);
  }
}

TEST(Roundabouts, AWideCorneredRingIsABlock) {
  const Ring ring{.radius_m = 60, .points = 3, .parts = 3};
  StreetTable streets = table_of(ring);
  add_legs(streets, ring, {{0, "primary", 90}, {1, "primary", 90}, {2, "tertiary", 90}});
  EXPECT_EQ(mark_roundabouts(streets, DrivingSide::left), 0U);
}

// One-way streets at all corners, as where carriageways join: the name tells it from a block.
TEST(Roundabouts, ACorneredRingOfCarriagewaysIsOneByItsName) {
  for (const char* name : {"", "Katwe Roundabout", "City Mortuary Round About"}) {
    const Ring ring{.points = 3, .parts = 3, .name = name};
    StreetTable streets = table_of(ring);
    add_legs(streets, ring, {{0, "primary"}, {1, "primary"}, {2, "tertiary"}});
    for (std::size_t w = 3; w < streets.ways.size(); ++w)
      streets.ways[w].way.tags.all.emplace_back("oneway", "yes");
    EXPECT_EQ(mark_roundabouts(streets, DrivingSide::left), *name != 0 ? 1U : 0U) << name;
  }
}

// Twice the area that the ways of the ring go round, anticlockwise positive.
double twice_area(const StreetTable& table) {
  double sum = 0;
  for (const TableWay& w : table.ways) {
    if (w.way.tags.get("junction").empty()) continue;
    for (std::size_t i = 0; i + 1 < w.points.size(); ++i)
      sum += cross(table.points[w.points[i]], table.points[w.points[i + 1]]);
  }
  return sum;
}

TEST(Roundabouts, ARingOfTwoWayStreetsBecomesOneWay) {
  for (const double drawn : {1.0, -1.0})
    for (const DrivingSide side : {DrivingSide::left, DrivingSide::right}) {
      StreetTable table = two_way({.parts = 4, .clockwise = drawn},
                                  {{0, "primary"}, {5, "residential"}, {8, "secondary"}});
      EXPECT_EQ(mark_roundabouts(table, side), 1U);
      EXPECT_EQ(tagged(table), 4U);
      // 16 chords of a circle of 20 m.
      const double area = 16 * 400 * std::sin(std::numbers::pi / 8);
      EXPECT_NEAR(twice_area(table), side == DrivingSide::left ? -area : area, 1e-6);
      for (const TableWay& w : table.ways) {
        const OsmTags& tags = w.way.tags;
        const bool ring = !tags.get("junction").empty();
        EXPECT_EQ(tags.get("oneway"), ring ? "yes" : "");
        // The second highest class of the legs is secondary, above that of the ring.
        if (ring) {
          EXPECT_EQ(tags.get("highway"), "secondary");
        }
        EXPECT_EQ(tags.get("class:inferred"), ring ? "yes" : "");
      }
    }
}

TEST(Roundabouts, ATwoWayRingHasThreeLegsAndNothingInside) {
  StreetTable close = two_way({}, {{0, "residential"}, {8, "residential"}});
  EXPECT_EQ(mark_roundabouts(close, DrivingSide::left), 0U);
  StreetTable pair = two_way({}, {{0, "residential"}, {8, "residential"}, {8, "service"}});
  EXPECT_EQ(mark_roundabouts(pair, DrivingSide::left), 0U);
  const std::vector<Leg> three = {{0, "primary"}, {5, "primary"}, {8, "primary"}};
  StreetTable ring = two_way({}, three);
  EXPECT_EQ(mark_roundabouts(ring, DrivingSide::left), 1U);
  std::vector<Leg> inside = three;
  inside.push_back({12, "residential", 5});
  StreetTable estate = two_way({}, inside);
  EXPECT_EQ(mark_roundabouts(estate, DrivingSide::left), 0U);
}

TEST(Roundabouts, RingsWithATagAreLeft) {
  StreetTable known = table_of({});
  known.ways[0].way.tags.all.emplace_back("junction", "circular");
  EXPECT_EQ(mark_roundabouts(known, DrivingSide::left), 0U);
  EXPECT_EQ(known.ways[0].way.tags.get("junction"), "circular");
}

// Squares are what two dual carriageways enclose, and blocks of one-way streets.
TEST(Roundabouts, SquaresAndLongRingsAreNone) {
  StreetTable square = table_of({.points = 4});
  EXPECT_EQ(mark_roundabouts(square, DrivingSide::left), 0U);
  StreetTable block = table_of({.radius_m = 60, .points = 4, .parts = 4});
  EXPECT_EQ(mark_roundabouts(block, DrivingSide::left), 0U);
  // 16 chords of a circle of 48 m make 299.7 m around, of 49 m 305.9 m.
  StreetTable just = table_of({.radius_m = 48, .name = "A"});
  EXPECT_EQ(mark_roundabouts(just, DrivingSide::left), 1U);
  StreetTable beyond = table_of({.radius_m = 49, .name = "A"});
  EXPECT_EQ(mark_roundabouts(beyond, DrivingSide::left), 0U);
}

TEST(Roundabouts, AWayThatGoesOnIsCut) {
  StreetTable table = table_of({.parts = 2, .name = "Ring"});
  table.points.push_back({0, 300});
  table.points.push_back({200, 300});
  table.ways[0].points.insert(table.ways[0].points.begin(), {17, 16});  // arrives from the north
  EXPECT_EQ(mark_roundabouts(table, DrivingSide::left), 1U);
  ASSERT_EQ(table.ways.size(), 3U);
  EXPECT_EQ(table.ways[0].way.id, 100);
  EXPECT_EQ(table.ways[0].points, (std::vector<std::uint32_t>{17, 16, 0}));
  EXPECT_TRUE(table.ways[0].way.tags.get("junction").empty());
  EXPECT_EQ(table.ways[1].way.id, 100);
  EXPECT_EQ(table.ways[1].points.size(), 9U);
  EXPECT_EQ(tagged(table), 2U);
}

// Rings that the table does not call roundabouts. Traffic on them goes first, and no police stand
// where streets only part.
TEST(Streets, KampalaHasItsRoundabouts) {
  const Network& net = loaded_city("kampala").network;
  for (const LonLat place :
       {LonLat{32.5728, 0.2937}, LonLat{32.5955, 0.3183}}) {  // Kibuye, Africana
    const Point p = Projection(net.crs).to_metres(place);
    std::size_t ring = 0;
    for (const LinkId l : net.links()) {
      if ((net.link.flags[l] & kRoundaboutRing) == 0 || nearest_on(net, l, p).distance_m > 60)
        continue;
      ++ring;
      EXPECT_EQ(net.node.control[net.link.to[l]], JunctionControl::roundabout);
      for (const MovementId m : net.movements_of(l)) EXPECT_EQ(net.movement.rank[m], 0);
    }
    EXPECT_GE(ring, 6U);
  }
  for (const NodeId n : net.nodes()) {
    if (net.node.control[n] != JunctionControl::police) continue;
    EXPECT_GE(net.incoming(n).size(), 2U);
  }
}

std::vector<JunctionControl> controls_near(const Network& net, LonLat place, double radius_m) {
  const Point p = Projection(net.crs).to_metres(place);
  std::vector<JunctionControl> found;
  for (const NodeId n : net.nodes())
    if (distance(net.node.position[n], p) < radius_m) found.push_back(net.node.control[n]);
  return found;
}

// The table draws Mukwano Roundabout as a triangle. At Nsambya ramps meet three other streets.
TEST(Streets, KampalaHasMukwanoRoundaboutAndPoliceAtNsambya) {
  const Network& net = loaded_city("kampala").network;
  const auto ring = controls_near(net, {32.59446, 0.3150}, 25);
  EXPECT_GE(std::count(ring.begin(), ring.end(), JunctionControl::roundabout), 3);
  const auto ramps = controls_near(net, {32.58320, 0.30732}, 20);
  EXPECT_EQ(std::count(ramps.begin(), ramps.end(), JunctionControl::police), 1);
}

// The table of 2010 draws this roundabout with two-way streets.
TEST(Streets, NairobiHasCityStadiumRoundabout) {
  const Network& net = loaded_city("nairobi").network;
  const Point p = Projection(net.crs).to_metres(LonLat{36.8412, -1.2920});
  double metres = 0;
  std::size_t arriving = 0;
  for (const LinkId l : net.links()) {
    const bool ring = (net.link.flags[l] & kRoundaboutRing) != 0;
    if (!ring || nearest_on(net, l, p).distance_m > 60) continue;
    EXPECT_FALSE(net.link.reverse[l].valid());
    EXPECT_EQ(net.node.control[net.link.to[l]], JunctionControl::roundabout);
    metres += double{net.link.length_m[l]};
    for (const LinkId in : net.incoming(net.link.to[l]))
      arriving += (net.link.flags[in] & kRoundaboutRing) == 0 ? 1 : 0;
  }
  EXPECT_NEAR(metres, 258, 15);  // its course in the table
  EXPECT_GE(arriving, 4U);       // Jogoo, Landhies and Lusaka Roads, some with two carriageways
}

}  // namespace
}  // namespace mwendo
