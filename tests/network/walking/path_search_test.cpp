#include "network/walking/path_search.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace mwendo {
namespace {

TailedArc arc(std::uint32_t tail, std::uint32_t head, float cost, float length_m,
              std::uint32_t link) {
  return {NodeId{tail}, {NodeId{head}, LinkId{link}, cost, length_m}};
}

// 0 -> 1 -> 3 costs 3 + 4, 0 -> 2 -> 3 costs 5 + 1, 0 -> 3 costs 8; nothing leads to 4.
PathGraph diamond() {
  return make_path_graph(5, {arc(0, 1, 3, 30, 10), arc(1, 3, 4, 40, 11), arc(0, 2, 5, 100, 12),
                             arc(2, 3, 1, 10, 13), arc(0, 3, 8, 20, 14)});
}

TEST(PathSearch, TakesTheLeastCostNotTheShortestWay) {
  const PathGraph graph = diamond();
  PathSearch search(graph);
  search.run(NodeId{0});
  EXPECT_EQ(search.cost(NodeId{0}), 0);
  EXPECT_EQ(search.cost(NodeId{3}), 6);
  EXPECT_EQ(search.length_m(NodeId{3}), 110);
  EXPECT_EQ(search.links_to(NodeId{3}), (std::vector{LinkId{12}, LinkId{13}}));
  EXPECT_TRUE(search.links_to(NodeId{0}).empty());
  EXPECT_FALSE(search.reached(NodeId{4}));
}

TEST(PathSearch, VisitsThePathFromItsEndWithTheMetresBefore) {
  const PathGraph graph = diamond();
  PathSearch search(graph);
  search.run(NodeId{0});
  std::vector<std::pair<LinkId, float>> seen;
  search.visit_path(NodeId{3}, [&](LinkId l, float at) { seen.emplace_back(l, at); });
  EXPECT_EQ(seen, (std::vector{std::pair{LinkId{13}, 100.0F}, std::pair{LinkId{12}, 0.0F}}));
}

TEST(PathSearch, TheLimitOfCostIsReachedAndNotPassed) {
  const PathGraph graph = diamond();
  PathSearch search(graph);
  search.run(NodeId{0}, 5);
  EXPECT_EQ(search.cost(NodeId{2}), 5);
  EXPECT_FALSE(search.reached(NodeId{3}));
  search.run(NodeId{0}, 6);
  EXPECT_TRUE(search.reached(NodeId{3}));
}

TEST(PathSearch, ASearchIsAsNewWhenItIsUsedAgain) {
  const PathGraph graph = diamond();
  PathSearch search(graph);
  search.run(NodeId{0});
  search.run(NodeId{2});
  EXPECT_EQ(search.cost(NodeId{3}), 1);
  EXPECT_EQ(search.length_m(NodeId{3}), 10);
  EXPECT_FALSE(search.reached(NodeId{0}));
  EXPECT_FALSE(search.reached(NodeId{1}));
}

TEST(PathSearch, ArcsAreSortedByTailAndKeepTheirOrder) {
  const PathGraph graph =
      make_path_graph(3, {arc(2, 0, 1, 1, 5), arc(0, 1, 1, 1, 6), arc(2, 1, 1, 1, 7)});
  EXPECT_EQ(graph.nodes(), 3U);
  EXPECT_EQ(graph.arcs.count_of(NodeId{0}), 1U);
  EXPECT_EQ(graph.arcs.count_of(NodeId{1}), 0U);
  ASSERT_EQ(graph.arcs.count_of(NodeId{2}), 2U);
  EXPECT_EQ(graph.arcs.begin_of(NodeId{2})[0].link, LinkId{5});
  EXPECT_EQ(graph.arcs.begin_of(NodeId{2})[1].link, LinkId{7});
}

// Costs are whole numbers, so that sums are exact. The plain method: improve until nothing changes.
RC_GTEST_PROP(PathSearch, AgreesWithBellmanAndFord, ()) {
  const auto nodes = *rc::gen::inRange<std::uint32_t>(1, 12);
  const auto node = rc::gen::inRange<std::uint32_t>(0, nodes);
  const auto drawn =
      *rc::gen::container<std::vector<std::tuple<std::uint32_t, std::uint32_t, int>>>(
          rc::gen::tuple(node, node, rc::gen::inRange(0, 50)));
  std::vector<TailedArc> arcs;
  for (const auto& [tail, head, cost] : drawn) {
    const auto link = static_cast<std::uint32_t>(arcs.size());
    arcs.push_back(arc(tail, head, static_cast<float>(cost), static_cast<float>(link), link));
  }
  std::vector<float> least(nodes, PathSearch::kUnreached);
  least[0] = 0;
  for (std::uint32_t round = 0; round < nodes; ++round)
    for (const TailedArc& a : arcs)
      if (least[a.tail.value] < PathSearch::kUnreached)
        least[a.arc.head.value] =
            std::min(least[a.arc.head.value], least[a.tail.value] + a.arc.cost);
  const PathGraph graph = make_path_graph(nodes, arcs);
  PathSearch search(graph);
  search.run(NodeId{0});
  for (std::uint32_t n = 0; n < nodes; ++n) {
    RC_ASSERT(search.cost(NodeId{n}) == least[n]);
    if (!search.reached(NodeId{n})) continue;
    // The links of the way lead there, and their costs and lengths add up to the label.
    float cost = 0;
    float length = 0;
    NodeId at{0};
    for (const LinkId l : search.links_to(NodeId{n})) {
      RC_ASSERT(arcs[l.value].tail == at);
      at = arcs[l.value].arc.head;
      cost += arcs[l.value].arc.cost;
      length += arcs[l.value].arc.length_m;
    }
    RC_ASSERT(at == NodeId{n});
    RC_ASSERT(cost == least[n]);
    RC_ASSERT(length == search.length_m(NodeId{n}));
  }
}

}  // namespace
}  // namespace mwendo
