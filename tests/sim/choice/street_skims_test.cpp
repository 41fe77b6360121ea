// A grid of 15 x 15 nodes, 400 m apart: 14 m/s on rows and columns 2, 7 and 12, 8 m/s elsewhere.
// A zone is 3 x 3 nodes; its centre is the node in its middle, so zone (x, y) stands at node
// (3x + 1, 3y + 1).
#include "sim/choice/street_skims.h"

#include <gtest/gtest.h>

#include "sim/population/zone_distances.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::SmallWorld;

constexpr float kSix = 6 * 3600;
constexpr float kBlock = 400;
constexpr double kMain = kBlock / 14.0;  // seconds a block
constexpr double kSide = kBlock / 8.0;
constexpr double kRounding = 5e-5;  // of a time: links count whole milliseconds

ZoneId zone(std::uint32_t x, std::uint32_t y) { return ZoneId{y * 5 + x}; }

struct Skimmed {
  SmallWorld world = testing::make_small_world();
  ZoneDistances distances = zone_distances(world.network, world.zones, 1.3F);
  float to_s;
  explicit Skimmed(float hours = 2) : to_s(kSix + 3600 * hours) {}

  [[nodiscard]] StreetSkims skims(int threads = 1) const {
    return {world.network, world.zones, distances, kSix, to_s, threads};
  }
  // Free-flow times, times a factor for each quarter of an hour.
  [[nodiscard]] LinkTimes slowed(const std::vector<float>& factors) const {
    LinkTimes t = free_flow_times(world.network, kSix, to_s);
    EXPECT_EQ(t.periods, factors.size());
    for (std::size_t q = 0; q < t.periods; ++q)
      for (std::size_t l = 0; l < t.links; ++l) t.seconds[q * t.links + l] *= factors[q];
    return t;
  }
};

void expect_seconds(float seen, double expected, const char* what = "") {
  EXPECT_NEAR(seen, expected, expected * kRounding) << what;
}

TEST(StreetSkims, AlongAMainStreetIsLengthOverSpeed) {
  const Skimmed town;
  const StreetSkims skims = town.skims();
  expect_seconds(skims.free_seconds(zone(0, 2), zone(4, 2), 4800), 12 * kMain);
  expect_seconds(skims.free_seconds(zone(4, 2), zone(0, 2), 4800), 12 * kMain, "back");
  expect_seconds(skims.free_seconds(zone(1, 2), zone(2, 2), 1200), 3 * kMain);
  expect_seconds(skims.free_seconds(zone(2, 0), zone(2, 4), 4800), 12 * kMain, "a column");
}

// From (1, 1) to (13, 1): straight on 12 side blocks take 600 s; by row 2, a block off, 442.9 s.
TEST(StreetSkims, TheQuickerWayIsTakenThoughLonger) {
  const Skimmed town;
  expect_seconds(town.skims().free_seconds(zone(0, 0), zone(4, 0), 4800),
                 kSide + 12 * kMain + kSide);
  // Three blocks only: 150 s straight on, 185.7 s by row 2.
  expect_seconds(town.skims().free_seconds(zone(0, 0), zone(1, 0), 1200), 3 * kSide);
}

TEST(StreetSkims, ATripTakesThePaceOfItsPairOfZones) {
  const Skimmed town;
  const StreetSkims skims = town.skims();
  expect_seconds(skims.free_seconds(zone(0, 2), zone(4, 2), 2400), 6 * kMain);
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix, 9600), 24 * kMain);
}

TEST(StreetSkims, BeforeAnyNewsStreetsAreFree) {
  const Skimmed town;
  const StreetSkims skims = town.skims();
  for (const float hour : {6.0F, 7.5F})
    EXPECT_EQ(skims.seconds(zone(0, 0), zone(3, 4), hour * 3600, 5000),
              skims.free_seconds(zone(0, 0), zone(3, 4), 5000));
}

// The four nearest zones of the middle one lie 1,200 m away on main streets.
TEST(StreetSkims, InsideAZoneIsTheMeanToAndFromItsNearest) {
  Skimmed town;
  expect_seconds(town.skims().free_seconds(zone(2, 2), zone(2, 2), 1400), 100);
  // Halved speed on the way from the middle to the east: of eight paces one is doubled.
  Network& net = town.world.network;
  for (std::uint32_t x = 7; x < 10; ++x)
    net.link.free_speed_mps[testing::link_between(net, testing::node_at(town.world, x, 7),
                                                  testing::node_at(town.world, x + 1, 7))] = 7;
  expect_seconds(town.skims().free_seconds(zone(2, 2), zone(2, 2), 1400), 100 * 9 / 8.0);
}

TEST(StreetSkims, AnHourIsTheMeanOfItsQuarters) {
  const Skimmed town;
  StreetSkims skims = town.skims();
  skims.update(town.slowed({1, 2, 3, 4, 2, 2, 4, 4}));
  EXPECT_EQ(skims.periods(), 2U);
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix, 4800), 12 * kMain * 2.5);
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix + 3599, 4800), 12 * kMain * 2.5);
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix + 3600, 4800), 12 * kMain * 3);
  expect_seconds(skims.free_seconds(zone(0, 2), zone(4, 2), 4800), 12 * kMain, "free stays free");
}

TEST(StreetSkims, OutsideThePeriodTheNearestHourHolds) {
  const Skimmed town;
  StreetSkims skims = town.skims();
  skims.update(town.slowed({2, 2, 2, 2, 3, 3, 3, 3}));
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), 3600, 4800), 24 * kMain);
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), 23 * 3600, 4800), 36 * kMain);
}

TEST(StreetSkims, APartOfAnHourIsTheMeanOfTheQuartersThatAreThere) {
  const Skimmed town(1.5F);
  StreetSkims skims = town.skims();
  skims.update(town.slowed({1, 1, 1, 1, 2, 4}));
  EXPECT_EQ(skims.periods(), 2U);
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix + 3700, 4800), 36 * kMain);
}

TEST(StreetSkims, NewTimesReplaceTheOld) {
  const Skimmed town;
  StreetSkims skims = town.skims();
  skims.update(town.slowed(std::vector<float>(8, 5)));
  skims.update(town.slowed(std::vector<float>(8, 2)));
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix, 4800), 24 * kMain);
}

// A jam on one main street: drivers take the other way, if that is quicker.
TEST(StreetSkims, DriversAvoidAJam) {
  const Skimmed town;
  const Network& net = town.world.network;
  LinkTimes times = free_flow_times(net, kSix, town.to_s);
  for (const LinkId l : net.links()) {
    const bool row7 = net.node.position[net.link.from[l]].y == 7 * kBlock &&
                      net.node.position[net.link.to[l]].y == 7 * kBlock;
    for (std::size_t q = 0; row7 && q < times.periods; ++q)
      times.seconds[q * times.links + l.value] = 4000;
  }
  StreetSkims skims = town.skims();
  skims.update(times);
  // By the side row 6: a side block down, 12 along, one up; row 2 or 12 is 5 side blocks away, with
  // 10 x 50 + 12 x 28.6 s = 842.9 s; row 6 with 14 x 50 = 700 s.
  expect_seconds(skims.seconds(zone(0, 2), zone(4, 2), kSix, 4800), 14 * kSide);
}

// Slower than walking pace or faster than 28 m/s is not believed.
TEST(StreetSkims, PaceHasLimits) {
  const Skimmed town;
  StreetSkims skims = town.skims();
  skims.update(town.slowed({1000, 1000, 1000, 1000, 0.01F, 0.01F, 0.01F, 0.01F}));
  EXPECT_NEAR(skims.seconds(zone(0, 2), zone(4, 2), kSix, 4800), 4800 / 0.8, 0.1);
  EXPECT_NEAR(skims.seconds(zone(0, 2), zone(4, 2), kSix + 3600, 4800), 4800 / 28.0, 0.01);
}

// Zone (0, 0) has no street for cars: all ways to and from it have the mean pace of the others.
TEST(StreetSkims, AZoneThatNoCarReachesTakesTheMeanPace) {
  Skimmed town;
  Network& net = town.world.network;
  const auto inside = [&](NodeId n) {
    return net.node.position[n].x < 3 * kBlock && net.node.position[n].y < 3 * kBlock;
  };
  for (const LaneId a : net.lanes()) {
    const LinkId l = net.lane.link[a];
    if (inside(net.link.from[l]) || inside(net.link.to[l])) net.lane.permissions[a] = kFoot;
  }
  const StreetSkims skims = town.skims();
  double sum = 0;
  int pairs = 0;
  for (const ZoneId a : town.world.zones.zones())
    for (const ZoneId b : town.world.zones.zones()) {
      if (a == b || a == zone(0, 0) || b == zone(0, 0)) continue;
      sum += skims.free_seconds(a, b, 1000);
      ++pairs;
    }
  EXPECT_EQ(pairs, 24 * 23);
  EXPECT_NEAR(skims.free_seconds(zone(0, 0), zone(3, 3), 1000), sum / pairs, 0.01);
  EXPECT_NEAR(skims.free_seconds(zone(3, 3), zone(0, 0), 1000), sum / pairs, 0.01);
  EXPECT_NEAR(skims.free_seconds(zone(0, 0), zone(0, 0), 1000), sum / pairs, 0.01);
}

TEST(StreetSkims, ThreadsDoNotMatter) {
  const Skimmed town;
  StreetSkims one = town.skims(1);
  StreetSkims three = town.skims(3);
  const LinkTimes times = town.slowed({1, 1.5F, 2, 3, 2, 2, 1, 1});
  one.update(times);
  three.update(times);
  for (const ZoneId a : town.world.zones.zones())
    for (const ZoneId b : town.world.zones.zones())
      for (const float hour : {6.0F, 7.0F})
        ASSERT_EQ(one.seconds(a, b, hour * 3600, 1000), three.seconds(a, b, hour * 3600, 1000));
}

}  // namespace
}  // namespace mwendo
