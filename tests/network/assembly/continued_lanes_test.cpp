// Links without a known number of lanes take those of the street they go on from.
#include "network/assembly/continued_lanes.h"

#include <gtest/gtest.h>

namespace mwendo {
namespace {

struct Part {
  double metres = 100;
  int lanes = 1;
  bool silent = false;
  RoadClass road_class = RoadClass::primary;
  bool two_way = false;
};

// Parts one after the other to the east.
std::vector<std::size_t> lanes_after(const std::vector<Part>& parts, double bend_m = 0) {
  NetworkBuilder builder;
  std::vector<LinkId> links;
  std::vector<LinkId> silent;
  NodeId at = builder.add_node({0, 0});
  double x = 0;
  double y = 0;
  for (const Part& p : parts) {
    x += p.metres;
    y = p.silent ? y + bend_m : y;
    const NodeId next = builder.add_node({x, y});
    const LinkSpec spec{.from = at, .to = next, .lanes = p.lanes, .road_class = p.road_class};
    links.push_back(p.two_way ? builder.add_street(spec).first : builder.add_link(spec));
    if (p.silent) silent.push_back(links.back());
    at = next;
  }
  (void)continue_lanes(builder, silent);
  const Network net = builder.build();
  std::vector<std::size_t> n;
  for (const LinkId l : links) n.push_back(net.lanes_of(l).size());
  return n;
}

using Counts = std::vector<std::size_t>;
constexpr Part kSilent{.silent = true};

TEST(ContinuedLanes, AreTheLesserOfBothEnds) {
  EXPECT_EQ(lanes_after({{.lanes = 2}, kSilent, kSilent, {.lanes = 2}}), (Counts{2, 2, 2, 2}));
  EXPECT_EQ(lanes_after({{.lanes = 3}, kSilent, {.lanes = 2}}), (Counts{3, 2, 2}));
  EXPECT_EQ(lanes_after({{.lanes = 3}, kSilent, {.lanes = 1}}), (Counts{3, 1, 1}));
}

TEST(ContinuedLanes, OfAOneWayStreetAreThoseOfItsOnlyKnownEnd) {
  EXPECT_EQ(lanes_after({{.lanes = 3}, kSilent, kSilent}), (Counts{3, 3, 3}));
  EXPECT_EQ(lanes_after({kSilent, {.lanes = 2}}), (Counts{2, 2}));
  EXPECT_EQ(lanes_after({{.lanes = 2}, {.metres = 301, .silent = true}, kSilent}),
            (Counts{2, 2, 1}));
  Part there_and_back = kSilent;
  there_and_back.two_way = true;
  EXPECT_EQ(lanes_after({{.lanes = 2}, there_and_back}), (Counts{2, 1}));
}

TEST(ContinuedLanes, EndWhereTheClassOrTheDirectionChanges) {
  Part lesser = kSilent;
  lesser.road_class = RoadClass::tertiary;
  EXPECT_EQ(lanes_after({{.lanes = 2}, lesser, {.lanes = 2}}), (Counts{2, 1, 2}));
  EXPECT_EQ(lanes_after({{.lanes = 2}, kSilent}, 90), (Counts{2, 2}));
  EXPECT_EQ(lanes_after({{.lanes = 2}, kSilent}, 110), (Counts{2, 1}));
}

TEST(ContinuedLanes, NeverTakeAnyAway) {
  EXPECT_EQ(lanes_after({{.lanes = 1}, {.lanes = 3, .silent = true}, {.lanes = 2}}),
            (Counts{1, 3, 2}));
}

// The lane of a ramp is none of the street.
TEST(ContinuedLanes, LeaveLanesOfRampsOut) {
  NetworkBuilder builder;
  const NodeId a = builder.add_node({0, 0});
  const NodeId b = builder.add_node({100, 0});
  const NodeId c = builder.add_node({200, 0});
  builder.add_link({.from = a, .to = b, .lanes = 3, .flags = kAuxiliaryLane});
  const LinkId silent = builder.add_link({.from = b, .to = c});
  EXPECT_EQ(continue_lanes(builder, {silent}), 1U);
  EXPECT_EQ(builder.build().lanes_of(silent).size(), 2U);
}

}  // namespace
}  // namespace mwendo
