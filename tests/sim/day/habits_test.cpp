#include "sim/day/habits.h"

#include <gtest/gtest.h>

#include "sim/traffic/link_times.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::node_at;

// Trips across a small town, corner to corner, on streets that are all alike.
struct Town {
  testing::SmallWorld world = testing::make_small_world({.size = 6});
  LinkTimes believed = free_flow_times(world.network, 0, 1800);
  KnownWays known;
  std::vector<Habits::Trip> trips;
  int threads = 1;

  Town() {
    for (std::uint32_t d = 0; d < 400; ++d)
      trips.push_back({{node_at(world, 0, 0), node_at(world, 5, 5), d}, d, 0});
  }
  std::vector<std::vector<LinkId>> day(std::uint32_t number, double share) {
    RouteChoice routes(world.network, 1);
    routes.prepare(believed.of_period(0));
    Habits habits(routes, believed, &known,
                  {.seed = 1, .day = number, .new_way_share = share, .threads = threads});
    auto ways = habits.ways_of(trips);
    known.end_day();
    return ways;
  }
  // A queue on the first street of each way of the first day.
  void block(const std::vector<std::vector<LinkId>>& ways) {
    for (const auto& way : ways)
      for (std::size_t p = 0; p < believed.periods; ++p) believed.of_period(p)[way[4].value] = 600;
  }
};

std::size_t changed(const std::vector<std::vector<LinkId>>& a,
                    const std::vector<std::vector<LinkId>>& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1 : 0;
  return count;
}

TEST(Habits, AShareOfTheDriversLeavesAJam) {
  Town town;
  const auto first = town.day(0, 1);
  town.block(first);
  EXPECT_EQ(changed(first, town.day(1, 0)), 0U);
  const auto second = town.day(2, 0.25);
  EXPECT_NEAR(static_cast<double>(changed(first, second)), 100, 26) << "3 sigma";
  const auto third = town.day(3, 0.25);
  EXPECT_NEAR(static_cast<double>(changed(first, third)), 175, 30) << "others on each day";
}

TEST(Habits, NobodyChangesForAWayThatIsNotFaster) {
  Town town;
  const auto first = town.day(0, 1);
  EXPECT_EQ(changed(first, town.day(1, 1)), 0U);
}

// The fastest way of the moment leads into a jam that has grown when the driver gets there.
TEST(Habits, LookersThinkOfTheTimeWhenTheyWillBeThere) {
  Town town;
  const auto first = town.day(0, 1);
  for (Habits::Trip& t : town.trips) t.start_s = 890;  // ten seconds before the next quarter
  for (const auto& way : first) town.believed.of_period(0)[way[4].value] = 600;
  EXPECT_EQ(changed(first, town.day(1, 1)), 0U) << "the queue is gone then";
}

TEST(Habits, AClosedStreetIsLeft) {
  Town town;
  const auto first = town.day(0, 1);
  const LinkId closed = first[0][3];
  for (const LaneId a : town.world.network.lanes_of(closed))
    town.world.network.lane.permissions[a] = kBus;
  const auto second = town.day(1, 0);
  for (std::size_t i = 0; i < first.size(); ++i) {
    const auto& before = first[i];
    const bool was_on_it = std::find(before.begin(), before.end(), closed) != before.end();
    EXPECT_EQ(second[i] != before, was_on_it);
    EXPECT_EQ(std::count(second[i].begin(), second[i].end(), closed), 0);
  }
}

TEST(Habits, AnotherTripIsNoReasonToKeepAWay) {
  Town town;
  (void)town.day(0, 1);
  for (Habits::Trip& t : town.trips) t.request.to = node_at(town.world, 5, 4);
  for (const auto& way : town.day(1, 0))
    EXPECT_EQ(town.world.network.link.to[way.back()], node_at(town.world, 5, 4));
}

TEST(Habits, ThreadsDoNotMatter) {
  Town one, three;
  three.threads = 3;
  for (std::uint32_t k = 0; k < 4; ++k) {
    const auto ways = one.day(k, 0.3);
    EXPECT_EQ(ways, three.day(k, 0.3));
    one.block(ways), three.block(ways);
  }
}

}  // namespace
}  // namespace mwendo
