#include "sim/day/day.h"

#include <gtest/gtest.h>

#include "sim/population/synthesis.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

struct Town {
  testing::SmallWorld world = testing::make_small_world();
  Population people;
  Town() {
    for (const std::uint32_t row : {3U, 7U, 11U})
      testing::add_line(world,
                        {.name = std::to_string(row), .nodes = testing::row_nodes(world, row)});
    people = synthesise(world.zones, world.figures, world.network,
                        {.seed = 3, .sample = 0.2, .from_s = 7 * 3600, .to_s = 8 * 3600});
    std::uint32_t i = 0;  // every third walks, drives, takes a motorcycle taxi
    for (const TripId t : people.trips()) {
      constexpr Mode kModes[] = {Mode::walk, Mode::car_driver, Mode::motorcycle_taxi};
      people.trip.mode[t] = kModes[i++ % 3];
    }
  }
  [[nodiscard]] DayOutcome run(int threads) const {
    const LinkTimes believed = free_flow_times(world.network, 7 * 3600, 8 * 3600);
    DaySimulation day(
        {&world.network, &world.transit, &world.zones, &world.figures, &people, &believed},
        {.from_s = 7 * 3600, .to_s = 8 * 3600, .clear_s = 5400, .sample = 0.2, .threads = threads});
    while (!day.done()) day.step();
    return day.finish();
  }
};

TEST(Day, EverybodyArrivesInALightlyLoadedTown) {
  const Town town;
  const DayOutcome o = town.run(1);
  ASSERT_GT(o.trips.size(), 200U);
  EXPECT_EQ(o.quality.trips_no_way, 0);
  EXPECT_GE(o.quality.trips_arrived, 0.97 * o.quality.trips_expected);
  EXPECT_EQ(o.quality.vehicles_entered, o.quality.vehicles_left + o.quality.vehicles_in_network);
  for (const TripRecord& r : o.trips) {
    if (r.mode != Mode::walk || r.outcome != TripOutcome::arrived) continue;
    EXPECT_NEAR(r.travel_time_s, r.walk_m / 1.25F, 2);
  }
}

TEST(Day, ThreadsDoNotChangeTheOutcome) {
  const Town town;
  const DayOutcome one = town.run(1);
  const DayOutcome two = town.run(2);
  ASSERT_EQ(one.trips.size(), two.trips.size());
  for (std::size_t i = 0; i < one.trips.size(); ++i)
    EXPECT_EQ(one.trips[i].travel_time_s, two.trips[i].travel_time_s);
}

}  // namespace
}  // namespace mwendo
