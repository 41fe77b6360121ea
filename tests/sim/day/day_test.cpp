#include "sim/day/day.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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
  [[nodiscard]] DayOutcome run(int threads, const CrossingFlows* walkers = nullptr) const {
    const LinkTimes believed = free_flow_times(world.network, 7 * 3600, 8 * 3600);
    DaySimulation day({world, people, believed, walkers},
                      {.from_s = 7 * 3600, .to_s = 8 * 3600, .clear_s = 5400, .threads = threads});
    while (!day.done()) day.step();
    return day.finish();
  }
};

TEST(Day, EverybodyArrivesInALightlyLoadedTown) {
  const Town town;
  const DayOutcome o = town.run(1);
  ASSERT_GT(o.trips.size(), 200U);
  EXPECT_EQ(o.quality.trips_no_way, 0);
  EXPECT_GE(o.quality.trips_arrived, 0.995 * o.quality.trips_expected);
  EXPECT_EQ(o.quality.vehicles_entered, o.quality.vehicles_left + o.quality.vehicles_in_network);
  for (const TripRecord& r : o.trips) {
    if (r.mode != Mode::walk || r.outcome != TripOutcome::arrived) continue;
    // Arrivals are at full seconds.
    EXPECT_NEAR(r.departure_s + r.travel_time_s, std::ceil(r.departure_s + r.walk_m / 1.25F),
                0.01F);
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

// Marked crossings in every street of the town.
struct CrossedTown : Town {
  CrossedTown() {
    for (const LinkId l : world.network.links()) world.network.link.flags[l] |= kCrossing;
  }
  [[nodiscard]] CrossingFlows walkers_of(const DayOutcome& day, float times) const {
    CrossingFlows flows =
        crossing_flows(world.network, world.transit, people, day.trips, 7 * 3600, 8 * 3600);
    for (float& f : flows.along) f *= times;
    for (float& f : flows.at_start) f *= times;
    return flows;
  }
  // Seconds per kilometre of cars.
  [[nodiscard]] static double pace(const DayOutcome& day) {
    const TallyCell cars = day.tallies.over_links(VehicleClass::car);
    return 1000.0 * static_cast<double>(cars.total_time_s() / cars.total_distance_m());
  }
};

TEST(Day, WalkersOfTheDayBeforeHoldUpTraffic) {
  const CrossedTown town;
  const DayOutcome before = town.run(1);
  const CrossingFlows walkers = town.walkers_of(before, 1);
  EXPECT_GT(*std::max_element(walkers.along.begin(), walkers.along.end()), 0);
  const CrossingFlows nobody = town.walkers_of(before, 0);
  const CrossingFlows crowd = town.walkers_of(before, 50);
  const double none = CrossedTown::pace(town.run(1, &nobody));
  const double some = CrossedTown::pace(town.run(1, &walkers));
  const double many = CrossedTown::pace(town.run(1, &crowd));
  EXPECT_GT(some, none);
  EXPECT_GT(many, 1.03 * none) << some;
}

}  // namespace
}  // namespace mwendo
