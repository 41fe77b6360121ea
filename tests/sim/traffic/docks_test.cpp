// Buses that wait for a dock stand beside the lane of a busway.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// One lane of 400 m with a station of one dock at 300 m, between links of 500 m.
struct Station {
  Network net;
  std::vector<LinkId> route;
  Station() {
    NetworkBuilder b;
    NodeId at = b.add_node({0, 0});
    double x = 0;
    for (const double length : {500.0, 400.0, 500.0}) {
      const NodeId end = b.add_node({x += length, 0});
      route.push_back(b.add_link({.from = at,
                                  .to = end,
                                  .lanes = 1,
                                  .free_speed_mps = 50 / 3.6F,
                                  .road_class = RoadClass::primary}));
      at = end;
    }
    net = b.build();
  }
};

constexpr float kDwell = 200;

// Buses come every 20 s; which of them halt is told by `halts`. The times at which each left.
struct Served {
  Traffic traffic;
  std::vector<float> served_at;  // in order of arrival at the dock
  std::vector<std::uint32_t> order;
  std::vector<float> left_at;

  Served(const Station& s, const std::vector<bool>& halts) : traffic(s.net, {}) {
    const TypeIndex bus = add_type(traffic, VehicleClass::bus);
    const PlannedStop stop[] = {
        {.route_index = 1, .position_m = 300, .place = StopPlace::dock, .docks = 1}};
    left_at.assign(halts.size(), 0);
    while (traffic.now() < 1500) {
      const auto now = static_cast<std::size_t>(traffic.now());
      const std::size_t k = now / 20;
      if (now % 20 == 0 && k < halts.size())
        traffic.add_vehicle({.type = bus,
                             .route = s.route,
                             .stops = halts[k] ? std::span<const PlannedStop>(stop)
                                               : std::span<const PlannedStop>(),
                             .owner = {OwnerKind::traveller, static_cast<std::uint32_t>(k)},
                             .entry_share = 0,
                             .exit_share = 1});
      traffic.step();
      for (const StopArrival& at : traffic.stop_arrivals()) {
        served_at.push_back(traffic.now());
        order.push_back(at.owner.index());
        traffic.release_at(at.vehicle, traffic.now() + kDwell);
      }
      for (const Arrival& e : traffic.arrivals()) left_at[e.owner.index()] = traffic.now();
    }
  }
};

// The third bus passes the one that waits, as it passes the one at the dock.
TEST(Docks, WhoPassesIsNotHeldByWhoWaits) {
  const Station s;
  const float free = Served(s, {false}).left_at[0];
  const Served run(s, {true, true, false});
  EXPECT_NEAR(run.left_at[2] - 40, free, 3);
  EXPECT_GT(run.left_at[1], kDwell * 2);
}

// Beside the lane there is room for one. The fourth holds the lane and the fifth.
TEST(Docks, WhoFindsNoRoomToWaitHoldsTheLane) {
  const Station s;
  const Served run(s, {true, true, true, false});
  EXPECT_GT(run.left_at[3], run.served_at[1]);
}

// One after the other, in the order in which they came, without a longer pause than between buses
// that waited in the lane: starting, 16 m, halting.
TEST(Docks, BusesAreServedInTurn) {
  const Station s;
  const Served run(s, {true, true, true, true});
  ASSERT_EQ(run.order, (std::vector<std::uint32_t>{0, 1, 2, 3}));
  for (std::size_t i = 1; i < 4; ++i)
    EXPECT_NEAR(run.served_at[i] - run.served_at[i - 1] - kDwell, 10, 4) << i;
  EXPECT_GT(run.left_at[3], 0);
}

}  // namespace
}  // namespace mwendo
