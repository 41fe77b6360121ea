// The usage examples of network/assembly/builder.h, network/network.h and network/network_file.h.
#include <gtest/gtest.h>

#include "network/assembly/builder.h"
#include "network/network_file.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

Network thika_road(BuildReport& report) {
  NetworkBuilder builder({.name = "Thika Road", .driving_side = DrivingSide::left});
  const NodeId a = builder.add_node({0, 0});
  const NodeId b = builder.add_node({400, 0}, JunctionControl::signal);
  const NodeId c = builder.add_node({400, 300});
  builder.add_street({.from = a, .to = b, .lanes = 2, .road_class = RoadClass::primary});
  const LinkId one_way = builder.add_link({.from = b, .to = c});
  builder.forbid_turn(LinkId{0}, one_way);
  return builder.build(report);
}

// Two directions of 400 m and a link of 300 m; 2 + 2 + 1 lanes, all open to cars.
void expect_thika_road(const Network& net) {
  double total = 0;
  std::size_t car_lanes = 0;
  for (const LinkId l : net.links()) total += net.link.length_m[l];
  for (const LinkId l : net.links())
    for (const LaneId a : net.lanes_of(l)) car_lanes += (net.lane.permissions[a] & kCar) != 0;
  EXPECT_DOUBLE_EQ(total, 1100);
  EXPECT_EQ(car_lanes, 5U);
}

TEST(ExampleNetwork, StreetsBecomeLinksLanesAndMovements) {
  BuildReport report;
  const Network net = thika_road(report);
  expect_thika_road(net);
  // From link 0 the turn into link 2 is forbidden, so only the U-turn into link 1 is left.
  ASSERT_EQ(net.movements_of(LinkId{0}).size(), 1U);
  EXPECT_EQ(net.movement.to[net.movements_of(LinkId{0})[0]], LinkId{1});
  EXPECT_EQ(report.count_of("free speeds assumed by class"), 3U);
}

TEST(ExampleNetwork, AFolderKeepsIt) {
  const testing::TemporaryFolder folder;
  BuildReport report;
  const Network net = thika_road(report);
  save_network(net, folder.path().string());
  const Network same = load_network(folder.path().string());
  expect_thika_road(same);
  EXPECT_EQ(same.name, "Thika Road");
  EXPECT_EQ(same.movement.to.raw(), net.movement.to.raw());
}

}  // namespace
}  // namespace mwendo
