// The usage example of sim/traffic/traffic.h.
#include <gtest/gtest.h>

#include "network/assembly/builder.h"
#include "sim/traffic/traffic.h"

namespace mwendo {
namespace {

constexpr float kFrom = 6 * 3600;
constexpr float kTo = kFrom + 120;

// One link of 400 m at 10 m/s.
Network one_link() {
  NetworkBuilder builder;
  const NodeId a = builder.add_node({0, 0});
  const NodeId b = builder.add_node({400, 0});
  builder.add_link({.from = a, .to = b, .free_speed_mps = 10});
  return builder.build();
}

// A vehicle enters an empty link at the free speed: 400 m at 10 m/s take 40 s.
TEST(ExampleTraffic, AVehicleDrivesItsRoute) {
  const Network net = one_link();
  const std::vector<LinkId> route = {LinkId{0}};
  Traffic traffic(net, {.from_s = kFrom, .to_s = kTo});
  const TypeIndex car = traffic.add_type(make_type(VehicleClass::car, kCar));
  const std::uint32_t agent = 17;
  traffic.add_vehicle({.type = car,
                       .route = route,
                       .owner = {OwnerKind::traveller, agent},
                       .entry_share = 0,
                       .exit_share = 1});
  std::vector<Arrival> arrivals;
  while (traffic.now() < kTo) {
    traffic.step();
    for (const Arrival& a : traffic.arrivals()) arrivals.push_back(a);
    const TrafficCounts counts = traffic.counts();
    ASSERT_EQ(counts.entered, counts.left + counts.in_network);
  }
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_EQ(arrivals[0].owner.index(), agent);
  EXPECT_NEAR(arrivals[0].time_s - kFrom, 40, 0.01);
}

}  // namespace
}  // namespace mwendo
