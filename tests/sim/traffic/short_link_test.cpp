// Vehicles that are as long as the link on which they enter.
#include <gtest/gtest.h>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// S-A has 10 to 30 m. An articulated bus takes 20.5 m: on the shorter links it stands out at the
// rear. Every bus of a queue enters and arrives, and nothing overlaps.
TEST(ShortLink, EveryVehicleEnters) {
  for (const double metres : {10.0, 18.0, 24.0, 30.0}) {
    NetworkBuilder b;
    const NodeId a = b.add_node({metres, 0});
    const LinkId first = b.add_link({.from = b.add_node({0, 0}), .to = a});
    const LinkId second = b.add_link({.from = a, .to = b.add_node({metres + 300, 0})});
    const Network net = b.build();
    Traffic traffic(net, {});
    const TypeIndex bus = add_type(traffic, VehicleClass::articulated_bus);
    const LinkId route[] = {first, second};
    for (int i = 0; i < 5; ++i)
      traffic.add_vehicle({.type = bus, .route = route, .entry_share = 0.05F});
    for (int t = 0; t < 300; ++t) {
      traffic.step();
      traffic.validate();
    }
    EXPECT_EQ(traffic.counts().left, 5) << metres << " m";
  }
}

}  // namespace
}  // namespace mwendo
