#include "network/walking/active_graph.h"

#include <gtest/gtest.h>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

// One street of 500 m, both ways unless the drawing says otherwise.
struct Street {
  explicit Street(LinkSpec spec, const char* drawing = "A----------B")
      : city(drawing, {.metres_per_column = 500 / 11.0, .streets = {{"AB", std::move(spec)}}}),
        l(city.link("AB")) {}
  AsciiCity city;
  LinkId l;
  [[nodiscard]] const Network& net() const { return city.net; }
};

struct ClassRow {
  RoadClass road_class;
  bool walkable, walkable_with_sidewalk, rideable;
  float perception;  // on foot without a built footway
  float stress;      // by bicycle without a cycleway
};

class ActiveGraphClass : public ::testing::TestWithParam<ClassRow> {};

TEST_P(ActiveGraphClass, SaysWhoMayUseAStreetAndHowItFeels) {
  const ClassRow& row = GetParam();
  const Street bare({.road_class = row.road_class, .footway = Footway::none});
  EXPECT_EQ(walkable(bare.net(), bare.l), row.walkable);
  EXPECT_EQ(rideable(bare.net(), bare.l), row.rideable);
  EXPECT_FLOAT_EQ(walk_perception(bare.net(), bare.l), row.perception);
  EXPECT_FLOAT_EQ(stress_factor(bare.net(), bare.l), row.stress);
  const Street built({.road_class = row.road_class, .footway = Footway::sidewalk});
  EXPECT_EQ(walkable(built.net(), built.l), row.walkable_with_sidewalk);
  EXPECT_EQ(walk_perception(built.net(), built.l), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Classes, ActiveGraphClass,
    ::testing::Values(ClassRow{RoadClass::motorway, false, true, false, 1.2F, 3},
                      ClassRow{RoadClass::trunk, true, true, true, 1.2F, 2.2F},
                      ClassRow{RoadClass::primary, true, true, true, 1.2F, 2},
                      ClassRow{RoadClass::secondary, true, true, true, 1.2F, 1.6F},
                      ClassRow{RoadClass::tertiary, true, true, true, 1.2F, 1.3F},
                      ClassRow{RoadClass::residential, true, true, true, 1, 1.05F},
                      ClassRow{RoadClass::unpaved, true, true, true, 1, 1.15F},
                      ClassRow{RoadClass::cycleway, true, true, true, 1, 1},
                      ClassRow{RoadClass::busway, false, true, false, 1, 1},
                      ClassRow{RoadClass::footway, true, true, true, 1, 1.2F}),
    [](const auto& i) { return "Class" + std::to_string(static_cast<int>(i.param.road_class)); });

TEST(ActiveGraph, ACycleLaneHalvesTheStressAndATrackTakesItAway) {
  const auto stress = [](Cycleway c, std::uint16_t flags) {
    const Street s({.road_class = RoadClass::primary, .flags = flags, .cycleway = c});
    return stress_factor(s.net(), s.l);
  };
  EXPECT_FLOAT_EQ(stress(Cycleway::none, 0), 2);
  EXPECT_FLOAT_EQ(stress(Cycleway::none, kUnpaved), 2 * 1.15F);
  EXPECT_FLOAT_EQ(stress(Cycleway::lane, kUnpaved), 1.5F);
  EXPECT_FLOAT_EQ(stress(Cycleway::track, kUnpaved), 1);
}

TEST(ActiveGraph, ATrackOpensAMotorwayToRiders) {
  const Street s({.road_class = RoadClass::motorway, .cycleway = Cycleway::track});
  EXPECT_TRUE(rideable(s.net(), s.l));
}

// 14 km/h, 1 km/h less per 1 % up, half a km/h more per 1 % down, in 6 to 20 km/h.
TEST(ActiveGraph, GradientsChangeTheSpeedByBicycle) {
  struct Case {
    float grade, kmh;
  };
  for (const Case c : {Case{0, 14}, Case{0.03F, 11}, Case{0.07F, 7}, Case{0.09F, 6}, Case{0.2F, 6},
                       Case{-0.04F, 16}, Case{-0.12F, 20}, Case{-0.2F, 20}}) {
    const Street s({.grade = c.grade});
    EXPECT_NEAR(cycling_seconds(s.net(), s.l), 500 / (c.kmh / 3.6F), 1e-3) << c.grade;
  }
}

std::vector<PathArc> arcs_from(const PathGraph& g, NodeId n) {
  return {g.arcs.begin_of(n), g.arcs.begin_of(n) + g.arcs.count_of(n)};
}

TEST(ActiveGraph, AStreetBothWaysHasOneArcEachWay) {
  const Street s({.road_class = RoadClass::primary, .footway = Footway::none});
  const PathGraph foot = foot_graph(s.net());
  for (const char* name : {"AB", "BA"}) {
    const auto arcs = arcs_from(foot, s.city.node(name[0]));
    ASSERT_EQ(arcs.size(), 1U);
    EXPECT_EQ(arcs[0].link, s.city.link(name));
    EXPECT_NEAR(arcs[0].cost, 500 / 1.25 * 1.2, 1e-3);
    EXPECT_NEAR(arcs[0].length_m, 500, 1e-3);
  }
}

TEST(ActiveGraph, WalkersGoAgainstAOneWayStreetAndRidersPushThere) {
  const Street s({.road_class = RoadClass::secondary, .footway = Footway::sidewalk},
                 "A>>>>>>>>>>B");
  const auto back_on_foot = arcs_from(foot_graph(s.net()), s.city.node('B'));
  ASSERT_EQ(back_on_foot.size(), 1U);
  EXPECT_EQ(back_on_foot[0].link, s.l);
  EXPECT_NEAR(back_on_foot[0].cost, 400, 1e-3);
  const PathGraph ride = bicycle_graph(s.net());
  EXPECT_NEAR(arcs_from(ride, s.city.node('A'))[0].cost, 500 / (14 / 3.6) * 1.6, 1e-3);
  EXPECT_NEAR(arcs_from(ride, s.city.node('B'))[0].cost, 400, 1e-3);  // on foot
}

TEST(ActiveGraph, OnAPathOfTheirOwnRidersRideBothWays) {
  // 4 % up: 10 km/h there, 16 km/h back.
  const Street s({.road_class = RoadClass::cycleway, .grade = 0.04F}, "A>>>>>>>>>>B");
  const PathGraph ride = bicycle_graph(s.net());
  EXPECT_NEAR(arcs_from(ride, s.city.node('A'))[0].cost, 500 * 3.6 / 10, 1e-3);
  EXPECT_NEAR(arcs_from(ride, s.city.node('B'))[0].cost, 500 * 3.6 / 16, 1e-3);
}

TEST(ActiveGraph, AFootwayOpensABuswayToWalkersAlone) {
  const Street s({.road_class = RoadClass::busway, .footway = Footway::sidewalk});
  EXPECT_FALSE(foot_graph(s.net()).arcs.values.empty());
  EXPECT_TRUE(bicycle_graph(s.net()).arcs.values.empty());
}

TEST(ActiveGraph, NobodyIsOnABuswayWithoutAFootway) {
  const Street s({.road_class = RoadClass::busway});
  EXPECT_TRUE(foot_graph(s.net()).arcs.values.empty());
  EXPECT_TRUE(bicycle_graph(s.net()).arcs.values.empty());
}

// Riders take a track of 600 m (154 s) instead of a trunk road of 400 m (103 s, felt as 226 s).
TEST(ActiveGraph, RidersMakeADetourByATrack) {
  const AsciiCity city(R"(
A-------B
|       |
C-------D
)",
                       {.metres_per_column = 50,
                        .metres_per_row = 50,
                        .streets = {{"AB", {.road_class = RoadClass::trunk}},
                                    {"AC", {.road_class = RoadClass::cycleway}},
                                    {"CD", {.road_class = RoadClass::cycleway}},
                                    {"BD", {.road_class = RoadClass::cycleway}}}});
  const PathGraph ride = bicycle_graph(city.net);
  PathSearch search(ride);
  search.run(city.node('A'));
  EXPECT_EQ(search.links_to(city.node('B')),
            (std::vector{city.link("AC"), city.link("CD"), city.link("DB")}));
  EXPECT_NEAR(search.cost(city.node('B')), 600 * 3.6 / 14, 1e-3);
  const PathGraph foot = foot_graph(city.net);
  PathSearch walk(foot);
  walk.run(city.node('A'));
  EXPECT_EQ(walk.links_to(city.node('B')), std::vector{city.link("AB")});
}

}  // namespace
}  // namespace mwendo
