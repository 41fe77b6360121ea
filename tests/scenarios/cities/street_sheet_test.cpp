#include "scenarios/cities/street_sheet.h"

#include <gtest/gtest.h>

namespace mwendo {
namespace {

using conflate::kNothing;

StreetSheet cross() {
  StreetSheet sheet({{-1000, -1000}, {1000, 1000}});
  const auto west = sheet.add_node({-500, 0});
  const auto middle = sheet.add_node({0, 0});
  const auto east = sheet.add_node({500, 0});
  const auto north = sheet.add_node({0, 400});
  sheet.add_way({.id = 1, .tags = {}}, {west, middle, middle, east});
  sheet.add_way({.id = 2, .tags = {}, .round = 1, .apart = true}, {north, middle});
  return sheet;
}

TEST(StreetSheet, FindsTheNearestByDirectionRoundAndLevel) {
  const StreetSheet sheet = cross();
  const Point p{20, 60};
  EXPECT_EQ(sheet.ways()[sheet.segments()[sheet.nearest(p, {.radius_m = 100})->segment].way].id, 2);
  const auto along = sheet.nearest(p, {.radius_m = 100, .direction = Point{-1, 0}});
  ASSERT_TRUE(along.has_value());
  EXPECT_DOUBLE_EQ(along->distance_m, 60);
  EXPECT_EQ(along->point, (Point{20, 0}));
  EXPECT_DOUBLE_EQ(sheet.nearest(p, {.radius_m = 100, .before_round = 1})->distance_m, 60);
  EXPECT_DOUBLE_EQ(sheet.nearest(p, {.radius_m = 100, .with_apart = false})->distance_m, 60);
  EXPECT_FALSE(sheet.nearest(p, {.radius_m = 10}).has_value());
}

TEST(StreetSheet, ANodeOnAStreetIsAnEndOrCutsIt) {
  StreetSheet sheet = cross();
  EXPECT_EQ(sheet.node_on(*sheet.nearest({8, 3}, {.radius_m = 5, .with_apart = false}), 10), 1U);
  const auto n = sheet.node_on(*sheet.nearest({300, 3}, {.radius_m = 5}), 10);
  EXPECT_EQ(sheet.nodes()[n], (Point{300, 0}));
  EXPECT_EQ(sheet.incident(n).size(), 2U);
  const OsmData data = sheet.to_osm(Projection("EPSG:32736"));
  EXPECT_EQ(data.ways[0].nodes, (std::vector<std::int64_t>{0, 1, n, 2}));  // in order
}

TEST(StreetSheet, WithinMeasuresAlongTheStreets) {
  StreetSheet sheet = cross();
  EXPECT_TRUE(sheet.within(2, 3, 900));
  EXPECT_FALSE(sheet.within(2, 3, 899));
  const auto alone = sheet.add_node({10, 10});
  EXPECT_FALSE(sheet.within(2, alone, 1e9));
}

}  // namespace
}  // namespace mwendo
