#include "sim/learning/route_gap.h"

#include <gtest/gtest.h>

#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::link_between;
using testing::node_at;

// Streets of 400 m at 8 m/s: 50 s each in all quarters unless a case says otherwise.
struct Grid {
  testing::SmallWorld world = testing::make_small_world({.size = 6, .zone_side = 3});
  LinkTimes times = free_flow_times(world.network, 0, 1800);
  Grid() {
    for (float& s : times.seconds) s = 50;
  }
  [[nodiscard]] LinkId link(std::uint32_t x, std::uint32_t y, std::uint32_t to_x,
                            std::uint32_t to_y) const {
    return link_between(world.network, node_at(world, x, y), node_at(world, to_x, to_y));
  }
  // From (0, 0) along the row to (2, 0).
  [[nodiscard]] DrivenWay straight(float start_s) const {
    return {.start_s = start_s, .links = {link(0, 0, 1, 0), link(1, 0, 2, 0)}};
  }
  [[nodiscard]] double gap(const std::vector<DrivenWay>& ways, int threads = 1) const {
    return route_gap(world.network, RouteTastes(world.network, 1, 0), times, ways, threads);
  }
};

TEST(RouteGap, TheFastestWayHasNone) {
  const Grid g;
  EXPECT_EQ(g.gap({g.straight(0)}), 0);
  EXPECT_EQ(g.gap({}), 0);
}

// Straight on 50 + 350 s; round the block four streets of 50 s.
TEST(RouteGap, IsTheTimeLostOverTheTimeOfTheBest) {
  Grid g;
  for (const std::size_t p : {0U, 1U}) g.times.of_period(p)[g.link(1, 0, 2, 0).value] = 350;
  EXPECT_NEAR(g.gap({g.straight(0)}), 400.0 / 200 - 1, 1e-4);
  const DrivenWay round{
      .links = {g.link(0, 0, 0, 1), g.link(0, 1, 1, 1), g.link(1, 1, 2, 1), g.link(2, 1, 2, 0)}};
  EXPECT_NEAR(g.gap({g.straight(0), round}), 600.0 / 400 - 1, 1e-4);
}

// The second street is full in the second quarter only: who leaves at 860 s reaches it then.
TEST(RouteGap, CountsTheQuarterInWhichADriverReachesALink) {
  Grid g;
  g.times.of_period(1)[g.link(1, 0, 2, 0).value] = 350;
  EXPECT_EQ(g.gap({g.straight(840)}), 0) << "there at 890 s";
  EXPECT_NEAR(g.gap({g.straight(860)}), 400.0 / 200 - 1, 1e-4) << "there at 910 s";
}

TEST(RouteGap, TwoWheelersHaveTheirOwnTimes) {
  Grid g;
  g.times.of_period(0, Pace::of_cars)[g.link(1, 0, 2, 0).value] = 350;
  DrivenWay rider = g.straight(0);
  rider.pace = Pace::of_two_wheelers;
  EXPECT_EQ(g.gap({rider}), 0);
  EXPECT_GT(g.gap({g.straight(0)}), 0.9);
}

TEST(RouteGap, ForbiddenTurnsAreNoWay) {
  Grid g;
  g.times.of_period(0)[g.link(1, 0, 2, 0).value] = 350;
  Network& net = g.world.network;
  for (const LaneId a : net.lanes())  // nobody but buses may leave the row at its start
    if (net.lane.link[a] == g.link(0, 0, 0, 1) || net.lane.link[a] == g.link(1, 0, 1, 1))
      net.lane.permissions[a] = kBus;
  EXPECT_EQ(g.gap({g.straight(0)}), 0);
}

TEST(RouteGap, ThreadsDoNotMatter) {
  Grid g;
  std::vector<DrivenWay> ways;
  for (std::uint32_t d = 0; d < 60; ++d) {
    g.times.of_period(d % 2)[std::size_t{d} * 37 % g.times.links] += static_cast<float>(10 * d);
    ways.push_back(g.straight(static_cast<float>(20 * d)));
  }
  const double one = g.gap(ways);
  EXPECT_GT(one, 0);
  EXPECT_EQ(one, g.gap(ways, 3));
}

}  // namespace
}  // namespace mwendo
