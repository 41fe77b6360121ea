// The usage example of sim/transit/router/transit_router.h.
#include <gtest/gtest.h>

#include "sim/transit/router/transit_router.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

// Ten blocks of 400 m with a stop at each: 10 x (400 m / 4 m/s + 20 s dwell) = 1200 s on board. The
// expected wait is 0.8 of the headway of 300 s.
TEST(ExampleTransitRouter, ARideHasTheTimesOfItsParts) {
  testing::SmallWorld world = testing::make_small_world();
  const LineId line = add_line(world, {.nodes = row_nodes(world, 2), .headway_s = 300, .fare = 40});
  const Place home{node_at(world, 1, 2), 0};
  const Place work{node_at(world, 11, 2), 0};

  const TransitRouter router(world.network, world.transit, world.zones, {});
  const TransitTimes times =
      expected_times(world.network, world.transit, {.time_of_day_s = 7 * 3600, .mixed_mps = 4});
  const RideGraph rides = router.rides(times, {});
  TransitRouter::Search search(router);
  search.run(rides, router.group_of(home.node), Mode::minibus);
  const TransitPath path = search.best(home, work);
  std::vector<RideLeg> legs;
  if (path.found()) append_legs(path, rides, legs);

  ASSERT_EQ(legs.size(), 1U);
  EXPECT_EQ(legs[0].preferred, line);
  EXPECT_FLOAT_EQ(path.ride_s, 1200);
  EXPECT_FLOAT_EQ(path.wait_s, 240);
  EXPECT_FLOAT_EQ(path.fare, 40);
}

}  // namespace
}  // namespace mwendo
