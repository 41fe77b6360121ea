// By which turn a road goes on, and the lanes that this leaves to the others.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "network/assembly/builder.h"
#include "tests/support/lane_joins.h"

namespace mwendo {
namespace {

struct Way {
  double degrees;  // from straight on, positive to the median side
  int lanes = 1;
  std::string street = {};
  LinkFlags flags = 0;
};

// A road of two lanes from the west, and the ways on from its end.
struct Fork {
  Fork(DrivingSide side, const std::vector<Way>& ways) : builder({.driving_side = side}) {
    const NodeId end = builder.add_node({0, 0});
    in = builder.add_link({.from = builder.add_node({-300, 0}),
                           .to = end,
                           .lanes = 2,
                           .road_class = RoadClass::primary,
                           .street = "Main Street"});
    const double median = side == DrivingSide::left ? -1 : 1;  // to the right, to the left
    for (const Way& w : ways) {
      const double angle = median * w.degrees * std::numbers::pi / 180;
      out.push_back(
          builder.add_link({.from = end,
                            .to = builder.add_node({300 * std::cos(angle), 300 * std::sin(angle)}),
                            .lanes = w.lanes,
                            .road_class = RoadClass::primary,
                            .flags = w.flags,
                            .street = w.street}));
    }
    net = builder.build();
  }

  [[nodiscard]] bool goes_on_by(std::size_t way) const {
    for (const MovementId m : net.movements_of(in))
      if (net.movement.to[m] == out[way])
        return net.movement.direction[m] == TurnDirection::straight;
    return false;
  }
  [[nodiscard]] std::string joins(std::size_t way) const { return lane_joins(net, in, out[way]); }

  NetworkBuilder builder;
  LinkId in;
  std::vector<LinkId> out;
  Network net;
};

constexpr DrivingSide kSides[] = {DrivingSide::left, DrivingSide::right};

// The exit of a roundabout bends, and beside it is the way back into the circle.
TEST(WayOn, ABendIsTheWayOnWhereAllElseBendsFarMore) {
  for (const DrivingSide side : kSides) {
    const Fork fork(side, {{-48, 2}, {140, 2}});
    EXPECT_TRUE(fork.goes_on_by(0));
    EXPECT_EQ(fork.joins(0), "0>0 1>1");
    EXPECT_EQ(fork.joins(1), "1>0 1>1");
    EXPECT_FALSE(Fork(side, {{-48, 2}, {60, 2}}).goes_on_by(0)) << "a fork has no way on";
  }
}

TEST(WayOn, ARampIsNotTheWayOnEvenIfStraighter) {
  for (const DrivingSide side : kSides) {
    const Fork fork(side, {{-2, 1, "", kRampLink}, {20, 2}});
    EXPECT_TRUE(fork.goes_on_by(1));
    EXPECT_EQ(fork.joins(1), "0>0 1>1");
    EXPECT_EQ(fork.joins(0), "0>0");
    EXPECT_TRUE(Fork(side, {{-2, 1}, {20, 2}}).goes_on_by(0));
  }
}

TEST(WayOn, AStreetGoesOnByItsName) {
  for (const DrivingSide side : kSides) {
    EXPECT_TRUE(Fork(side, {{-45, 2}, {45, 2, "Main Street"}}).goes_on_by(1));
    EXPECT_TRUE(Fork(side, {{-5, 2, "Side Street"}, {25, 2, "Main Street"}}).goes_on_by(1));
    EXPECT_FALSE(Fork(side, {{-5, 2}, {90, 2, "Main Street"}}).goes_on_by(1)) << "it turns";
  }
}

// At the end of a dual carriageway one may turn back. Hardly anybody does.
TEST(WayOn, TheWayBackTakesNoLaneOfItsOwn) {
  for (const DrivingSide side : kSides) {
    const Fork fork(side, {{0, 1}, {150, 2}});
    EXPECT_EQ(fork.joins(0), "0>0 1>0");
    EXPECT_EQ(fork.joins(1), "1>0 1>1");
    const Fork crossing(side, {{0, 1}, {90, 2}});
    EXPECT_EQ(crossing.joins(0), "0>0") << "those who turn across get a lane";
  }
}

TEST(WayOn, TheSideThatLeadsToMoreLanesSharesOneOfTheOther) {
  for (const DrivingSide side : kSides) {
    const Fork wide(side, {{-90, 1}, {90, 2}});
    EXPECT_EQ(wide.joins(0), "0>0");
    EXPECT_EQ(wide.joins(1), "0>0 1>1");
    const Fork equal(side, {{-90, 2}, {90, 2}});
    EXPECT_EQ(equal.joins(0), "0>0 0>1");
    EXPECT_EQ(equal.joins(1), "1>0 1>1");
    const Fork kerb(side, {{-90, 2}, {90, 1}});
    EXPECT_EQ(kerb.joins(0), "0>0 1>1");
    EXPECT_EQ(kerb.joins(1), "1>0");
  }
}

}  // namespace
}  // namespace mwendo
