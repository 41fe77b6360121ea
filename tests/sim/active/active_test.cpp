#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "network/walking/active_graph.h"
#include "network/walking/street_arms.h"
#include "sim/active/active_flows.h"
#include "sim/active/active_level_of_service.h"
#include "sim/active/crossing_flows.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using namespace testing;

Population one_trip(const SmallWorld& w, NodeId from, NodeId to, Mode mode, float access_m = 0) {
  Population p;
  p.expansion = 10;
  p.person.home_zone.push_back(ZoneId{0});
  p.person.has_bicycle.push_back(1);
  p.trip.person.push_back(PersonId{0});
  p.trip.from.push_back({from, access_m});
  p.trip.to.push_back({to, access_m});
  p.trip.departure_s.push_back(6 * 3600);
  p.trip.distance_m.push_back(static_cast<float>(
      1.3 * distance(w.network.node.position[from], w.network.node.position[to])));
  p.trip.mode.push_back(mode);
  p.trip.first_ride.push_back(0);
  p.trip.ride_count.push_back(0);
  return p;
}

std::vector<TripRecord> records_of(const Population& p) {
  std::vector<TripRecord> records;
  for (TripId t : p.trips())
    records.push_back({.trip = t,
                       .mode = p.trip.mode[t],
                       .outcome = TripOutcome::arrived,
                       .departure_s = p.trip.departure_s[t]});
  return records;
}

TEST(PathSearch, TakesTheShortestWayAndItsLinks) {
  const SmallWorld w = make_small_world();
  const PathGraph graph = foot_graph(w.network);
  PathSearch search(graph);
  search.run(node_at(w, 0, 0));
  EXPECT_FLOAT_EQ(search.length_m(node_at(w, 3, 4)), 7 * 400);
  const auto links = search.links_to(node_at(w, 3, 4));
  ASSERT_EQ(links.size(), 7U);
  EXPECT_EQ(w.network.link.from[links.front()], node_at(w, 0, 0));
  EXPECT_EQ(w.network.link.to[links.back()], node_at(w, 3, 4));
  search.run(node_at(w, 0, 0), 500);
  EXPECT_TRUE(search.reached(node_at(w, 1, 0)));
  EXPECT_FALSE(search.reached(node_at(w, 2, 0)));
}

TEST(ActiveGraph, WalkersIgnoreOneWaysAndAvoidMissingFootways) {
  SmallWorld w = make_small_world();
  const LinkId there = link_between(w.network, node_at(w, 2, 0), node_at(w, 2, 1));  // primary
  EXPECT_FLOAT_EQ(walk_perception(w.network, there), 1);
  w.network.link.footway[there] = Footway::none;
  EXPECT_FLOAT_EQ(walk_perception(w.network, there), 1.2F);
  // The only link from (0, 0) to (1, 0) left is the opposite direction of a one-way street.
  const LinkId back = link_between(w.network, node_at(w, 1, 0), node_at(w, 0, 0));
  w.network.link.road_class[link_between(w.network, node_at(w, 0, 0), node_at(w, 1, 0))] =
      RoadClass::rail;
  w.network.link.reverse[back] = LinkId{};
  const PathGraph graph = foot_graph(w.network);
  PathSearch search(graph);
  search.run(node_at(w, 0, 0));
  EXPECT_FLOAT_EQ(search.length_m(node_at(w, 1, 0)), 400);
  EXPECT_EQ(search.links_to(node_at(w, 1, 0)), std::vector<LinkId>{back});
  w.network.link.road_class[there] = RoadClass::motorway;
  EXPECT_FALSE(walkable(w.network, there));
}

TEST(ActiveGraph, StressAndGradesSlowRiders) {
  SmallWorld w = make_small_world();
  const LinkId l = link_between(w.network, node_at(w, 2, 0), node_at(w, 2, 1));
  EXPECT_FLOAT_EQ(cycling_seconds(w.network, l), 400 / kCycleSpeedMps);
  EXPECT_FLOAT_EQ(stress_factor(w.network, l), 2);
  w.network.link.cycleway[l] = Cycleway::lane;
  EXPECT_FLOAT_EQ(stress_factor(w.network, l), 1.5);
  w.network.link.cycleway[l] = Cycleway::track;
  EXPECT_FLOAT_EQ(stress_factor(w.network, l), 1);
  w.network.link.grade[l] = 0.05F;
  EXPECT_FLOAT_EQ(cycling_seconds(w.network, l), 400 / (9 / 3.6F));
  w.network.link.grade[l] = 0.2F;
  EXPECT_FLOAT_EQ(cycling_seconds(w.network, l), 400 / (6 / 3.6F));
}

TEST(ActiveLevels, FollowTheStreets) {
  SmallWorld w = make_small_world({.block_m = 800});
  const Population p = one_trip(w, node_at(w, 0, 0), node_at(w, 2, 1), Mode::walk, 50);
  const ActiveLevels levels = active_levels(w.network, p);
  const TripId t{0};
  EXPECT_NEAR(levels.walk_s[t], (2400 + 100) / kWalkSpeedMps, 1e-3);
  EXPECT_NEAR(levels.walk_felt_s[t], levels.walk_s[t], 1e-3);  // no busy street without footway
  EXPECT_NEAR(levels.cycle_s[t], 2500 / kCycleSpeedMps + 60, 1e-3);
  // Residential streets have a stress of 1.05.
  EXPECT_NEAR(levels.cycle_felt_s[t], 1.05 * 2500 / kCycleSpeedMps + 60, 1e-3);
}

TEST(ActiveLevels, ACycleTrackMakesRidingFeelShorter) {
  SmallWorld w = make_small_world({.block_m = 800});
  const Population p = one_trip(w, node_at(w, 2, 0), node_at(w, 2, 4), Mode::bicycle);
  const float before = active_levels(w.network, p).cycle_felt_s[TripId{0}];
  for (LinkId l : w.network.links()) w.network.link.cycleway[l] = Cycleway::track;
  const float after = active_levels(w.network, p).cycle_felt_s[TripId{0}];
  // On the primary road 3,200 m feel like 6,400; two blocks aside, 4,800 m like 5,040.
  EXPECT_NEAR(before, 5040 / kCycleSpeedMps + 60, 1e-3);
  EXPECT_NEAR(after, 3200 / kCycleSpeedMps + 60, 1e-3);
}

TEST(ActiveFlows, CountEveryLinkOfTheWayWhenItIsReached) {
  SmallWorld w = make_small_world({.block_m = 600});
  const Population p = one_trip(w, node_at(w, 0, 0), node_at(w, 3, 0), Mode::walk);
  const ActiveFlows flows =
      active_flows(w.network, w.transit, p, records_of(p), 6 * 3600, 7 * 3600);
  ASSERT_EQ(flows.periods, 4U);
  const auto walkers = [&](std::uint32_t x, std::size_t period) {
    const LinkId l = link_between(w.network, node_at(w, x, 0), node_at(w, x + 1, 0));
    return flows.walkers[l.value * flows.periods + period];
  };
  EXPECT_EQ(walkers(0, 0), 10);
  EXPECT_EQ(walkers(1, 0), 10);  // reached after 480 s
  EXPECT_EQ(walkers(2, 0), 0);   // after 960 s
  EXPECT_EQ(walkers(2, 1), 10);
  EXPECT_EQ(std::accumulate(flows.walkers.begin(), flows.walkers.end(), 0.0F), 30);
  EXPECT_EQ(std::accumulate(flows.cyclists.begin(), flows.cyclists.end(), 0.0F), 0);
}

TEST(ActiveFlows, HoldTheWalksToAndFromStops) {
  SmallWorld w = make_small_world({.block_m = 600});
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2)});
  Population p = one_trip(w, node_at(w, 1, 1), node_at(w, 9, 3), Mode::minibus);
  const auto stops = w.transit.stops_of(line);
  p.trip.rides.push_back({stops[0].stop, stops[8].stop, line, 0});
  p.trip.ride_count[TripId{0}] = 1;
  const ActiveFlows flows =
      active_flows(w.network, w.transit, p, records_of(p), 6 * 3600, 7 * 3600);
  EXPECT_EQ(std::accumulate(flows.walkers.begin(), flows.walkers.end(), 0.0F), 20);
}

// From the south of a square junction to the other streets, round it on one side.
TEST(StreetArms, WalkersCrossWhatLiesBetweenOnTheirSide) {
  const SmallWorld w = make_small_world();
  const StreetArms arms(w.network);
  const NodeId n = node_at(w, 4, 4);
  const LinkId in = link_between(w.network, node_at(w, 4, 3), n);
  const auto crossed = [&](std::uint32_t x, std::uint32_t y, bool left) {
    std::vector<NodeId> found;
    const LinkId out = link_between(w.network, n, node_at(w, x, y));
    arms.between(n, arms.at_end(in), arms.at_start(out), left,
                 [&](const StreetArm& a) { found.push_back(w.network.link.to[a.out]); });
    return found;
  };
  const NodeId west = node_at(w, 3, 4);
  const NodeId north = node_at(w, 4, 5);
  const NodeId east = node_at(w, 5, 4);
  EXPECT_EQ(crossed(4, 5, true), std::vector<NodeId>{west});
  EXPECT_EQ(crossed(4, 5, false), std::vector<NodeId>{east});
  EXPECT_EQ(crossed(3, 4, true), std::vector<NodeId>{});
  EXPECT_EQ(crossed(3, 4, false), (std::vector<NodeId>{east, north}));
}

// Straight on through two junctions: one street is crossed at each, on the side where the walk
// began; to end on the other side the last street is crossed as well.
TEST(CrossingFlows, WalkersKeepToTheirSide) {
  SmallWorld w = make_small_world();
  const Population p = one_trip(w, node_at(w, 4, 4), node_at(w, 7, 4), Mode::walk);
  const CrossingFlows flows =
      crossing_flows(w.network, w.transit, p, records_of(p), 6 * 3600, 7 * 3600);
  ASSERT_EQ(flows.periods, 4U);
  const auto at_start = [&](std::uint32_t x, std::uint32_t y) {
    float sum = 0;
    for (std::size_t k = 0; k < flows.periods; ++k)
      sum += flows.at_start[k * flows.links +
                            link_between(w.network, node_at(w, x, 4), node_at(w, x, y)).value];
    return sum;
  };
  const float left = at_start(5, 5);  // walking east, north is to the left
  EXPECT_TRUE(left == 0 || left == 10);
  EXPECT_EQ(at_start(6, 5), left);
  EXPECT_EQ(at_start(5, 3), 10 - left);
  EXPECT_EQ(at_start(6, 3), 10 - left);
  EXPECT_EQ(std::accumulate(flows.at_start.begin(), flows.at_start.end(), 0.0F), 20);
  EXPECT_LE(std::accumulate(flows.along.begin(), flows.along.end(), 0.0F), 10);
}

// Half of those who walk along one street begin and end on different sides of it; the flows of a
// quarter of an hour are per hour.
TEST(CrossingFlows, HalfOfThePeopleChangeSides) {
  SmallWorld w = make_small_world();
  Population p = one_trip(w, node_at(w, 4, 4), node_at(w, 5, 4), Mode::walk);
  for (int i = 1; i < 1000; ++i) {
    p.trip.from.push_back(p.trip.from[TripId{0}]);
    p.trip.to.push_back(p.trip.to[TripId{0}]);
    p.trip.departure_s.push_back(6 * 3600);
    p.trip.mode.push_back(Mode::walk);
    p.trip.person.push_back(PersonId{0});
  }
  const CrossingFlows flows =
      crossing_flows(w.network, w.transit, p, records_of(p), 6 * 3600, 7 * 3600);
  const LinkId there = link_between(w.network, node_at(w, 4, 4), node_at(w, 5, 4));
  EXPECT_NEAR(flows.along[there.value], 5000, 474);  // three standard deviations
  EXPECT_EQ(flows.at_marking(w.network, w.network.link.reverse[there], 0),
            4 * flows.along[there.value]);
  EXPECT_EQ(flows.at_marking(w.network, there, 1), 0);
}

}  // namespace
}  // namespace mwendo
