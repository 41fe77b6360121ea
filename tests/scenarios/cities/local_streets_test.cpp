#include "scenarios/cities/local_streets.h"

#include <gtest/gtest.h>

#include "network/conflate/street_index.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {
namespace {

using namespace conflate;

struct City {
  CityTables tables;
  CityStreets streets;
  std::size_t main_nodes = 0, main_edges = 0;
  double added_m = 0;
};

const City& nairobi() {
  static const City city = [] {
    Problems problems;
    City c;
    c.tables = read_city_tables((data_folder() / "cities/nairobi").string(), "nairobi", problems);
    problems.throw_if_any();
    c.streets = merge_streets(c.tables);
    c.main_nodes = c.streets.graph.nodes.size();
    c.main_edges = c.streets.graph.edges.size();
    c.added_m = add_local_streets(c.tables, c.streets);
    return c;
  }();
  return city;
}

TEST(LocalStreets, MainStreetsKeepTheirIdsAndNames) {
  Problems problems;
  const CityStreets before = merge_streets(nairobi().tables);
  const CityStreets& after = nairobi().streets;
  ASSERT_EQ(after.road_of_edge.size(), after.graph.edges.size());
  for (std::size_t e = 0; e < nairobi().main_edges; ++e) {
    ASSERT_EQ(after.graph.edges[e].line, before.graph.edges[e].line);
    ASSERT_EQ(after.road_of_edge[e], before.road_of_edge[e]);
  }
  for (std::size_t e = nairobi().main_edges; e < after.graph.edges.size(); ++e)
    ASSERT_EQ(after.graph.edges[e].from.rank, kRankLocal);
}

TEST(LocalStreets, AreLongerThanTheMainStreetsAndOfBlockLength) {
  const auto& edges = nairobi().streets.graph.edges;
  double main_m = 0;
  for (std::size_t e = 0; e < nairobi().main_edges; ++e) main_m += edges[e].length_m;
  EXPECT_GT(nairobi().added_m, main_m);
  EXPECT_LT(nairobi().added_m, 4 * main_m);
  for (std::size_t e = nairobi().main_edges; e < edges.size(); ++e) {
    EXPECT_GE(edges[e].length_m, 80);
    EXPECT_LE(edges[e].length_m, 500);
  }
}

TEST(LocalStreets, CrossNoMainStreetAndLeaveDividedRoadsAlone) {
  const City& c = nairobi();
  StreetGraph main = c.streets.graph;
  main.edges.resize(c.main_edges);
  main.nodes.resize(c.main_nodes);
  const StreetIndex index(main, 200);
  for (std::size_t e = c.main_edges; e < c.streets.graph.edges.size(); ++e) {
    const StreetEdge& local = c.streets.graph.edges[e];
    const Point middle = (local.line.front() + local.line.back()) * 0.5;
    for (const NearStreet& near : index.near(middle, local.length_m / 2 + 5)) {
      const StreetEdge& street = main.edges[near.edge];
      const bool joined =
          street.a == local.a || street.b == local.a || street.a == local.b || street.b == local.b;
      if (joined) {
        const std::uint32_t road = c.streets.road_of_edge[near.edge];
        EXPECT_TRUE(road == kNoRoad || !c.tables.roads[road].dual) << e;
        continue;
      }
      if (street.from.rank >= kRankElevated) continue;
      for (std::size_t i = 0; i + 1 < street.line.size(); ++i)
        EXPECT_FALSE(
            crossing(local.line.front(), local.line.back(), street.line[i], street.line[i + 1])
                .has_value())
            << e;
    }
  }
}

TEST(LocalStreets, AreConnectedWithTheMainStreets) {
  const StreetGraph& g = nairobi().streets.graph;
  std::vector<char> reached(g.nodes.size(), 0);
  std::vector<std::uint32_t> open;
  for (std::uint32_t n = 0; n < nairobi().main_nodes; ++n) reached[n] = 1, open.push_back(n);
  while (!open.empty()) {
    const std::uint32_t n = open.back();
    open.pop_back();
    for (const std::uint32_t e : g.incident[n]) {
      const std::uint32_t other = g.other_end(e, n);
      if (reached[other] == 0) reached[other] = 1, open.push_back(other);
    }
  }
  EXPECT_EQ(std::count(reached.begin(), reached.end(), 0), 0);
}

}  // namespace
}  // namespace mwendo
