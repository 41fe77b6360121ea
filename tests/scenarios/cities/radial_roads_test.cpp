// Radial roads lead both ways.
#include <gtest/gtest.h>

#include <algorithm>

#include "network/projection.h"
#include "network/routing/router.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

NodeId nearest(const Network& net, LonLat place) {
  const Point p = Projection(net.crs).to_metres(place);
  const auto nodes = net.nodes();
  return *std::min_element(nodes.begin(), nodes.end(), [&](NodeId a, NodeId b) {
    return distance(net.node.position[a], p) < distance(net.node.position[b], p);
  });
}

double metres(const Network& net, LonLat from, LonLat to) {
  const RoadRouter cars(net, kCar);
  RoadRouter::Search search(cars);
  double sum = 0;
  for (const LinkId l : search.route(nearest(net, from), nearest(net, to)).links)
    sum += static_cast<double>(net.link.length_m[l]);
  return sum;
}

// 6.1 km as the crow flies. Where the detailed table had one carriageway of the road only, the way
// to Westlands led through Kileleshwa: 8.9 km.
TEST(RadialRoads, WaiyakiWayLeadsBothWays) {
  const Network& net = loaded_city("nairobi").network;
  const LonLat kangemi{36.750, -1.263};
  const LonLat westlands{36.805, -1.265};
  EXPECT_LT(metres(net, kangemi, westlands), 7200);
  EXPECT_LT(metres(net, westlands, kangemi), 7200);
}

// The table lacks the middle of both: out of the city by Kisaasi the way led round by Bukoto, 3.3
// km, and at Bwaise over the carriageways of the bypass.
TEST(RadialRoads, InterchangesOfKampalaLetTheirStreetsThrough) {
  const Network& net = loaded_city("kampala").network;
  struct Pair {
    LonLat in, out;
  };
  const Pair kisaasi{{32.6076, 0.3617}, {32.6041, 0.3686}};
  const Pair bwaise{{32.5630, 0.3440}, {32.5625, 0.3560}};
  for (const Pair& p : {kisaasi, bwaise}) {
    EXPECT_LT(metres(net, p.in, p.out), 1500);
    EXPECT_LT(metres(net, p.out, p.in), 1500);
  }
}

}  // namespace
}  // namespace mwendo
