// What must hold in every step on random streets of several shapes with everything that drives
// there.
#include "tests/support/random_streets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace mwendo {
namespace {

class RandomStreets : public ::testing::TestWithParam<StreetShape> {};

// Nobody moves back on a link or along the route, and speeds are possible.
class Watch {
 public:
  explicit Watch(const RandomCase& c) : case_(c) {}
  void check(const Traffic& traffic) {
    traffic.view(view_);
    for (const VehicleView& v : view_) {
      ASSERT_GE(v.speed_mps, 0);
      ASSERT_LE(v.speed_mps, traffic.type(v.type).max_speed);
      const auto& route = case_.trips[v.owner.index()].route;
      const auto at = std::find(route.begin(), route.end(), v.link) - route.begin();
      ASSERT_LT(static_cast<std::size_t>(at), route.size()) << "off its route";
      const auto [last, added] = last_.try_emplace(v.vehicle.value, at, v.position_m);
      if (!added) {
        ASSERT_LE(last->second.first, at) << "vehicle " << v.vehicle.value;
        if (last->second.first == at) {
          ASSERT_GE(v.position_m, last->second.second - 1e-3F) << "vehicle " << v.vehicle.value;
        }
      }
      last->second = {at, v.position_m};
    }
  }

 private:
  const RandomCase& case_;
  std::vector<VehicleView> view_;
  std::map<std::uint32_t, std::pair<std::ptrdiff_t, float>> last_;  // place on the route, position
};

// validate(): order, gaps and positions in every lane, and entered = left + on the road.
TEST_P(RandomStreets, EveryStepIsValidAndEverybodyArrives) {
  double stops = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCase c = random_case(GetParam(), seed);
    ASSERT_GT(c.trips.size(), 20U) << "hardly anything can be reached";
    for (const auto& s : c.stops) stops += static_cast<double>(s.size());
    Traffic traffic(c.net, {.seed = seed});
    Watch watch(c);
    bool busy = true;
    run_case(c, traffic, 5400, [&] {
      if (!busy) return;
      ASSERT_NO_THROW(traffic.validate()) << "at " << traffic.now();
      watch.check(traffic);
      busy = traffic.now() < 200 ||
             traffic.counts().in_network + static_cast<double>(traffic.waiting_to_enter()) > 0;
    });
    EXPECT_EQ(traffic.counts().left, static_cast<double>(c.trips.size()));
    EXPECT_EQ(traffic.counts().in_network, 0);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(stops, 20) << "the fleet serves no stops";
}

// Hashes of all vehicles at several moments.
std::vector<std::uint64_t> hashes(const RandomCase& c, int threads) {
  Traffic traffic(c.net, {.threads = threads});
  std::vector<std::uint64_t> all;
  run_case(c, traffic, 100, [&] {
    if (static_cast<int>(traffic.now()) % 20 == 0) all.push_back(traffic.state_hash());
  });
  return all;
}

TEST_P(RandomStreets, ThreadsDoNotMatter) {
  const RandomCase c = random_case(GetParam(), 11, 300);
  const auto one = hashes(c, 1);
  EXPECT_NE(one[1], one[4]) << "nothing moves";
  for (const int threads : {2, 3, 4, 8})
    EXPECT_EQ(hashes(c, threads), one) << threads << " threads";
}

// The shapes hold what they promise to hold: every control, both driving sides, streets one way.
TEST(RandomStreetShapes, HoldAllKindsOfControl) {
  std::map<JunctionControl, int> controls;
  int signals = 0;
  std::size_t one_way = 0;
  for (const StreetShape shape : kStreetShapes)
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      const RandomCase c = random_case(shape, seed, 1);
      for (const NodeId n : c.net.nodes()) {
        ++controls[c.net.node.control[n]];
        signals += c.net.node.signal_plan[n] != kNoSignalPlan ? 1 : 0;
      }
      for (const LinkId l : c.net.links()) one_way += c.net.link.reverse[l].valid() ? 0 : 1;
    }
  for (const JunctionControl k :
       {JunctionControl::uncontrolled, JunctionControl::priority, JunctionControl::signal,
        JunctionControl::roundabout, JunctionControl::police})
    EXPECT_GT(controls[k], 20) << static_cast<int>(k);
  EXPECT_GT(signals, 20);
  EXPECT_GT(one_way, 100U);
}

INSTANTIATE_TEST_SUITE_P(Shapes, RandomStreets, ::testing::ValuesIn(kStreetShapes),
                         [](const auto& p) { return name_of(p.param); });

}  // namespace
}  // namespace mwendo
