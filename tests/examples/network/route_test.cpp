// The usage example of network/routing/router.h.
#include <gtest/gtest.h>

#include <cmath>

#include "network/assembly/builder.h"
#include "network/routing/router.h"

namespace mwendo {
namespace {

// home --400 m--> corner --300 m--> work, one way, 10 m/s.
struct Corner {
  NodeId home, corner, work;
  Network net;
};

Corner make_corner() {
  Corner c;
  NetworkBuilder builder;
  c.home = builder.add_node({0, 0});
  c.corner = builder.add_node({400, 0});
  c.work = builder.add_node({400, 300});
  builder.add_link({.from = c.home, .to = c.corner, .free_speed_mps = 10});
  builder.add_link({.from = c.corner, .to = c.work, .free_speed_mps = 10});
  c.net = builder.build();
  return c;
}

TEST(ExampleRouter, FreeFlowTimesAreLengthOverSpeed) {
  const Corner c = make_corner();
  RoadRouter cars(c.net, kCar);
  RoadRouter::Search search(cars);
  const auto [seconds, links] = search.route(c.home, c.work);
  EXPECT_DOUBLE_EQ(seconds, 70);  // 700 m at 10 m/s
  EXPECT_EQ(links, (std::vector<LinkId>{LinkId{0}, LinkId{1}}));
}

TEST(ExampleRouter, ExperiencedTimesReplaceThem) {
  const Corner c = make_corner();
  RoadRouter cars(c.net, kCar);
  const std::vector<float> link_seconds = {80, 45};
  const std::vector<float> turn_seconds(c.net.movements().size(), 5);
  cars.customise(link_seconds, turn_seconds);
  RoadRouter::Search search(cars);
  EXPECT_DOUBLE_EQ(search.route(c.home, c.work).seconds, 130);  // 80 + 5 + 45
}

TEST(ExampleRouter, WalkersUseAOneWayStreetBothWays) {
  const Corner c = make_corner();
  const WalkRouter walk(c.net);
  WalkRouter::Search search(walk);
  EXPECT_DOUBLE_EQ(search.metres(c.work, c.home), 700);
  RoadRouter cars(c.net, kCar);
  EXPECT_FALSE(std::isfinite(RoadRouter::Search(cars).seconds(c.work, c.home)));
}

}  // namespace
}  // namespace mwendo
