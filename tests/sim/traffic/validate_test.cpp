#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "network/base/assert.h"
#include "sim/traffic/peek.h"
#include "sim/traffic/traffic.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// Two cars, one behind the other, on a road of one lane.
struct TwoCars {
  Network net = straight_road({.links = 2, .length_m = 500});
  Traffic traffic{net, {}};
  traffic::LaneIndex at;

  TwoCars() {
    const TypeIndex car = add_type(traffic, VehicleClass::car);
    const std::vector<LinkId> route = {LinkId{0}, LinkId{1}};
    for (const float share : {0.5F, 0.2F})
      traffic.add_vehicle({.type = car, .route = route, .entry_share = share});
    traffic.step();
    traffic::TrafficState& s = traffic::Peek::state(traffic);
    at = s.link[s.link_of[LinkId{0}]].first_lane;
  }
  traffic::Lane& lane() { return traffic::Peek::state(traffic).lane[at]; }
  std::string fault() {
    try {
      traffic.validate();
    } catch (const std::logic_error& e) {
      return e.what();
    }
    return "";
  }
};

TEST(Validate, ASoundStateHasNoFault) {
  TwoCars cars;
  ASSERT_EQ(cars.lane().count, 2);
  EXPECT_EQ(cars.fault(), "");
}

TEST(Validate, FindsANegativeSpeed) {
  TwoCars cars;
  cars.lane().data[0].speed = -1;
  EXPECT_NE(cars.fault().find("negative speed"), std::string::npos);
}

TEST(Validate, FindsAVehicleBeyondItsLink) {
  TwoCars cars;
  cars.lane().data[0].position = 501;
  EXPECT_NE(cars.fault().find("outside the link"), std::string::npos);
}

TEST(Validate, FindsVehiclesThatOverlap) {
  TwoCars cars;
  cars.lane().data[1].position = cars.lane().data[0].position - 1;
  EXPECT_NE(cars.fault().find("overlap"), std::string::npos);
}

TEST(Validate, FindsALostVehicle) {
  TwoCars cars;
  --cars.lane().count;
  EXPECT_NE(cars.fault().find("vehicles lost"), std::string::npos);
}

TEST(Validate, AStepOfAValidatingBuildEndsWithIt) {
  TwoCars cars;
  --cars.lane().count;
  if (kValidates)
    EXPECT_THROW(cars.traffic.step(), std::logic_error);
  else
    EXPECT_NO_THROW(cars.traffic.step());
}

TEST(Contract, SaysWhereAndWhat) {
  try {
    contract_broken("file.cpp", 7, "the type was not added");
  } catch (const std::logic_error& e) {
    EXPECT_STREQ(e.what(), "file.cpp:7: the type was not added");
  }
}

TEST(Contract, IsCheckedInAValidatingBuild) {
  const auto breaks = [] { MW_ASSERT(1 > 2, "one is not more than two"); };
  if (kValidates)
    EXPECT_THROW(breaks(), std::logic_error);
  else
    EXPECT_NO_THROW(breaks());
}

}  // namespace
}  // namespace mwendo
