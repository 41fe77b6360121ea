#include "network/assembly/auxiliary_lanes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "network/validate.h"
#include "tests/support/lane_joins.h"

namespace mwendo {
namespace {

std::size_t lanes(const Network& net, LinkId l) { return net.lanes_of(l).size(); }

// A road from west to east in parts that meet at x = 0 and further points, and ramps of one lane.
struct Road {
  explicit Road(DrivingSide driving, RoadClass c = RoadClass::trunk, std::vector<int> with = {2, 2},
                std::vector<double> ends = {0, 1000})
      : builder({.driving_side = driving}), kerb(driving == DrivingSide::left ? 1 : -1) {
    NodeId from = builder.add_node({-800, 0});
    for (std::size_t i = 0; i < ends.size(); ++i) {
      nodes.push_back(builder.add_node({ends[i], 0}));
      links.push_back(builder.add_link({.from = from,
                                        .to = nodes.back(),
                                        .lanes = with[i],
                                        .free_speed_mps = 25,
                                        .road_class = c}));
      from = nodes.back();
    }
  }
  // `side`: 1 from the kerb side; `slope`: metres aside for each metre along.
  LinkId on_ramp(NodeId at, double side = 1, double slope = 0.3) {
    const double x = builder.node(at).position.x;
    return ramp(builder.add_node({x - 200, side * kerb * slope * 200}), at);
  }
  LinkId off_ramp(NodeId at) {
    const double x = builder.node(at).position.x;
    return ramp(at, builder.add_node({x + 200, kerb * 60}));
  }
  LinkId ramp(NodeId from, NodeId to) {
    return builder.add_link({.from = from,
                             .to = to,
                             .lanes = ramp_lanes,
                             .free_speed_mps = 14,
                             .road_class = RoadClass::trunk});
  }
  Network build() {
    add_auxiliary_lanes(builder, report);
    return builder.build();
  }

  NetworkBuilder builder;
  double kerb;
  int ramp_lanes = 1;
  std::vector<NodeId> nodes;
  std::vector<LinkId> links;
  BuildReport report;
};

constexpr DrivingSide kSides[] = {DrivingSide::left, DrivingSide::right};

TEST(AuxiliaryLanes, AnAccelerationLaneOf200MetresFollowsARamp) {
  for (const DrivingSide side : kSides) {
    Road road(side);
    const LinkId ramp = road.on_ramp(road.nodes[0]);
    const Network net = road.build();
    const LinkId joined = road.links[1];
    const LinkId behind{static_cast<LinkId::Raw>(net.links().size() - 1)};
    EXPECT_EQ(road.report.count_of("acceleration lanes put behind ramps"), 1U);
    EXPECT_FLOAT_EQ(net.link.length_m[joined], 200);
    EXPECT_FLOAT_EQ(net.link.length_m[behind], 800);
    EXPECT_EQ(lanes(net, joined), 3U);
    EXPECT_EQ(lane_joins(net, ramp, joined), "0>0");
    EXPECT_EQ(lane_joins(net, road.links[0], joined), "0>1 1>2");
    EXPECT_EQ(lane_joins(net, joined, behind), "1>0 2>1") << "the lane at the kerb ends";
    for (const MovementId m : net.movements_of(ramp)) EXPECT_TRUE(net.conflicts_of(m).empty());
    const Network again = NetworkBuilder::from_network(net).build();
    EXPECT_EQ(lane_joins(again, joined, behind), "1>0 2>1");
    EXPECT_EQ(lane_joins(again, ramp, joined), "0>0");
  }
}

TEST(AuxiliaryLanes, ARampOfTwoLanesGetsTwo) {
  Road road(DrivingSide::left, RoadClass::trunk, {3, 3});
  road.ramp_lanes = 2;
  const LinkId ramp = road.on_ramp(road.nodes[0]);
  const Network net = road.build();
  const LinkId behind{static_cast<LinkId::Raw>(net.links().size() - 1)};
  EXPECT_EQ(lane_joins(net, ramp, road.links[1]), "0>0 1>1");
  EXPECT_EQ(lane_joins(net, road.links[0], road.links[1]), "0>2 1>3 2>4");
  EXPECT_EQ(lane_joins(net, road.links[1], behind), "2>0 3>1 4>2");
}

TEST(AuxiliaryLanes, ADecelerationLaneOf120MetresLeadsToARamp) {
  for (const DrivingSide side : kSides) {
    Road road(side);
    const LinkId ramp = road.off_ramp(road.nodes[0]);
    const Network net = road.build();
    const LinkId last{static_cast<LinkId::Raw>(net.links().size() - 1)};
    EXPECT_EQ(road.report.count_of("deceleration lanes put before ramps"), 1U);
    EXPECT_FLOAT_EQ(net.link.length_m[last], 120);
    EXPECT_EQ(lane_joins(net, road.links[0], last), "0>0 0>1 1>2") << "the kerb lane widens";
    EXPECT_EQ(lane_joins(net, last, ramp), "0>0");
    EXPECT_EQ(lane_joins(net, last, road.links[1]), "1>0 2>1");
  }
}

TEST(AuxiliaryLanes, BetweenTwoNearRampsTheLaneGoesThrough) {
  Road road(DrivingSide::left, RoadClass::trunk, {2, 2, 2}, {0, 400, 1400});
  const LinkId on = road.on_ramp(road.nodes[0]);
  const LinkId off = road.off_ramp(road.nodes[1]);
  const Network net = road.build();
  EXPECT_EQ(net.links().size(), 5U) << "nothing is split";
  EXPECT_EQ(lane_joins(net, on, road.links[1]), "0>0");
  EXPECT_EQ(lane_joins(net, road.links[1], off), "0>0");
  EXPECT_EQ(lane_joins(net, road.links[1], road.links[2]), "1>0 2>1");
}

TEST(AuxiliaryLanes, AShortLinkIsNotSplit) {
  Road road(DrivingSide::left, RoadClass::motorway, {2, 2, 2}, {0, 150, 1400});
  road.on_ramp(road.nodes[0]);
  const Network net = road.build();
  EXPECT_EQ(lanes(net, road.links[1]), 3U);
  EXPECT_EQ(lane_joins(net, road.links[1], road.links[2]), "1>0 2>1");
}

// Maps draw the lane where it is long: two lanes, three behind the ramp, two again.
TEST(AuxiliaryLanes, ALaneOfTheMapIsTaken) {
  Road road(DrivingSide::left, RoadClass::trunk, {2, 3, 3, 2}, {0, 150, 300, 1400});
  const LinkId ramp = road.on_ramp(road.nodes[0]);
  const Network net = road.build();
  EXPECT_EQ(road.report.count_of("acceleration lanes found behind ramps"), 1U);
  EXPECT_EQ(net.links().size(), 5U);
  EXPECT_EQ(lane_joins(net, ramp, road.links[1]), "0>0");
  EXPECT_EQ(lane_joins(net, road.links[0], road.links[1]), "0>1 1>2");
  EXPECT_EQ(lane_joins(net, road.links[1], road.links[2]), "0>0 1>1 2>2");
  EXPECT_EQ(lane_joins(net, road.links[2], road.links[3]), "1>0 2>1");
}

TEST(AuxiliaryLanes, OtherJunctionsStayAsTheyAre) {
  const auto added = [](Road road, double side, double slope) {
    road.on_ramp(road.nodes[0], side, slope);
    const std::size_t links = road.builder.link_count();
    const Network net = road.build();
    EXPECT_TRUE(road.report.entries.empty());
    return net.links().size() - links;
  };
  EXPECT_EQ(added(Road(DrivingSide::left), -1, 0.3), 0U) << "from the median side";
  EXPECT_EQ(added(Road(DrivingSide::left), 1, 2.0), 0U) << "at 63 degrees";
  EXPECT_EQ(added(Road(DrivingSide::left, RoadClass::primary), 1, 0.3), 0U) << "a street";
  Road signal(DrivingSide::left);
  signal.builder.node(signal.nodes[0]).control = JunctionControl::signal;
  EXPECT_EQ(added(signal, 1, 0.3), 0U) << "a signal";
}

TEST(SplitLink, TurnsAtItsEndStartFromTheNewPart) {
  NetworkBuilder builder;
  const NodeId a = builder.add_node({0, 0});
  const NodeId b = builder.add_node({100, 100});
  const NodeId c = builder.add_node({200, 100});
  const NodeId d = builder.add_node({100, 200});
  const LinkId l =
      builder.add_link({.from = a, .to = b, .geometry = {{0, 0}, {100, 0}, {100, 100}}});
  const LinkId east = builder.add_link({.from = b, .to = c});
  const LinkId north = builder.add_link({.from = b, .to = d});
  builder.forbid_turn(l, east);
  builder.set_turn_speed(l, north, 3);
  const LinkId second = builder.split_link(l, 130);
  const Network net = builder.build();
  EXPECT_TRUE(validate(net).empty());
  EXPECT_FLOAT_EQ(net.link.length_m[l], 130);
  EXPECT_FLOAT_EQ(net.link.length_m[second], 70);
  EXPECT_EQ(net.node.position[net.link.to[l]], (Point{100, 30}));
  EXPECT_EQ(lane_joins(net, l, second), "0>0");
  EXPECT_EQ(lane_joins(net, second, east), "") << "still forbidden";
  EXPECT_EQ(lane_joins(net, second, north), "0>0");
  EXPECT_FLOAT_EQ(net.movement.speed_mps[*net.movements_of(second).begin()], 3);
  EXPECT_THROW(builder.split_link(l, 130), std::invalid_argument);
  const auto [there, back] = builder.add_street({.from = c, .to = d});
  EXPECT_THROW(builder.split_link(there, 10), std::invalid_argument);
}

}  // namespace
}  // namespace mwendo
