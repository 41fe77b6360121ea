// A turn with more vehicles than its green lets through: its queue reaches back over the junction
// before, in the lane of the turn and in no other.
#include "sim/traffic/lanes_ahead.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// 1,000 m and 200 m of three lanes to a signal; on the left, so the turn to the south (median)
// leaves from the last lane. It has 8 of 90 s of green, 150 vehicles an hour; straight on 50 s.
struct Scene {
  Network net;
  LinkId far, near, ahead, turn;
  Scene() {
    NetworkBuilder b;
    const NodeId signal = b.add_node({0, 0}, JunctionControl::signal);
    const NodeId before = b.add_node({-200, 0});
    const auto link = [&](NodeId from, NodeId to, int lanes) {
      return b.add_link({.from = from,
                         .to = to,
                         .lanes = lanes,
                         .free_speed_mps = 50 / 3.6F,
                         .road_class = RoadClass::primary});
    };
    far = link(b.add_node({-1200, 0}), before, 3);
    near = link(before, signal, 3);
    ahead = link(signal, b.add_node({400, 0}), 3);
    turn = link(signal, b.add_node({0, -400}), 1);
    SignalSpec s;
    s.phases = {{.green_s = 50, .clearance_s = 3, .turns = {{near, ahead}}},
                {.green_s = 8, .clearance_s = 3, .turns = {{near, turn}}},
                {.green_s = 23, .clearance_s = 3}};
    b.set_signal(signal, s);
    net = b.build();
  }
};

TEST(LanesAhead, AQueueOfATurnLeavesTheOtherLanesFree) {
  const Scene x;
  Traffic traffic(x.net, {});
  Instruments at(traffic);
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  const std::array<std::pair<LinkId, float>, 2> streams = {{{x.ahead, 1400}, {x.turn, 190}}};
  std::array<float, 2> due{};
  std::uint32_t count = 0;
  while (traffic.now() < 4200) {
    for (std::size_t k = 0; k < streams.size(); ++k)
      for (due[k] += streams[k].second / 3600; due[k] >= 1; due[k] -= 1) {
        const LinkId route[] = {x.far, x.near, streams[k].first};
        traffic.add_vehicle({.type = car,
                             .route = route,
                             .owner = {OwnerKind::other, count++},
                             .entry_share = 0,
                             .exit_share = 1});
      }
    traffic.step();
    at.observe();
    traffic.validate();
  }
  const double straight = static_cast<double>(at.count(x.ahead, 600, 4200));
  EXPECT_GT(straight, 0.97 * 1400);  // the queue of the turn is 70 vehicles long by then
  EXPECT_LT(static_cast<double>(at.count(x.turn, 600, 4200)), 150);
}

}  // namespace
}  // namespace mwendo
