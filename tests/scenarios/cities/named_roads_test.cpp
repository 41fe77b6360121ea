// Named roads on the streets of the cities.
#include "scenarios/cities/named_roads.h"

#include <gtest/gtest.h>

#include "network/projection.h"
#include "network/spatial_index.h"
#include "scenarios/files/data_folder.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

TEST(NamedRoads, HaveBothDirectionsOfAStreet) {
  for (const std::string name : {"nairobi", "kampala", "addis-ababa"}) {
    Problems problems;
    const CityTables tables =
        read_city_tables((data_folder() / "cities" / name).string(), name, problems);
    problems.throw_if_any();
    const Network& net = loaded_city(name).network;
    const NamedLinks named = find_named_roads(tables, net);
    std::size_t of_one = 0;
    for (const LinkId l : net.links()) {
      const LinkId back = net.link.reverse[l];
      if (!back.valid()) continue;
      of_one += (named.road_of[l] == kNoRoad) != (named.road_of[back] == kNoRoad) ? 1 : 0;
    }
    EXPECT_EQ(of_one, 0U) << name;
  }
}

// At Donholm a link of 19 m runs across the course of the road.
TEST(NamedRoads, OuterRingRoadKeepsItsLanesAtACorner) {
  const Network& net = loaded_city("nairobi").network;
  const Point p = Projection(net.crs).to_metres(LonLat{36.8842, -1.2967});
  std::size_t found = 0;
  for (const LinkId l : net.links()) {
    if (net.link.source_id[l] != 7000000009528 || nearest_on(net, l, p).distance_m > 20) continue;
    ++found;
    EXPECT_EQ(net.lanes_of(l).size(), 2U);
  }
  EXPECT_EQ(found, 2U);
}

// A road of one lane a direction in the table of roads, where the map has two carriageways: these
// keep the two lanes that are usual.
TEST(NamedRoads, CarriagewaysKeepTheLanesOfTheirClass) {
  const Network& net = loaded_city("kampala").network;
  double narrow = 0;
  double all = 0;
  for (const LinkId l : net.links()) {
    const LinkFlags flags = net.link.flags[l];
    const bool main = net.link.road_class[l] <= RoadClass::primary;
    if (!main || (flags & kDualCarriageway) == 0 || (flags & kRampLink) != 0) continue;
    if (net.link.reverse[l].valid()) continue;
    all += double{net.link.length_m[l]};
    if (net.lanes_of(l).size() == 1) narrow += double{net.link.length_m[l]};
  }
  EXPECT_LT(narrow, 0.02 * all);  // those that have a tag, and pieces at junctions
}

// Waiyaki Way went without its lanes because the streets do not lead along all of it inbound.
TEST(NamedRoads, OfTheCitiesHaveTheirStreets) {
  for (const char* city : {"nairobi", "addis-ababa", "kampala", "dar-es-salaam"}) {
    Problems problems;
    const CityTables tables =
        read_city_tables((data_folder() / "cities" / city).string(), city, problems);
    problems.throw_if_any();
    const Network& net = loaded_city(city).network;
    const NamedLinks named = find_named_roads(tables, net);
    std::vector<double> both(tables.roads.size(), 0);  // m, both directions
    for (const LinkId l : net.links())
      if (named.road_of[l] != kNoRoad) both[named.road_of[l]] += double{net.link.length_m[l]};
    for (const RoadCoverage& c : named.coverage) {
      if (tables.roads[c.road].course == Course::poor || c.traced_m < 500) continue;
      EXPECT_GE(both[c.road], c.traced_m) << tables.roads[c.road].name;  // half of both directions
    }
  }
}

}  // namespace
}  // namespace mwendo
