#include <gtest/gtest.h>

#include <cmath>

#include "network/conflate/street_graph.h"
#include "network/conflate/trace_merge.h"

namespace mwendo::conflate {
namespace {

SegmentGraph merged(const std::vector<Line>& traces) {
  SegmentGraph graph(box_of(traces, 200), 64);
  for (const Line& trace : traces) insert_trace(graph, trace, {1, 1, 0}, {});
  CleanReport report;
  clean(graph, {}, report);
  return graph;
}

StreetGraph cross() {
  // A main street east-west and one that crosses it in the middle.
  return to_streets(merged({{{0, 0}, {2000, 0}}, {{1000, -800}, {1000, 800}}}), 500);
}

TEST(TraceMerge, TwoTracesOfOneStreetBecomeOne) {
  const auto graph = merged({{{0, 0}, {500, 4}, {1000, 0}}, {{1000, 20}, {480, 15}, {0, 12}}});
  // The first trace gives the geometry: two pieces of hypot(500, 4) m.
  EXPECT_NEAR(graph.total_length(), 2 * std::hypot(500, 4), 0.001);
  EXPECT_EQ(to_streets(graph, 5000).edges.size(), 1U);
}

TEST(TraceMerge, StreetsFartherApartThanTheRadiusStayTwo) {
  const auto graph = merged({{{0, 0}, {1000, 0}}, {{0, 80}, {1000, 80}}});
  EXPECT_NEAR(graph.total_length(), 2080, 0.001);  // an island 80 m away gets a link
  const auto joined = merged({{{0, 0}, {1000, 0}}, {{0, 80}, {1000, 80}}, {{500, 0}, {500, 80}}});
  EXPECT_NEAR(joined.total_length(), 2080, 0.001);
}

TEST(TraceMerge, ADualRoadTakesInItsServiceRoads) {
  const std::vector<Line> traces{{{0, 0}, {2000, 0}}, {{500, 60}, {1500, 60}}};
  SegmentGraph graph(box_of(traces, 200), 64);
  insert_trace(graph, traces[0], {0, 1, 75}, {});
  insert_trace(graph, traces[1], {1, 1, 0}, {});
  EXPECT_NEAR(graph.total_length(), 2000, 0.001);
}

TEST(TraceMerge, CrossingStreetsMeetAtOneJunction) {
  const StreetGraph streets = cross();
  int junctions = 0;
  for (const auto& edges : streets.incident) junctions += edges.size() == 4 ? 1 : 0;
  EXPECT_EQ(junctions, 1);
  EXPECT_NEAR(streets.total_length(), 3600, 0.001);
}

TEST(TraceMerge, ABranchLeavesTheStreetWhereTheTracesPart) {
  const auto graph = merged({{{0, 0}, {2000, 0}}, {{0, 10}, {1000, 10}, {1700, 700}}});
  const StreetGraph streets = to_streets(graph, 5000);
  EXPECT_EQ(streets.edges.size(), 3U);
  EXPECT_NEAR(streets.total_length(), 2000 + 1000, 80);
}

TEST(TraceMerge, SameInputSameGraph) {
  const std::vector<Line> traces{{{0, 0}, {900, 30}}, {{850, 0}, {400, 500}}, {{0, 9}, {700, 9}}};
  const StreetGraph a = to_streets(merged(traces), 300);
  const StreetGraph b = to_streets(merged(traces), 300);
  EXPECT_EQ(a.nodes, b.nodes);
  ASSERT_EQ(a.edges.size(), b.edges.size());
  for (std::size_t i = 0; i < a.edges.size(); ++i) EXPECT_EQ(a.edges[i].line, b.edges[i].line);
}

TEST(StreetGraph, SplitsLongEdgesInEqualParts) {
  const StreetGraph streets = to_streets(merged({{{0, 0}, {1000, 0}}}), 300);
  ASSERT_EQ(streets.edges.size(), 4U);
  for (const StreetEdge& e : streets.edges) EXPECT_NEAR(e.length_m, 250, 1e-6);
}

}  // namespace
}  // namespace mwendo::conflate
