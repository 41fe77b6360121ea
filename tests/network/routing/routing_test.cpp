#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "network/assembly/generate.h"
#include "network/routing/cch.h"
#include "network/routing/router.h"
#include "tests/support/ascii_city.h"
#include "tests/support/reference_paths.h"

namespace mwendo {
namespace {

std::uint64_t path_weight(const CsrGraph& graph, const std::vector<CchWeight>& weights,
                          const std::vector<std::uint32_t>& arcs, std::uint32_t& at) {
  std::uint64_t sum = 0;
  for (const std::uint32_t a : arcs) {
    EXPECT_TRUE(graph.first_out[at] <= a && a < graph.first_out[at + 1]) << "the path breaks";
    sum += weights[a];
    at = graph.head[a];
  }
  return sum;
}

// Distances of `sources` to all targets (every step-th) and their paths against Boost.Graph.
void expect_equal_to_reference(const CsrGraph& graph, const std::vector<CchWeight>& weights,
                               const std::vector<std::uint32_t>& sources, std::uint32_t step = 1) {
  const Cch cch(metis_order(graph), graph);
  const CchMetric metric = cch.customise(weights);
  CchQuery query(cch, metric);
  ReferencePaths reference(graph, weights);
  std::vector<std::uint32_t> targets;
  for (std::uint32_t t = 0; t < graph.node_count(); t += step) targets.push_back(t);
  CchSkim skim(cch, metric, targets);
  std::vector<CchWeight> table(sources.size() * targets.size());
  skim.run(sources, table);
  std::vector<std::uint32_t> arcs;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto& distance = reference.from(sources[i]);
    for (std::size_t j = 0; j < targets.size(); ++j) {
      const CchWeight d = query.run(sources[i], targets[j]);
      ASSERT_EQ(d, distance[targets[j]]) << sources[i] << " to " << targets[j];
      ASSERT_EQ(table[i * targets.size() + j], d) << "skim " << sources[i] << " " << targets[j];
      query.path(arcs);
      if (d >= kUnreachable) {
        EXPECT_TRUE(arcs.empty());
        continue;
      }
      std::uint32_t at = sources[i];
      ASSERT_EQ(path_weight(graph, weights, arcs, at), d);
      ASSERT_EQ(at, targets[j]);
    }
  }
}

std::vector<std::uint32_t> all_nodes(const CsrGraph& graph) {
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t v = 0; v < graph.node_count(); ++v) nodes.push_back(v);
  return nodes;
}

TEST(Cch, EqualsDijkstraOnADrawnCity) {
  const AsciiCity city(R"(
   A---B>>>C---G
   |\  |   |
   | \ |   ^
   |  \|   |
   D---E---F   Y---Z
)",
                       {.streets = {{"AE", {.road_class = RoadClass::primary}}}});
  const RoadGraph road = make_road_graph(city.net, kCar);
  expect_equal_to_reference(road.graph, road_weights(road, free_flow_seconds(city.net)),
                            all_nodes(road.graph));
  const StreetGraph walk = make_walk_graph(city.net);
  expect_equal_to_reference(walk.graph, length_weights(city.net, walk), all_nodes(walk.graph));
}

TEST(Cch, EqualsDijkstraOnAGrid) {
  const Network net = generate_grid({.rows = 25, .columns = 30, .seed = 2});
  const RoadGraph road = make_road_graph(net, kCar);
  expect_equal_to_reference(road.graph, road_weights(road, free_flow_seconds(net)),
                            {0, 17, 400, 1203, road.graph.node_count() - 1}, 3);
  const StreetGraph cycle = make_cycle_graph(net);
  expect_equal_to_reference(cycle.graph, length_weights(net, cycle), {0, 749, 311});
}

TEST(Cch, ClosedArcsAndSecondMetric) {
  const Network net = generate_grid({.rows = 8, .columns = 8});
  const RoadGraph road = make_road_graph(net, kCar);
  std::vector<CchWeight> weights = road_weights(road, free_flow_seconds(net));
  for (std::uint32_t a = 0; a < weights.size(); a += 3) weights[a] = 0xFFFFFFFFU;
  for (std::uint32_t a = 1; a < weights.size(); a += 3) weights[a] = 0;
  expect_equal_to_reference(road.graph, weights, all_nodes(road.graph), 5);
}

TEST(Cch, GraphsWithoutArcsOrNodes) {
  const CsrGraph lonely{{0, 0, 0, 0}, {}};
  expect_equal_to_reference(lonely, {}, {0, 1, 2});
  const CsrGraph empty;
  EXPECT_EQ(Cch(metis_order(empty), empty).node_count(), 0U);
  const CsrGraph loop{{0, 1}, {0}};
  expect_equal_to_reference(loop, {5}, {0});
}

TEST(Cch, SizesAreChecked) {
  const CsrGraph graph{{0, 1, 2}, {1, 0}};
  const Cch cch(metis_order(graph), graph);
  EXPECT_THROW((void)cch.customise(std::vector<CchWeight>{1}), std::invalid_argument);
  EXPECT_THROW(Cch(CchOrder{{0, 0}}, graph), std::invalid_argument);
  EXPECT_THROW(Cch(CchOrder{{0}}, graph), std::invalid_argument);
}

// Any directed multigraph with loops and zero weights.
RC_GTEST_PROP(CchProperty, EqualsDijkstraOnRandomGraphs, ()) {
  const auto n = *rc::gen::inRange<std::uint32_t>(1, 40);
  const auto m = *rc::gen::inRange<std::uint32_t>(0, 160);
  const auto ends =
      *rc::gen::container<std::vector<std::uint32_t>>(2 * m, rc::gen::inRange<std::uint32_t>(0, n));
  const auto drawn =
      *rc::gen::container<std::vector<std::uint32_t>>(m, rc::gen::inRange<std::uint32_t>(0, 50));
  const std::vector<std::uint32_t> tails(ends.begin(), ends.begin() + m);
  const std::vector<std::uint32_t> heads(ends.begin() + m, ends.end());
  std::vector<std::uint32_t> order;
  const CsrGraph graph = make_csr(n, tails, heads, order);
  std::vector<CchWeight> weights;
  for (const std::uint32_t i : order) weights.push_back(drawn[i]);
  const Cch cch(metis_order(graph), graph);
  const CchMetric metric = cch.customise(weights);
  CchQuery query(cch, metric);
  ReferencePaths reference(graph, weights);
  for (std::uint32_t s = 0; s < n; ++s) {
    const auto& distance = reference.from(s);
    for (std::uint32_t t = 0; t < n; ++t) {
      RC_ASSERT(query.run(s, t) == distance[t]);
      std::vector<std::uint32_t> arcs;
      query.path(arcs);
      std::uint32_t at = s;
      std::uint64_t sum = 0;
      for (const std::uint32_t a : arcs) {
        RC_ASSERT(graph.first_out[at] <= a && a < graph.first_out[at + 1]);
        sum += weights[a];
        at = graph.head[a];
      }
      if (distance[t] < kUnreachable) RC_ASSERT(at == t && sum == distance[t]);
    }
  }
}

TEST(Router, ObeysForbiddenTurnsAndOneWays) {
  AsciiCity city(R"(
   A---B---C
   |   |   |
   D---E---F
)");
  const auto names = [&](const Route& route) {
    std::string text;
    for (const LinkId l : route.links) text += (text.empty() ? "" : " ") + city.name_of(l);
    return text;
  };
  const RoadRouter free(city.net, kCar);
  const Route direct = RoadRouter::Search(free).route(city.node('A'), city.node('E'));
  EXPECT_EQ(direct.links.size(), 2U);
  const double hop = 200 / (50 / 3.6);
  EXPECT_NEAR(direct.seconds, hop + 100 / (50 / 3.6), 0.001);
  city.builder.forbid_turn(city.link("AB"), city.link("BE"));
  city.builder.forbid_turn(city.link("AD"), city.link("DE"));
  city.net = city.builder.build();
  const RoadRouter router(city.net, kCar);
  EXPECT_EQ(names(RoadRouter::Search(router).route(city.node('A'), city.node('E'))), "AB BC CF FE");
}

TEST(Router, FollowsExperiencedTimesAndPermissions) {
  LinkSpec busway;
  busway.permissions = kBrt;
  busway.road_class = RoadClass::busway;
  const AsciiCity city(R"(
   A---B---C
   |       |
   D---E---F
)",
                       {.streets = {{"BC", busway}}});
  const RoadRouter cars(city.net, kCar);
  EXPECT_EQ(RoadRouter::Search(cars).route(city.node('A'), city.node('C')).links.size(), 4U);
  RoadRouter brt(city.net, kBrt);
  EXPECT_EQ(RoadRouter::Search(brt).route(city.node('A'), city.node('C')).links.size(), 2U);
  std::vector<float> times = free_flow_seconds(city.net);
  times[city.link("BC").value] = 1000;
  brt.customise(times);
  EXPECT_EQ(RoadRouter::Search(brt).route(city.node('A'), city.node('C')).links.size(), 4U);
}

TEST(Router, WhereThereIsNoWay) {
  const AsciiCity city("A---B   C---D   E>>>F");
  const RoadRouter cars(city.net, kCar);
  RoadRouter::Search search(cars);
  EXPECT_TRUE(search.route(city.node('A'), city.node('D')).links.empty());
  EXPECT_EQ(search.seconds(city.node('F'), city.node('E')),
            std::numeric_limits<double>::infinity());
  EXPECT_EQ(search.route(city.node('A'), city.node('A')).seconds, 0);
  const WalkRouter walk(city.net);
  WalkRouter::Search feet(walk);
  const WalkRoute back = feet.route(city.node('F'), city.node('E'));
  EXPECT_DOUBLE_EQ(back.metres, 200);
  ASSERT_EQ(back.legs.size(), 1U);
  EXPECT_TRUE(back.legs[0].against);
}

}  // namespace
}  // namespace mwendo
