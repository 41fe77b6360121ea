// The workbench of streets and each rule of cleaning, on drawings of a few segments.
#include "network/conflate/segment_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "network/conflate/street_graph.h"
#include "network/conflate/street_index.h"

namespace mwendo::conflate {
namespace {

NearQuery within(double radius_m, double widest_m = 0) {
  NearQuery q;
  q.radius_m = radius_m;
  q.widest_m = widest_m;
  return q;
}

struct Bench : SegmentGraph {
  Bench() : SegmentGraph({{-1000, -1000}, {1000, 1000}}, 64) {}
  // A straight street; ends at a vertex that is there already are joined to it.
  void street(Point a, Point b, Provenance from = {}) { add_segment(vertex(a), vertex(b), from); }
  VertexIndex vertex(Point p) {
    for (VertexIndex v = 0; v < vertices().size(); ++v)
      if (distance(vertices()[v], p) < 0.5) return v;
    return add_vertex(p);
  }
  [[nodiscard]] std::size_t live() const {
    return static_cast<std::size_t>(std::count_if(segments().begin(), segments().end(),
                                                  [](const Segment& s) { return s.alive; }));
  }
  CleanReport cleaned(const CleanRule& rule = {}) {
    CleanReport report;
    clean(*this, rule, report);
    return report;
  }
};

TEST(SegmentGraph, CutsLongPiecesInEqualParts) {
  Bench g;
  g.street({0, 0}, {150, 0});  // three of 50 m
  EXPECT_EQ(g.live(), 3U);
  for (SegmentIndex s = 0; s < 3; ++s) EXPECT_DOUBLE_EQ(g.length(s), 50);
  EXPECT_DOUBLE_EQ(g.total_length(), 150);
}

TEST(SegmentGraph, ASecondPieceBetweenTwoVerticesIsTheSamePiece) {
  Bench g;
  g.street({0, 0}, {50, 0}, {.rank = 2, .uses = 3, .reach_m = 10});
  g.street({50, 0}, {0, 0}, {.rank = 1, .uses = 4, .reach_m = 20});
  ASSERT_EQ(g.segments().size(), 1U);
  EXPECT_EQ(g.segments()[0].from.rank, 1U);
  EXPECT_EQ(g.segments()[0].from.uses, 7U);
  EXPECT_EQ(g.segments()[0].from.reach_m, 20);
  g.add_segment(0, 0, {});
  EXPECT_EQ(g.segments().size(), 1U);
}

TEST(SegmentGraph, FindsTheNearestWithinReachAndDirection) {
  Bench g;
  g.street({0, 0}, {50, 0});
  g.street({20, 10}, {20, 50});
  EXPECT_DOUBLE_EQ(g.nearest({10, 5}, {})->distance_m, 5);
  EXPECT_EQ(g.nearest({22, 12}, {})->segment, 1U);
  EXPECT_EQ(g.nearest({22, 12}, {.direction = Point{1, 0}})->segment, 0U);
  EXPECT_EQ(g.nearest({22, 12}, {.direction = Point{-1, 0}})->segment, 0U);  // either way
  EXPECT_FALSE(g.nearest({10, -41}, within(40)));
  EXPECT_TRUE(g.nearest({10, -40}, within(41)));
}

TEST(SegmentGraph, AWideStreetReachesFartherThanTheQuery) {
  Bench g;
  g.street({0, 0}, {50, 0}, {.reach_m = 75});
  EXPECT_FALSE(g.nearest({10, 60}, within(40)));
  EXPECT_TRUE(g.nearest({10, 60}, within(40, 80)));
  EXPECT_FALSE(g.nearest({10, 60}, within(40, 50)));
  EXPECT_FALSE(g.nearest({10, 76}, within(40, 80)));
}

TEST(SegmentGraph, APieceMeetsTheStreetsThatItCrosses) {
  Bench g;
  g.street({-25, 0}, {25, 0});
  g.street({-25, 20}, {25, 20});
  g.add_crossing(g.vertex({0, -10}), g.vertex({0, 30}), {});
  int junctions = 0;
  for (VertexIndex v = 0; v < g.vertices().size(); ++v) junctions += g.degree(v) == 4 ? 1 : 0;
  EXPECT_EQ(junctions, 2);
  EXPECT_DOUBLE_EQ(g.total_length(), 50 + 50 + 40);
  EXPECT_EQ(g.live(), 2U + 2U + 3U);
}

TEST(SegmentGraph, AVertexOnAPieceIsAnEndOrSplitsIt) {
  Bench g;
  g.street({0, 0}, {50, 0});
  EXPECT_EQ(g.vertex_on(0, {4, 0}, 5), g.vertex({0, 0}));
  EXPECT_EQ(g.live(), 1U);
  const VertexIndex v = g.vertex_on(0, {20, 0}, 5);
  EXPECT_EQ(g.degree(v), 2U);
  EXPECT_EQ(g.live(), 2U);
  EXPECT_DOUBLE_EQ(g.total_length(), 50);
}

TEST(SegmentGraph, MergedVerticesKeepAllStreetsButTheOneBetweenThem) {
  Bench g;
  g.street({0, 0}, {10, 0});
  g.street({0, 0}, {0, 50});
  g.street({10, 0}, {0, 50});
  g.street({10, 0}, {50, 0});
  g.merge_vertices(g.vertex({0, 0}), g.vertex({10, 0}));
  EXPECT_EQ(g.degree(g.vertex({10, 0})), 0U);
  EXPECT_EQ(g.degree(g.vertex({0, 0})), 2U);  // the two to (0, 50) are one now
  EXPECT_DOUBLE_EQ(g.total_length(), 50 + 50);
}

TEST(SegmentGraph, WithinMeasuresAlongTheStreets) {
  Bench g;
  g.street({0, 0}, {50, 0});
  g.street({50, 0}, {50, 50});
  g.street({50, 50}, {0, 50});
  const auto joined = [&](double limit) {
    return g.within(g.vertex({0, 0}), g.vertex({0, 50}), limit);
  };
  EXPECT_FALSE(joined(149));
  EXPECT_TRUE(joined(150));
  g.remove(1);
  EXPECT_FALSE(joined(1e6));
}

TEST(SegmentGraph, FindsAVertexWhereItWasMovedTo) {
  Bench g;
  g.street({0, 0}, {50, 0});
  g.move_vertex(g.vertex({50, 0}), {0, 400});
  EXPECT_TRUE(g.nearest({5, 390}, {}));
  EXPECT_FALSE(g.nearest({50, 0}, within(40)));
}

// Cleaning. A main street of 800 m from west to east stands in all of these.
struct Main : Bench {
  Main() {
    for (int x = -400; x < 400; x += 50) street({static_cast<double>(x), 0}, {x + 50.0, 0});
  }
};

TEST(Clean, ADeadEndNearAStreetIsJoinedToIt) {
  Main g;
  g.street({100, 40}, {100, 240});  // ends 40 m from the street; 45 m are joined
  const CleanReport r = g.cleaned();
  EXPECT_EQ(r.snapped_ends, 1);
  EXPECT_DOUBLE_EQ(g.total_length(), 800 + 240);
  EXPECT_EQ(g.degree(g.vertex({100, 40})), 2U);  // by a new piece; the end stays where it is
  Main far;
  far.street({100, 46}, {100, 240});
  EXPECT_EQ(far.cleaned({.island_m = 0}).snapped_ends, 0);
}

TEST(Clean, ShortStubsGoAndLongOnesStay) {
  Main g;
  g.street({100, 0}, {100, 59});  // 1 m short of a street
  g.street({-100, 0}, {-100, 61});
  const CleanReport r = g.cleaned();
  EXPECT_EQ(r.dropped_stubs, 1);
  EXPECT_DOUBLE_EQ(g.total_length(), 800 + 61);
}

// A stalk and a triangle at its end: 2 x 50 + 71 = 171 m of 250 m go, with the stalk of 50 m that
// is left; 2 x 80 + 113 = 273 m stay.
TEST(Clean, ShortLoopsGoAndThenTheirStalks) {
  Main g;
  const auto racket = [&](double x, double side) {
    g.street({x, 0}, {x, side});
    g.street({x, side}, {x + side, side});
    g.street({x + side, side}, {x + side, 2 * side});
    g.street({x + side, 2 * side}, {x, side});
  };
  racket(-200, 50);
  racket(200, 80);
  const CleanReport r = g.cleaned();
  EXPECT_EQ(r.dropped_loops, 1);
  EXPECT_EQ(r.dropped_stubs, 1);
  EXPECT_NEAR(g.total_length(), 800 + 3 * 80 + 80 * std::sqrt(2), 1e-9);
}

TEST(Clean, TheLesserOfTwoParallelsGoes) {
  Main g;
  // A way round of 20 m beside the main street, used less.
  g.street({0, 0}, {25, 20}, {.rank = 1});
  g.street({25, 20}, {75, 20}, {.rank = 1});
  g.street({75, 20}, {100, 0}, {.rank = 1});
  const CleanReport r = g.cleaned();
  EXPECT_EQ(r.dropped_parallels, 1);
  EXPECT_DOUBLE_EQ(g.total_length(), 800);
}

TEST(Clean, CloseJunctionsBecomeOneAndTheBusierStays) {
  Main g;
  // Two streets end at the main street 30 m apart, the one at 0 is used by many.
  g.vertex_on(8, {30, 0}, 1);  // segment 8 leads from 0 to 50
  g.street({0, 0}, {0, 300}, {.uses = 50});
  g.street({30, 0}, {30, -300});
  const CleanReport r = g.cleaned();
  EXPECT_EQ(r.merged_junctions, 1);
  const VertexIndex v = g.vertex({0, 0});
  EXPECT_EQ(g.degree(v), 4U);
  EXPECT_EQ(g.degree(g.vertex({30, 0})), 0U);
}

TEST(Clean, IslandsNearTheMainPartAreJoinedAndOthersGo) {
  Main g;
  g.street({-200, 140}, {200, 140});
  g.street({-100, 400}, {100, 400});  // 260 m from the next
  const CleanReport r = g.cleaned();
  EXPECT_EQ(r.joined_islands, 1);
  EXPECT_EQ(r.dropped_islands, 1);
  EXPECT_DOUBLE_EQ(r.dropped_island_m, 200);
  EXPECT_DOUBLE_EQ(g.total_length(), 800 + 400 + 140);
}

TEST(Chains, LeadFromJunctionToJunctionAndRoundRings) {
  Bench g;
  g.street({0, 0}, {150, 0}, {.rank = 3, .uses = 2});
  g.street({150, 0}, {250, 0}, {.rank = 1, .uses = 7});
  auto chains = chains_of(g);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_DOUBLE_EQ(chains[0].length_m, 250);
  EXPECT_EQ(chains[0].from.rank, 1U);
  EXPECT_EQ(chains[0].from.uses, 4U);  // (3 x 2 + 2 x 7) / 5 pieces
  EXPECT_EQ(line_of(g, chains[0]).size(), 6U);
  Bench ring;
  ring.street({0, 0}, {50, 0});
  ring.street({50, 0}, {50, 50});
  ring.street({50, 50}, {0, 0});
  chains = chains_of(ring);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(chains[0].first(), chains[0].last());
  EXPECT_EQ(to_streets(ring, 1000).edges.size(), 3U);  // no edge from a node to itself
}

TEST(StreetGraph, SplitsAnEdgeOrTakesANearEnd) {
  StreetGraph s;
  const auto a = s.add_node({0, 0});
  const auto b = s.add_node({100, 0});
  const auto e = s.add_edge(a, b, {{0, 0}, {100, 0}}, {.rank = 4});
  EXPECT_EQ(s.split(e, 9, 10), a);
  EXPECT_EQ(s.split(e, 91, 10), b);
  const auto middle = s.split(e, 30, 10);
  ASSERT_EQ(s.edges.size(), 2U);
  EXPECT_EQ(s.other_end(e, a), middle);
  EXPECT_EQ(s.other_end(1, b), middle);
  EXPECT_DOUBLE_EQ(s.edges[e].length_m, 30);
  EXPECT_DOUBLE_EQ(s.edges[1].length_m, 70);
  EXPECT_EQ(s.edges[1].from.rank, 4U);
  EXPECT_EQ(s.incident[middle], (std::vector<std::uint32_t>{e, 1}));
  EXPECT_EQ(s.incident[b], std::vector<std::uint32_t>{1});
  EXPECT_DOUBLE_EQ(s.total_length(), 100);
}

// The index against looking at every street.
TEST(StreetIndex, FindsAllWithinReachNearestFirst) {
  StreetGraph s;
  for (int i = 0; i < 60; ++i) {
    const Point a{(i * 137) % 900 - 450.0, (i * 211) % 700 - 350.0};
    const Point b = a + Point{(i * 31) % 200 - 100.0, (i * 47) % 160 - 80.5};
    s.add_edge(s.add_node(a), s.add_node(b), {a, b}, {});
  }
  const StreetIndex index(s, 80);
  for (int i = 0; i < 100; ++i) {
    const Point p{(i * 61) % 1200 - 600.0, (i * 89) % 1000 - 500.0};
    const double radius = 10.0 + 3 * i;
    std::vector<std::pair<double, std::uint32_t>> expected;
    for (std::uint32_t e = 0; e < s.edges.size(); ++e) {
      const double d = project(p, s.edges[e].line).distance_m;
      if (d <= radius) expected.emplace_back(d, e);
    }
    std::sort(expected.begin(), expected.end());
    std::vector<std::pair<double, std::uint32_t>> found;
    for (const NearStreet& n : index.near(p, radius)) found.emplace_back(n.foot.distance_m, n.edge);
    EXPECT_EQ(found, expected) << i;
  }
}

TEST(BoxOf, HoldsAllPointsAndAMargin) {
  const Box box = box_of({{{1, 2}, {5, -4}}, {{-3, 0}}}, 10);
  EXPECT_EQ(box.low, (Point{-13, -14}));
  EXPECT_EQ(box.high, (Point{15, 12}));
  EXPECT_EQ(box_of({}, 10).high, (Point{0, 0}));
}

}  // namespace
}  // namespace mwendo::conflate
