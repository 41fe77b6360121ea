// People cross to a platform in the median, and lose the time.
#include "sim/world/station_access.h"

#include <gtest/gtest.h>

#include <cmath>

#include "network/walking/active_graph.h"
#include "sim/transit/router/transit_router.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using namespace testing;

// Half a cycle of red on average by chance, and the way across.
TEST(StationAccess, ACrossingTakesItsWaitAndItsWidth) {
  EXPECT_FLOAT_EQ(platform_walk_m(StationAccess::level, 7), 0);
  EXPECT_NEAR(platform_walk_m(StationAccess::crossing, 7), 7 + 70.0 * 70 / 180 * 1.25, 1e-3);
}

// 72 m of ramp up and 72 m down, by the ratio of Tobler's speeds.
TEST(StationAccess, AFootbridgeTakesItsRamps) {
  const double up = std::exp(3.5 / 12);
  const double down = std::exp(-3.5 * 0.05) / std::exp(-3.5 * (1.0 / 12 - 0.05));
  EXPECT_NEAR(platform_walk_m(StationAccess::footbridge, 7), 7 + 72 * (up + down), 1e-2);
}

struct Town {
  SmallWorld world = make_small_world();
  TransitRouterOptions options = {};

  void add(const char* name, const std::vector<NodeId>& nodes) {
    add_line(world, {.name = name, .mode = Mode::brt, .nodes = nodes});
  }
  void put_platforms_in_the_median(float walk_m) {
    for (const StopId s : world.transit.stops()) world.transit.stop.platform_walk_m[s] = walk_m;
  }
  [[nodiscard]] TransitPath way(NodeId from, NodeId to) const {
    const TransitRouter router(world.network, world.transit, world.zones, options);
    const auto times = expected_times(world.network, world.transit, {.time_of_day_s = 7 * 3600});
    const RideGraph rides = router.rides(times, {});
    TransitRouter::Search search(router);
    search.run_from(rides, world.network.node.position[from], Mode::brt);
    return search.best({from, 0}, {to, 0});
  }
};

TEST(StationAccess, RidersLoseItAtBothEnds) {
  Town t;
  t.add("east", row_nodes(t.world, 2));
  const NodeId from = node_at(t.world, 1, 3);
  const NodeId to = node_at(t.world, 11, 3);
  const TransitPath before = t.way(from, to);
  t.put_platforms_in_the_median(50);
  const TransitPath after = t.way(from, to);
  ASSERT_TRUE(before.found() && after.found());
  EXPECT_FLOAT_EQ(after.walk_before_m[0], before.walk_before_m[0] + 50);
  EXPECT_FLOAT_EQ(after.egress_m, before.egress_m + 50);
  EXPECT_FLOAT_EQ(after.walk_s, before.walk_s + 100 / kWalkSpeedMps);
  EXPECT_NEAR(after.cost, before.cost + 1.8 * 100 / static_cast<double>(kWalkSpeedMps), 0.1);
}

TEST(StationAccess, WhoChangesWithinAStationCrossesNothing) {
  Town t;
  t.add("east", row_nodes(t.world, 2));
  t.add("north", column_nodes(t.world, 12));
  t.put_platforms_in_the_median(50);
  const TransitPath p = t.way(node_at(t.world, 1, 2), node_at(t.world, 12, 12));
  ASSERT_EQ(p.ride_count, 2);
  EXPECT_FLOAT_EQ(p.walk_before_m[1], 0);
  EXPECT_FLOAT_EQ(p.walk_s, 100 / kWalkSpeedMps);
}

// From a line to one that begins a block away: out of one station, into another.
TEST(StationAccess, WhoChangesToAnotherStationCrossesTwice) {
  Town t;
  t.options.transfer_m = 600;
  t.add("east", row_nodes(t.world, 2));
  auto north = column_nodes(t.world, 13);
  north.erase(north.begin(), north.begin() + 2);
  t.add("north", north);
  const NodeId from = node_at(t.world, 1, 2);
  const NodeId to = node_at(t.world, 13, 12);
  const TransitPath before = t.way(from, to);
  t.put_platforms_in_the_median(50);
  const TransitPath after = t.way(from, to);
  ASSERT_EQ(before.ride_count, 2);
  ASSERT_EQ(after.ride_count, 2);
  EXPECT_FLOAT_EQ(after.walk_before_m[1], before.walk_before_m[1] + 100);
}

}  // namespace
}  // namespace mwendo
