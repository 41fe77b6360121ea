#include <gtest/gtest.h>

#include "network/assembly/generate.h"
#include "network/projection.h"
#include "network/spatial_index.h"
#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

TEST(Projection, CitiesAndBack) {
  EXPECT_EQ(utm_crs({36.82, -1.29}), "EPSG:32737");
  EXPECT_EQ(utm_crs({38.75, 9.0}), "EPSG:32637");
  EXPECT_EQ(utm_crs({32.58, 0.31}), "EPSG:32636");
  for (const LonLat place : {LonLat{36.8219, -1.2921}, LonLat{36.6, -1.48}}) {
    const Projection p(utm_crs(place));
    const LonLat back = p.to_degrees(p.to_metres(place));
    EXPECT_NEAR(back.lon, place.lon, 1e-8);
    EXPECT_NEAR(back.lat, place.lat, 1e-8);
  }
}

// A degree of longitude on the central meridian's equator spans 0.9996 of 111,319.49 m.
TEST(Projection, ScaleOnTheCentralMeridian) {
  const Projection p("EPSG:32636");
  EXPECT_NEAR(p.to_metres({33, 0}).x, 500000, 0.001);
  EXPECT_NEAR(distance(p.to_metres({33, 0}), p.to_metres({33.001, 0})), 111.3195 * 0.9996, 0.01);
}

TEST(Projection, BadInput) {
  EXPECT_THROW(Projection("EPSG:1"), std::invalid_argument);
  EXPECT_THROW((void)Projection("EPSG:32737").to_metres({36, 95}), std::domain_error);
}

TEST(SpatialIndex, NearestLinkAndPosition) {
  const AsciiCity city("A---B\n|   |\nC---D");
  const LinkIndex index(city.net);
  const Point a = city.net.node.position[city.node('A')];
  const auto near = index.nearest({a.x + 50, a.y + 10}, 100);
  ASSERT_TRUE(near);
  EXPECT_EQ(city.name_of(near->link), "AB");
  EXPECT_DOUBLE_EQ(near->distance_m, 10);
  EXPECT_DOUBLE_EQ(near->position_m, 50);
  EXPECT_FALSE(index.nearest({a.x, a.y + 500}, 100));
  const auto filtered =
      index.nearest({a.x + 50, a.y + 10}, 1000, [&](LinkId l) { return city.name_of(l) == "DC"; });
  ASSERT_TRUE(filtered);
  EXPECT_EQ(city.name_of(filtered->link), "DC");
}

TEST(SpatialIndex, EqualsLookingAtEverything) {
  const Network net = generate_grid({.rows = 20, .columns = 14, .seed = 9});
  const LinkIndex links(net);
  const NodeIndex nodes(net);
  for (int i = 0; i < 200; ++i) {
    const Point place{-200.0 + 13.7 * i, 2900.0 - 16.1 * i};
    double best_link = 1e300;
    for (const LinkId l : net.links())
      best_link = std::min(best_link, nearest_on(net, l, place).distance_m);
    double best_node = 1e300;
    for (const Point p : net.node.position) best_node = std::min(best_node, distance(p, place));
    EXPECT_EQ(links.nearest(place, 1e5)->distance_m, best_link);
    EXPECT_EQ(nodes.nearest(place, 1e5)->distance_m, best_node);
  }
}

}  // namespace
}  // namespace mwendo
