// The usage example of network/routing/cch.h.
#include <gtest/gtest.h>

#include "network/routing/cch.h"

namespace mwendo {
namespace {

// Arcs 0: 0->1, 1: 0->2, 2: 1->2. By way of node 1 the path costs 4 + 5 = 9, less than 10; with
// 12 in place of 5 the direct arc is shorter. Nothing leaves node 2.
TEST(ExampleCch, OrderContractionCustomisationQuery) {
  const CsrGraph graph{{0, 2, 3, 3}, {1, 2, 2}};
  const CchOrder order = metis_order(graph);
  const Cch cch(order, graph);
  const CchMetric metric = cch.customise(std::vector<CchWeight>{4, 10, 5});
  CchQuery query(cch, metric);
  std::vector<std::uint32_t> arcs;
  EXPECT_EQ(query.run(0, 2), 9U);
  query.path(arcs);
  EXPECT_EQ(arcs, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_GE(query.run(2, 0), kUnreachable);

  const CchMetric slower = cch.customise(std::vector<CchWeight>{4, 10, 12});
  CchQuery again(cch, slower);
  EXPECT_EQ(again.run(0, 2), 10U);
  again.path(arcs);
  EXPECT_EQ(arcs, (std::vector<std::uint32_t>{1}));
}

}  // namespace
}  // namespace mwendo
