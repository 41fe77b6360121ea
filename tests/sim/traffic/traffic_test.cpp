#include "sim/traffic/traffic.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/ascii_city.h"
#include "tests/support/traffic_scenes.h"

namespace mwendo {
namespace {

TypeIndex add(Traffic& traffic, VehicleClass c) {
  return traffic.add_type(make_type(c, permission_of(c)));
}

TEST(Traffic, AVehicleDrivesItsRouteAtTheFreeSpeed) {
  const AsciiCity city("A---------B---------C", {.metres_per_column = 100});
  Traffic traffic(city.net, {});
  const std::vector<LinkId> route = {city.link("AB"), city.link("BC")};
  traffic.add_vehicle(
      {.type = add(traffic, VehicleClass::car), .route = route, .entry_share = 0, .exit_share = 1});
  float arrived = 0;
  while (traffic.now() < 400 && arrived == 0) {
    traffic.step();
    traffic.validate();
    if (!traffic.arrivals().empty()) arrived = traffic.arrivals().front().time_s;
  }
  EXPECT_NEAR(arrived, 2000 / (50 / 3.6), 1);
  EXPECT_EQ(traffic.counts().left, 1);
}

TEST(Traffic, ConservesAndNeverOverlapsInABusyCity) {
  const Scene scene =
      city_scene(12, 12, 3000, 3, {.motorcycle = 0.3, .minibus = 0.15, .truck = 0.05});
  Traffic traffic(scene.net, {});
  double most = 0;
  run_scene(scene, traffic, 1500, [&](Traffic& t) {
    if (static_cast<int>(t.now()) % 10 == 0) t.validate();
    most = std::max(most, t.counts().in_network);
  });
  EXPECT_GT(most, 100);
  EXPECT_GT(traffic.counts().left, 500);
}

// The scenes of the benchmark: somebody drives, nobody is lost, threads do not matter.
TEST(Traffic, ScenesRunTheSameWithAnyNumberOfThreads) {
  for (const std::string& name : scene_names()) {
    if (name == "metropolis" || name == "megacity") continue;  // too large for a test
    const Scene scene =
        named_scene(name, 300, {.motorcycle = 0.35, .minibus = 0.15, .truck = 0.05});
    std::vector<std::uint64_t> hashes;
    for (const int threads : {1, 2, 4}) {
      Traffic traffic(scene.net, {.threads = threads});
      run_scene(scene, traffic, 900, [](Traffic&) {});
      traffic.validate();
      EXPECT_GT(traffic.counts().entered, 20) << name;
      hashes.push_back(traffic.state_hash());
    }
    for (const std::uint64_t h : hashes) EXPECT_EQ(h, hashes.front()) << name;
  }
  EXPECT_THROW((void)named_scene("square", 10), std::invalid_argument);
}

TEST(Traffic, ThreadsDoNotChangeTheResult) {
  const Scene scene = city_scene(12, 12, 3000, 5, {.motorcycle = 0.3, .minibus = 0.2});
  std::vector<std::uint64_t> hashes;
  for (const int threads : {1, 2, 3, 4, 8}) {
    Traffic traffic(scene.net, {.threads = threads});
    run_scene(scene, traffic, 1000, [](Traffic&) {});
    hashes.push_back(traffic.state_hash());
  }
  for (const std::uint64_t h : hashes) EXPECT_EQ(h, hashes.front());
}

}  // namespace
}  // namespace mwendo
