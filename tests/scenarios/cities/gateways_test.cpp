// Where people from around a city enter it.
#include "scenarios/cities/gateways.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "network/projection.h"
#include "scenarios/cities/city.h"
#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

// A secondary road from A to B; the lane to C is residential.
class Ring : public testing::Test {
 protected:
  AsciiCity city_{"C---A---B",
                  {.metres_per_column = 200,
                   .streets = {{"AB", {.lanes = 1, .road_class = RoadClass::secondary}},
                               {"CA", {.lanes = 1, .road_class = RoadClass::residential}}}}};
  CityTables tables_;

  void SetUp() override { tables_.grid.push_back({}); }
  void add(const char* ring, double people, std::optional<double> income, char beside) {
    Point at = city_.net.node.position[city_.node(beside)];
    at.y += 5000;
    tables_.districts.push_back({"a district", "sub-county", ring, people, income, at});
  }
};

TEST_F(Ring, ADistrictEntersAtTheNearestMainRoad) {
  add("metro ring", 1000, 2, 'C');
  add("metro ring", 500, {}, 'B');
  add("metro ring", 300, {}, 'B');
  add("core", 9000, {}, 'B');
  const std::vector<Gateway> gates = gateways_to_ring(tables_, city_.net);
  ASSERT_EQ(gates.size(), 2U);
  EXPECT_EQ(gates[0].node, city_.node('A'));
  EXPECT_EQ(gates[0].weight, 2000);
  EXPECT_EQ(gates[1].node, city_.node('B'));
  EXPECT_EQ(gates[1].weight, 800);
}

TEST_F(Ring, ZonesWithoutAGridHoldTheRing) {
  add("metro ring", 1000, {}, 'B');
  tables_.grid.clear();
  EXPECT_TRUE(gateways_to_ring(tables_, city_.net).empty());
}

// Ruiru, Juja and Thika lie on Thika Road; from the west one comes by Waiyaki Way and Ngong Road.
TEST(Gateways, OfNairobiLieOnItsRadialRoads) {
  const CityWorld city = load_city("nairobi");
  const auto& gates = city.zones.gateways;
  const auto most = std::max_element(gates.begin(), gates.end(),
                                     [](auto& a, auto& b) { return a.weight < b.weight; });
  ASSERT_NE(most, gates.end());
  const auto at = Projection(city.network.crs).to_degrees(city.network.node.position[most->node]);
  EXPECT_NEAR(at.lat, -1.150, 0.01);
  EXPECT_NEAR(at.lon, 36.962, 0.01);
  const double sum = std::accumulate(gates.begin(), gates.end(), 0.0,
                                     [](double s, const Gateway& g) { return s + g.weight; });
  EXPECT_NEAR(most->weight / sum, 0.32, 0.02);
}

}  // namespace
}  // namespace mwendo
