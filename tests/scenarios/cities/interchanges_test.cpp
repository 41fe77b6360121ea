// A road of limited access with two streets across it, 150 m apart.
#include "scenarios/cities/interchanges.h"

#include <gtest/gtest.h>

#include <array>

namespace mwendo {
namespace {

struct Scene {
  CityTables tables;
  NamedLinks named;
  NetworkBuilder builder;
  NodeId first, second;  // where the road meets the streets, from west to east
};

// The streets have these classes and lanes; the nodes of the road are numbered from west to east.
Scene scene(std::array<RoadClass, 2> classes, std::array<int, 2> lanes, double apart_m = 150) {
  Scene s;
  s.tables.profile.side = DrivingSide::left;
  s.tables.roads.emplace_back().limited_access = true;
  const auto street = [&](NodeId from, NodeId to, RoadClass c, int lanes_each, std::uint32_t road) {
    LinkSpec spec{.from = from, .to = to};
    spec.geometry = {s.builder.node(from).position, s.builder.node(to).position};
    spec.lane_specs.assign(static_cast<std::size_t>(lanes_each), {kStreetTraffic, 3.25F});
    spec.road_class = c;
    spec.free_speed_mps = 20;
    (void)s.builder.add_street(spec);
    s.named.road_of.push_back(road);
    s.named.road_of.push_back(road);
  };
  const NodeId west = s.builder.add_node({-1000, 0});
  s.first = s.builder.add_node({0, 0});
  s.second = s.builder.add_node({apart_m, 0});
  const NodeId east = s.builder.add_node({apart_m + 1000, 0});
  street(west, s.first, RoadClass::trunk, 2, 0);
  street(s.first, s.second, RoadClass::trunk, 2, 0);
  street(s.second, east, RoadClass::trunk, 2, 0);
  for (const std::size_t i : {0U, 1U})
    for (const double y : {-500.0, 500.0})
      street(i == 0 ? s.first : s.second, s.builder.add_node({static_cast<double>(i) * apart_m, y}),
             classes[i], lanes[i], kNoRoad);
  return s;
}

// Legs that arrive at a node, ramps left out.
std::size_t streets_at(const NetworkBuilder& built, NodeId n) {
  NetworkBuilder builder = built;
  std::size_t count = 0;
  for (std::uint32_t l = 0; l < builder.link_count(); ++l) {
    const LinkSpec& spec = builder.link(LinkId{l});
    count += spec.to == n && (spec.flags & kRampLink) == 0;
  }
  return count;
}

void expect_interchange_at(Scene& s, bool at_first) {
  EXPECT_EQ(add_interchanges(s.tables, s.named, s.builder), 4U);
  // The road passes over the interchange; the other street meets it at grade.
  EXPECT_EQ(streets_at(s.builder, s.first), at_first ? 2U : 4U);
  EXPECT_EQ(streets_at(s.builder, s.second), at_first ? 4U : 2U);
}

TEST(Interchanges, TheStreetOfTheHigherClassHasIt) {
  Scene east = scene({RoadClass::residential, RoadClass::primary}, {1, 1});
  expect_interchange_at(east, false);
  Scene west = scene({RoadClass::primary, RoadClass::residential}, {1, 3});
  expect_interchange_at(west, true);
}

TEST(Interchanges, OfOneClassTheWiderStreetHasIt) {
  Scene east = scene({RoadClass::primary, RoadClass::primary}, {1, 2});
  expect_interchange_at(east, false);
}

TEST(Interchanges, OfEqualStreetsTheFirstHasIt) {
  Scene equal = scene({RoadClass::primary, RoadClass::primary}, {2, 2});
  expect_interchange_at(equal, true);
}

// Both carriageways of the other street meet the road: 40 m apart they are one crossing, and the
// road passes over both. The piece of it between them stays as a street.
TEST(Interchanges, TheRoadPassesOverAllOfOneCrossing) {
  for (const bool at_first : {true, false}) {
    const RoadClass minor = RoadClass::residential;
    Scene s = scene({at_first ? RoadClass::primary : minor, at_first ? minor : RoadClass::primary},
                    {1, 1}, 40);
    EXPECT_EQ(add_interchanges(s.tables, s.named, s.builder), 4U);
    EXPECT_EQ(streets_at(s.builder, s.first), 3U);
    EXPECT_EQ(streets_at(s.builder, s.second), 3U);
    // From the west the road leads past both to the east.
    const LinkSpec& west = s.builder.link(LinkId{0});
    std::size_t beyond = 0;
    for (std::uint32_t l = 0; l < s.builder.link_count(); ++l) {
      const LinkSpec& spec = s.builder.link(LinkId{l});
      beyond += spec.from == west.to && spec.geometry.back().x > 1000 ? 1 : 0;
    }
    EXPECT_EQ(beyond, 1U);
  }
}

}  // namespace
}  // namespace mwendo
