// Police at the two nodes of a crossing of a dual carriageway with a street.
#include <gtest/gtest.h>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// Each carriageway has a node; the street between them is 20 m long and stores three cars. The
// nodes have a plan each, that of the network by default.
struct DualCarriageway {
  LinkId west_in, west_out, east_in, east_out, south_in, south_out, north_in, north_out, up, down;
  Network net;
  explicit DualCarriageway(SignalKind kind) {
    NetworkBuilder b;
    const NodeId lower = b.add_node({0, 0}, JunctionControl::police);
    const NodeId upper = b.add_node({0, 20}, JunctionControl::police);
    const NodeId south = b.add_node({0, -800});
    const NodeId north = b.add_node({0, 820});
    const auto link = [&](NodeId from, NodeId to, int lanes, LinkId reverse = {}) {
      return b.add_link(
          {.from = from, .to = to, .lanes = lanes, .free_speed_mps = 12, .reverse = reverse});
    };
    west_in = link(b.add_node({-800, 0}), lower, 2);
    east_out = link(lower, b.add_node({800, 0}), 2);
    east_in = link(b.add_node({800, 20}), upper, 2);
    west_out = link(upper, b.add_node({-800, 20}), 2);
    south_in = link(south, lower, 1);
    south_out = link(lower, south, 1, south_in);
    north_in = link(north, upper, 1);
    north_out = link(upper, north, 1, north_in);
    up = link(lower, upper, 1);
    down = link(upper, lower, 1, up);
    net = b.build();
    for (SignalPlan& plan : net.signal_plans) plan.kind = kind;
  }
  // Routes with their vehicles/h: 1,000 on each carriageway, 400 each way on the street; of each
  // stream 15 % turn to either side.
  [[nodiscard]] std::vector<std::pair<std::vector<LinkId>, double>> demand() const {
    return {{{west_in, east_out}, 700},        {{east_in, west_out}, 700},
            {{west_in, up, north_out}, 150},   {{west_in, south_out}, 150},
            {{east_in, down, south_out}, 150}, {{east_in, north_out}, 150},
            {{south_in, up, north_out}, 280},  {{north_in, down, south_out}, 280},
            {{south_in, east_out}, 60},        {{south_in, up, west_out}, 60},
            {{north_in, west_out}, 60},        {{north_in, down, east_out}, 60}};
  }
};

// Vehicles that leave in four hours.
double served(SignalKind kind) {
  const DualCarriageway x(kind);
  Traffic traffic(x.net, {});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  struct Stream {
    std::vector<LinkId> route;
    std::vector<float> times;
    std::size_t next = 0;
  };
  std::vector<Stream> streams;
  for (const auto& [route, per_hour] : x.demand())
    streams.push_back({route, poisson_times(per_hour / 3600, 4 * 3600, streams.size() + 1)});
  while (traffic.now() < 4 * 3600) {
    for (Stream& s : streams)
      for (; s.next < s.times.size() && s.times[s.next] <= traffic.now(); ++s.next)
        traffic.add_vehicle({.type = car, .route = s.route, .entry_share = 0, .exit_share = 1});
    traffic.step();
  }
  return traffic.counts().left;
}

// With fixed plans the queue on the short link shuts out the streams of a phase, while those of
// the other wait. By demand each node goes on to the phase that flows: of 11,200 vehicles nearly
// all leave in the four hours.
TEST(Police, NodesOfOneCrossingNeedNoCommonPlan) {
  const double fixed = served(SignalKind::fixed_time);
  const double by_demand = served(SignalKind::police);
  EXPECT_GT(by_demand, 1.05 * fixed);
  EXPECT_GT(by_demand, 0.93 * 4 * 2800);
}

}  // namespace
}  // namespace mwendo
