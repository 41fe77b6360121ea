// Routes over straight lines on a street that goes round a bay.
#include "scenarios/cities/detours.h"

#include <gtest/gtest.h>

#include <array>

#include "network/assembly/builder.h"

namespace mwendo {
namespace {

// Homes at (0, 0), jobs at (4000, 0): the street goes `deep_m` inland and back, and may be crossed
// by a bridge.
World bay(double deep_m, bool bridge) {
  NetworkBuilder b;
  const std::array<NodeId, 4> n = {b.add_node({0, 0}), b.add_node({0, deep_m}),
                                   b.add_node({4000, deep_m}), b.add_node({4000, 0})};
  const auto street = [&](NodeId from, NodeId to) {
    LinkSpec spec{.from = from, .to = to, .lanes = 1, .free_speed_mps = 10};
    spec.reverse = b.add_link(spec);
    std::swap(spec.from, spec.to);
    b.add_link(spec);
  };
  for (const std::size_t i : {0U, 1U, 2U}) street(n[i], n[i + 1]);
  if (bridge) street(n[0], n[3]);
  World world;
  world.network = b.build();
  Zones& z = world.zones;
  const auto zone = [&](NodeId node, float people, float jobs) {
    z.name.push_back("zone");
    z.population.push_back(people);
    z.jobs.push_back(jobs);
    z.nodes.append(std::array{ZoneNode{node, 1, 1}});
  };
  zone(n[0], 100, 0);
  zone(n[3], 0, 100);
  return world;
}

TEST(Detours, ARouteRoundABayIsLong) {
  const Detours d = detours_of(bay(3001, false), 10);  // 10,002 m for 4,000 m: 2.5005
  EXPECT_EQ(d.pairs, 10U);
  EXPECT_EQ(d.without_way, 0U);
  EXPECT_EQ(d.long_routes, 10U);
  EXPECT_DOUBLE_EQ(d.long_share(), 1);
  EXPECT_NEAR(d.mean, 2.5005, 1e-6);
  EXPECT_EQ(d.worst, ZoneId{0});
  EXPECT_EQ(d.at_worst, 10U);
  EXPECT_EQ(detours_of(bay(2999, false), 10).long_routes, 0U);
}

TEST(Detours, ABridgeIsTaken) {
  const Detours d = detours_of(bay(3001, true), 10);
  EXPECT_EQ(d.long_routes, 0U);
  EXPECT_NEAR(d.mean, 1, 1e-6);
  EXPECT_FALSE(d.worst.valid());
}

TEST(Detours, PlacesWithoutJobsHaveNone) {
  World world = bay(3001, true);
  world.zones.jobs[ZoneId{1}] = 0;
  EXPECT_EQ(detours_of(world, 10).pairs, 0U);
}

}  // namespace
}  // namespace mwendo
