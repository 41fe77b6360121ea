// Places on links, permissions, ends of links, parts of a network.
#include "network/network.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "network/assembly/class_defaults.h"
#include "network/assembly/conflicts.h"
#include "network/assembly/generate.h"
#include "network/assembly/link_ends.h"
#include "network/assembly/ranks.h"
#include "network/components.h"
#include "network/permissions.h"
#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

// A bend: 100 m east, then 100 m south.
const AsciiCity& bend() {
  static const AsciiCity city("A-+\n  |\n  B");
  return city;
}

TEST(PointAt, WalksAlongTheGeometry) {
  const LinkId l = bend().link("AB");
  const Point a = bend().net.node.position[bend().node('A')];
  struct Case {
    double at, x, y, heading;
  };
  for (const Case c : {Case{-10, 0, 0, 0}, Case{0, 0, 0, 0}, Case{60, 60, 0, 0},
                       Case{130, 100, -30, -M_PI / 2}, Case{500, 100, -100, -M_PI / 2}}) {
    const PointOnLink p = point_at(bend().net, l, c.at);
    EXPECT_NEAR(p.position.x - a.x, c.x, 1e-9) << c.at;
    EXPECT_NEAR(p.position.y - a.y, c.y, 1e-9) << c.at;
    EXPECT_NEAR(p.heading_rad, c.heading, 1e-12) << c.at;
  }
}

TEST(LinkEnds, PointAlongTheLastMetres) {
  const LinkId l = bend().link("AB");
  const build::Direction out = build::leaving(bend().net, l);
  const build::Direction in = build::arriving(bend().net, l);
  EXPECT_NEAR(out.x, 1, 1e-12);
  EXPECT_NEAR(in.y, -1, 1e-12);
}

// 0 straight, 1 square left, -1 square right, 2 back; angles counter-clockwise from east in [0, 4).
TEST(LinkEnds, MeasuresGrowWithTheAngle) {
  double turn_before = -2.0;
  double angle_before = -1;
  for (int degree = -179; degree < 180; ++degree) {
    const double a = degree * M_PI / 180;
    const double t = build::turn_measure({1, 0}, {std::cos(a), std::sin(a)});
    EXPECT_GT(t, turn_before) << degree;
    turn_before = t;
    const double b = (degree + 179) * M_PI / 180;
    const double m = build::angle_measure({std::cos(b), std::sin(b)});
    EXPECT_GT(m, angle_before) << degree;
    angle_before = m;
  }
  EXPECT_LT(angle_before, 4);
  const build::Direction north{0, 1};
  EXPECT_DOUBLE_EQ(build::turn_measure(north, north), 0);
  EXPECT_DOUBLE_EQ(build::turn_measure(north, {-1, 0}), 1);
  EXPECT_DOUBLE_EQ(build::turn_measure(north, {1, 0}), -1);
  EXPECT_DOUBLE_EQ(std::abs(build::turn_measure(north, {0, -1})), 2);
  EXPECT_DOUBLE_EQ(build::turn_measure(north, {-M_SQRT1_2, M_SQRT1_2}), 0.5);
  EXPECT_DOUBLE_EQ(build::angle_measure({0, -1}), 3);
}

TEST(Permissions, ALinkHasThoseOfAllItsLanes) {
  const AsciiCity city("A--B", {.streets = {{"AB", {.lane_specs = {{kBus}, {kCar | kTruck}}}}}});
  EXPECT_EQ(city.net.permissions_of(city.link("AB")), kBus | kCar | kTruck);
  EXPECT_EQ(vehicles_on(kBus | kFoot), kBus | kBrt);  // a BRT vehicle uses lanes of buses
  EXPECT_EQ(vehicles_on(kCar | kFoot), kCar);
  EXPECT_EQ(vehicles_on(kBrt), kBrt);
}

TEST(Permissions, AMovementCarriesThoseWhoHaveALaneBeforeAndAfterIt) {
  const AsciiCity city("A--B--C", {.streets = {{"AB", {.permissions = kCar | kBus | kFoot}},
                                               {"BC", {.permissions = kBus | kBicycle | kFoot}}}});
  const auto allowed = movement_permissions(city.net);
  EXPECT_EQ(allowed[city.turn("ABC")], kBus | kBrt);
}

TEST(ClassDefaults, SpeedsAndLanesFallWithTheClass) {
  for (std::size_t c = 0; c + 1 <= static_cast<std::size_t>(RoadClass::service); ++c) {
    const ClassDefaults upper = defaults_of(static_cast<RoadClass>(c));
    const ClassDefaults lower = defaults_of(static_cast<RoadClass>(c + 1));
    EXPECT_GE(upper.free_speed_mps, lower.free_speed_mps) << c;
    EXPECT_GE(upper.lanes, lower.lanes) << c;
    EXPECT_GE(upper.lane_width_m, lower.lane_width_m) << c;
  }
  EXPECT_FLOAT_EQ(defaults_of(RoadClass::residential).free_speed_mps, 30 / 3.6F);
  EXPECT_FLOAT_EQ(defaults_of(RoadClass::secondary).free_speed_mps, 50 / 3.6F);
}

TEST(Ranks, StreetsDifferInClassWhereAnotherClassArrives) {
  const AsciiCity city("A--B--C--D", {.streets = {{"CD", {.road_class = RoadClass::primary}}}});
  EXPECT_FALSE(build::streets_differ_in_class(city.net, city.node('A')));
  EXPECT_FALSE(build::streets_differ_in_class(city.net, city.node('B')));
  EXPECT_TRUE(build::streets_differ_in_class(city.net, city.node('C')));
}

TEST(Conflicts, AreSymmetricAndStayAtTheirNode) {
  const Network net = generate_grid({.rows = 6, .columns = 6, .seed = 4});
  std::size_t pairs = 0;
  for (const MovementId m : net.movements())
    for (const MovementId other : net.conflicts_of(m)) {
      const auto back = net.conflicts_of(other);
      EXPECT_NE(std::find(back.begin(), back.end(), m), back.end());
      EXPECT_NE(net.movement.from[m], net.movement.from[other]);
      EXPECT_EQ(net.link.to[net.movement.from[m]], net.link.to[net.movement.from[other]]);
      ++pairs;
    }
  EXPECT_GT(pairs, 0U);
  std::size_t all = 0;
  const auto by_node = build::movements_by_node(net);
  for (const NodeId n : net.nodes())
    for (const MovementId m : by_node[n.value]) {
      EXPECT_EQ(net.link.to[net.movement.from[m]], n);
      ++all;
    }
  EXPECT_EQ(all, net.movements().size());
}

// A crossing of four streets where all may go straight, left and right. Left-hand traffic: the turn
// to the right crosses. Two movements conflict where their paths interleave or end in one lane.
TEST(Conflicts, OfACrossingByHand) {
  const AsciiCity city("  B\n  |\nC-A-E\n  |\n  D");
  const auto conflict = [&](const char* a, const char* b) {
    const auto foes = city.net.conflicts_of(city.turn(a));
    return std::find(foes.begin(), foes.end(), city.turn(b)) != foes.end();
  };
  EXPECT_TRUE(conflict("CAE", "BAD"));   // straight over straight
  EXPECT_FALSE(conflict("CAE", "EAC"));  // straight against straight
  EXPECT_TRUE(conflict("CAD", "EAC"));   // right across the oncoming
  EXPECT_FALSE(conflict("CAB", "EAC"));  // left, beside the oncoming
  EXPECT_TRUE(conflict("CAB", "DAB"));   // into one lane
  EXPECT_TRUE(conflict("CAB", "EAB"));   // left and right into one lane
  EXPECT_FALSE(conflict("CAB", "EAD"));  // two left turns
}

// Strong components of random graphs against the closure of reach.
RC_GTEST_PROP(Components, AreThoseThatReachEachOther, ()) {
  const auto n = *rc::gen::inRange<std::uint32_t>(1, 12);
  const auto node = rc::gen::inRange<std::uint32_t>(0, n);
  const auto drawn = *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
      rc::gen::pair(node, node));
  std::vector<std::vector<char>> reach(n, std::vector<char>(n, 0));
  for (const auto& [a, b] : drawn) reach[a][b] = 1;
  std::vector<std::uint32_t> first_out{0};
  std::vector<std::uint32_t> head;
  for (std::uint32_t a = 0; a < n; ++a) {
    for (const auto& [from, to] : drawn)
      if (from == a) head.push_back(to);
    first_out.push_back(static_cast<std::uint32_t>(head.size()));
    reach[a][a] = 1;
  }
  for (std::uint32_t via = 0; via < n; ++via)
    for (std::uint32_t a = 0; a < n; ++a)
      for (std::uint32_t b = 0; b < n; ++b)
        if (reach[a][via] != 0 && reach[via][b] != 0) reach[a][b] = 1;
  const auto part = strong_components(first_out, head);
  std::uint32_t seen = 0;
  for (std::uint32_t a = 0; a < n; ++a) {
    RC_ASSERT(part[a] <= seen);  // numbered by their first node
    seen = std::max(seen, part[a] + 1);
    for (std::uint32_t b = 0; b < n; ++b)
      RC_ASSERT((part[a] == part[b]) == (reach[a][b] != 0 && reach[b][a] != 0));
  }
}

// A ring of one-way streets of 200, 100 and 300 m, and a street of 150 m that only leads away.
TEST(Components, SharesAreThoseOfTheLength) {
  const AsciiCity city(R"(
A>>>B>>C
^   v
+<<<D
)");
  const Components parts = strong_components(city.net, kCar);
  const auto part = [&](const char* name) { return parts.part[city.link(name)]; };
  EXPECT_EQ(part("AB"), part("BD"));
  EXPECT_EQ(part("AB"), part("DA"));
  EXPECT_NE(part("AB"), part("BC"));
  EXPECT_EQ(parts.largest, part("AB"));
  EXPECT_NEAR(parts.length_share(parts.largest), 600.0 / 750, 1e-6);
  EXPECT_EQ(parts.length_share(99), 0);
  EXPECT_EQ(largest_part(city.net, kCar)[city.link("BC")], 0);
  EXPECT_EQ(largest_part(city.net, kFoot)[city.link("BC")], 1);  // on foot all is one
  EXPECT_EQ(strong_components(city.net, kRail).largest, kNoPart);
}

}  // namespace
}  // namespace mwendo
