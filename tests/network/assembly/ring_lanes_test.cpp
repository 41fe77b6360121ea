// Roundabouts without a known number of lanes are as wide as their widest entry.
#include "network/assembly/ring_lanes.h"

#include <gtest/gtest.h>

namespace mwendo {
namespace {

// A ring of four links, entered by streets of one lane and by one of `entry` lanes.
struct Ring {
  NetworkBuilder builder;
  std::vector<LinkId> ring;
  Ring(int entry, LinkFlags flags) {
    const Point corner[4] = {{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    std::vector<NodeId> at;
    for (const Point p : corner) at.push_back(builder.add_node(p));
    for (std::size_t i = 0; i < 4; ++i) {
      ring.push_back(builder.add_link({.from = at[i],
                                       .to = at[(i + 1) % 4],
                                       .flags = static_cast<LinkFlags>(kRoundaboutRing | flags)}));
      const NodeId away = builder.add_node({corner[i].x * 10 - 100, corner[i].y * 10 - 100});
      builder.add_street({.from = away, .to = at[i], .lanes = i == 2 ? entry : 1});
    }
  }
  [[nodiscard]] std::vector<std::size_t> lanes() const {
    const Network net = builder.build();
    std::vector<std::size_t> n;
    for (const LinkId l : ring) n.push_back(net.lanes_of(l).size());
    return n;
  }
};

using Counts = std::vector<std::size_t>;

TEST(RingLanes, AreThoseOfTheWidestEntryAllRound) {
  Ring r(3, kAssumedLanes);
  EXPECT_EQ(set_ring_lanes(r.builder), 4);
  EXPECT_EQ(r.lanes(), (Counts{3, 3, 3, 3}));
}

TEST(RingLanes, AreThreeAtMost) {
  Ring r(5, kAssumedLanes);
  set_ring_lanes(r.builder);
  EXPECT_EQ(r.lanes(), (Counts{3, 3, 3, 3}));
}

TEST(RingLanes, StayWhereTheyAreKnown) {
  Ring r(3, 0);
  EXPECT_EQ(set_ring_lanes(r.builder), 0);
  EXPECT_EQ(r.lanes(), (Counts{1, 1, 1, 1}));
}

}  // namespace
}  // namespace mwendo
