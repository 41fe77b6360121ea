// The way between kerb and platform of a BRT corridor.
#include <gtest/gtest.h>

#include "scenarios/measures/brt_corridor.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

// Walks to the platforms along Jogoo Road in Nairobi, m.
std::vector<float> walks(StationAccess access) {
  BrtCorridorMeasure m;
  m.name = "Jogoo";
  m.waypoints = {{36.83387, -1.288}, {36.86198, -1.29635}, {36.88419, -1.29668}};
  m.station_spacing_m = 800;
  m.peak_headway_s = 120;
  m.station_access = access;
  Problems problems;
  const CityWorld w = apply(loaded_city("nairobi"), m, problems);
  EXPECT_TRUE(problems.all().empty());
  std::vector<float> found;
  for (const StopId s : w.transit.stops())
    if (w.transit.stop.kind[s] == StopKind::brt_station)
      found.push_back(w.transit.stop.platform_walk_m[s]);
  return found;
}

// Of one to four lanes of 3 to 4 m, and the wait.
TEST(BrtAccess, PlatformsAreReachedOverTheLanesOfTraffic) {
  const auto crossed = walks(StationAccess::crossing);
  ASSERT_EQ(crossed.size(), 16U);
  const float wait = platform_walk_m(StationAccess::crossing, 0);
  for (const float walk : crossed) {
    EXPECT_GE(walk, wait + 3);
    EXPECT_LE(walk, wait + 16);
  }
}

TEST(BrtAccess, IsNothingAtTheKerbAndLongestByAFootbridge) {
  const auto level = walks(StationAccess::level);
  const auto crossed = walks(StationAccess::crossing);
  const auto bridged = walks(StationAccess::footbridge);
  ASSERT_EQ(bridged.size(), crossed.size());
  for (std::size_t i = 0; i < crossed.size(); ++i) {
    EXPECT_EQ(level[i], 0);
    EXPECT_GT(bridged[i], crossed[i] + 100);
  }
}

}  // namespace
}  // namespace mwendo
