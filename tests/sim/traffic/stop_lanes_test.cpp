// Minibuses on the way to a stop at the kerb of a wide street.
#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// 1,000 m, then 200 m with a stop at 150 m, both of three lanes; 300 m behind.
struct Avenue {
  Network net;
  LinkId far, near, behind;
  Avenue() {
    NetworkBuilder b;
    NodeId at = b.add_node({0, 0});
    double x = 0;
    const auto link = [&](double length) {
      const NodeId end = b.add_node({x += length, 0});
      const LinkId l = b.add_link({.from = at,
                                   .to = end,
                                   .lanes = 3,
                                   .free_speed_mps = 40 / 3.6F,
                                   .road_class = RoadClass::primary});
      at = end;
      return l;
    };
    far = link(1000), near = link(200), behind = link(300);
    net = b.build();
  }
};

struct Seen {
  double entered = 0, at_kerb = 0;  // minibuses on the link of the stop, when first seen there
  double waits = 0;  // s that vehicles stood in the other lanes more than 50 m before the stop
};

// 2,400 cars and 180 minibuses an hour; a stop takes 15 s.
Seen run(const Avenue& a) {
  Traffic traffic(a.net, {});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  const TypeIndex minibus = add_type(traffic, VehicleClass::minibus);
  const LinkId route[] = {a.far, a.near, a.behind};
  const PlannedStop stop[] = {{.route_index = 1, .position_m = 150}};
  std::map<std::uint32_t, bool> known;
  std::vector<VehicleView> views;
  Seen seen;
  while (traffic.now() < 3600) {
    const auto t = static_cast<int>(traffic.now());
    if (t % 3 != 0)
      traffic.add_vehicle({.type = car, .route = route, .entry_share = 0, .exit_share = 1});
    if (t % 20 == 0)
      traffic.add_vehicle(
          {.type = minibus, .route = route, .stops = stop, .entry_share = 0, .exit_share = 1});
    traffic.step();
    for (const StopArrival& at : traffic.stop_arrivals())
      traffic.release_at(at.vehicle, traffic.now() + 15);
    traffic.view(views);
    for (const VehicleView& v : views) {
      if (v.link != a.near) continue;
      if (v.lane != 0 && v.position_m < 100 && v.speed_mps < 0.5F) ++seen.waits;
      if (v.type != minibus || !known.try_emplace(v.vehicle.value, true).second) continue;
      ++seen.entered;
      seen.at_kerb += v.lane == 0 ? 1 : 0;
    }
  }
  return seen;
}

TEST(StopLanes, ALinkWithAStopIsEnteredAtTheKerb) {
  const Seen seen = run(Avenue());
  EXPECT_GT(seen.entered, 100);
  EXPECT_GT(seen.at_kerb, 0.9 * seen.entered);
}

TEST(StopLanes, NobodyIsHeldUpFarBeforeAStop) { EXPECT_LT(run(Avenue()).waits, 60); }

}  // namespace
}  // namespace mwendo
