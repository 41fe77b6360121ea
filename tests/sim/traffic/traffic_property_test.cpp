// What must hold on any network with any traffic: nobody is lost, nobody overlaps, nobody moves
// back, and the number of threads does not matter.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "network/assembly/generate.h"
#include "tests/support/traffic_roads.h"
#include "tests/support/traffic_scenes.h"

namespace mwendo {
namespace {

Scene random_scene(std::uint64_t seed) {
  const auto rows = *rc::gen::inRange<std::uint32_t>(3, 9);
  const auto columns = *rc::gen::inRange<std::uint32_t>(3, 9);
  const auto every = *rc::gen::inRange<std::uint32_t>(2, 5);
  const auto spacing = *rc::gen::inRange(40, 250);
  const bool left = *rc::gen::arbitrary<bool>();
  const auto trips = *rc::gen::inRange<std::size_t>(50, 1500);
  Scene scene;
  scene.net = generate_grid({.rows = rows,
                             .columns = columns,
                             .spacing_m = static_cast<double>(spacing),
                             .perturbation = 0.25,
                             .arterial_every = every,
                             .driving_side = left ? DrivingSide::left : DrivingSide::right,
                             .seed = seed});
  scene.trips =
      random_trips(scene.net, trips, seed, {.motorcycle = 0.3, .minibus = 0.1, .truck = 0.1});
  return scene;
}

// Positions of vehicles along their routes never fall, speeds are never negative or absurd.
class Watch {
 public:
  void check(const Traffic& traffic) {
    traffic.view(view_);
    for (const VehicleView& v : view_) {
      RC_ASSERT(v.speed_mps >= 0);
      RC_ASSERT(v.speed_mps < 40);
      const auto [at, added] = last_.try_emplace(v.vehicle.value, v);
      if (!added && at->second.link == v.link)
        RC_ASSERT(v.position_m >= at->second.position_m - 1e-3F);
      at->second = v;
    }
  }

 private:
  std::vector<VehicleView> view_;
  std::map<std::uint32_t, VehicleView> last_;
};

RC_GTEST_PROP(TrafficProperty, NobodyIsLostOverlapsOrMovesBack, ()) {
  const Scene scene = random_scene(*rc::gen::inRange<std::uint64_t>(1, 1000));
  Traffic traffic(scene.net, {});
  Watch watch;
  run_scene(scene, traffic, 900, [&](Traffic& t) {
    if (static_cast<int>(t.now()) % 7 != 0) return;
    t.validate();  // conservation, order and gaps
    watch.check(t);
  });
}

// Without further departures the network empties: nobody is stuck for ever.
RC_GTEST_PROP(TrafficProperty, TheNetworkEmpties, ()) {
  Scene scene = random_scene(*rc::gen::inRange<std::uint64_t>(1, 1000));
  for (SceneTrip& t : scene.trips) t.departure_s /= 7;
  Traffic traffic(scene.net, {});
  run_scene(scene, traffic, 600, [](Traffic&) {});
  for (int i = 0; i < 7200 && traffic.counts().in_network + traffic.waiting_to_enter() > 0; ++i)
    traffic.step();
  RC_ASSERT(traffic.counts().in_network == 0);
  RC_ASSERT(traffic.waiting_to_enter() == 0U);
  RC_ASSERT(traffic.counts().left == static_cast<double>(scene.trips.size()));
}

RC_GTEST_PROP(TrafficProperty, ThreadsDoNotMatter, ()) {
  const Scene scene = random_scene(*rc::gen::inRange<std::uint64_t>(1, 1000));
  std::uint64_t hash[2];
  for (const int threads : {1, 3}) {
    Traffic traffic(scene.net, {.threads = threads});
    run_scene(scene, traffic, 300, [](Traffic&) {});
    hash[threads / 3] = traffic.state_hash();
  }
  RC_ASSERT(hash[0] == hash[1]);
}

}  // namespace
}  // namespace mwendo
