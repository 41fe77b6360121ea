#include "scenarios/cities/local_streets.h"

#include <gtest/gtest.h>

#include <set>

#include "network/conflate/geometry.h"

namespace mwendo {
namespace {

using namespace conflate;

// A ring of streets round a square of `size` metres, and a grid cell with people in its middle.
struct Town {
  CityTables tables;
  StreetSheet sheet;
  std::vector<std::uint32_t> corners;
};

Town ring(double size, double people, const OsmTags& tags = {{{"highway", "secondary"}}}) {
  Town town{{}, StreetSheet({{-200, -200}, {size + 200, size + 200}}), {}};
  for (const Point p : {Point{0, 0}, Point{size, 0}, Point{size, size}, Point{0, size}})
    town.corners.push_back(town.sheet.add_node(p));
  for (std::size_t i = 0; i < 4; ++i)
    town.sheet.add_way({.id = 1, .tags = tags}, {town.corners[i], town.corners[(i + 1) % 4]});
  if (people > 0) town.tables.grid.push_back({"c", {size / 2, size / 2}, people, true});
  return town;
}

double made_up_km(Town& town, const LocalStreetRule& rule = {}) {
  return add_local_streets(town.tables, town.sheet, 1, rule).length_m / 1000;
}

TEST(LocalStreets, AreMadeUpWherePeopleLiveFarFromStreetsOnly) {
  Town dense = ring(1800, 8000);
  EXPECT_GT(made_up_km(dense), 3);
  Town empty = ring(1800, 1000);  // 810 people a square kilometre
  EXPECT_EQ(made_up_km(empty), 0);
  Town small = ring(450, 8000);  // no place is 250 m from a street
  EXPECT_EQ(made_up_km(small), 0);
}

TEST(LocalStreets, WithoutAGridStandBetweenStreetsOnAllSides) {
  Town closed = ring(1200, 0);
  EXPECT_GT(made_up_km(closed, {.spacing_m = 250, .streets_per_km2 = 0.5}), 0.5);
  // A shore: the same ring without its eastern side.
  Town shore{{}, StreetSheet({{-500, -500}, {3500, 1700}}), {}};
  const auto a = shore.sheet.add_node({600, 0});
  const auto b = shore.sheet.add_node({0, 0});
  const auto c = shore.sheet.add_node({0, 1200});
  const auto d = shore.sheet.add_node({600, 1200});
  shore.sheet.add_way({.id = 1, .tags = {{{"highway", "secondary"}}}}, {a, b, c, d});
  (void)add_local_streets(shore.tables, shore.sheet, 1, {.spacing_m = 250, .streets_per_km2 = 0.2});
  for (const Point p : shore.sheet.nodes()) EXPECT_LE(p.x, 1000);
}

TEST(LocalStreets, CrossNoStreetAndJoinIt) {
  Town town = ring(2400, 12000);
  // A street that ends inside; the mesh must go round it or join it.
  const auto inner = town.sheet.add_node({1200, 1300});
  const auto edge = town.sheet.node_on({0, {1200, 0}, 0}, 1);
  town.sheet.add_way({.id = 2, .tags = {{{"highway", "tertiary"}}}}, {edge, inner});
  const std::size_t before = town.sheet.segments().size();
  ASSERT_GT(made_up_km(town), 4);
  const auto& nodes = town.sheet.nodes();
  const auto made_up = [&](const SheetSegment& s) {
    return town.sheet.ways()[s.way].id == kMadeUpWay;
  };
  for (const SheetSegment& s : town.sheet.segments()) {
    if (!made_up(s)) continue;
    for (const SheetSegment& t : town.sheet.segments()) {
      if (made_up(t) || s.a == t.a || s.a == t.b || s.b == t.a || s.b == t.b) continue;
      EXPECT_FALSE(crossing(nodes[s.a], nodes[s.b], nodes[t.a], nodes[t.b]).has_value());
    }
  }
  EXPECT_GT(town.sheet.segments().size(), before);
}

TEST(LocalStreets, AreConnectedWithStreetsOfTheTables) {
  Town town = ring(2400, 12000);
  ASSERT_GT(made_up_km(town), 4);
  std::set<std::uint32_t> reached{town.corners[0]};
  std::vector<std::uint32_t> open{town.corners[0]};
  while (!open.empty()) {
    const std::uint32_t n = open.back();
    open.pop_back();
    for (const std::uint32_t s : town.sheet.incident(n))
      if (reached.insert(town.sheet.other_end(s, n)).second)
        open.push_back(town.sheet.other_end(s, n));
  }
  for (const SheetSegment& s : town.sheet.segments()) EXPECT_TRUE(reached.contains(s.a));
}

TEST(LocalStreets, LeaveCarriagewaysAndTrunkRoadsAlone) {
  Town dual = ring(1800, 8000, {{{"highway", "primary"}, {"oneway", "yes"}}});
  EXPECT_EQ(made_up_km(dual), 0);
  Town trunk = ring(1800, 8000, {{{"highway", "trunk"}}});
  EXPECT_EQ(made_up_km(trunk), 0);
}

}  // namespace
}  // namespace mwendo
