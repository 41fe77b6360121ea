// Walkways where people walk on the carriageway, and where they are there already.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/report/warnings.h"
#include "sim/active/active_level_of_service.h"
#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using testing::SenseTown;
using testing::value;

const std::vector<Measure> kWalkways{
    WalkwayMeasure{.streets = {.names = {"Main Street", "Hill Road"}}}};

SenseTown& bare_town() {
  static SenseTown kTown({.footways = false});
  return kTown;
}

double felt_h(const World& world, const Population& people) {
  const ActiveLevels levels = active_levels(world.network, people, {.threads = 1});
  double sum = 0;
  for (const TripId t : people.trips()) sum += static_cast<double>(levels.walk_felt_s[t]) / 3600;
  return sum;
}

std::size_t count_no_effect(const CityWorld& world) {
  std::size_t n = 0;
  for (const Assumption& a : world.assumptions) n += a.subject == kNoEffectSubject;
  return n;
}

// A minute beside the traffic is felt as 1.2: no walk can gain more than a sixth.
TEST(CommonSenseOfWalkways, WalksAlongTheStreetAreFeltShorter) {
  const FinishedRun base = bare_town().run();
  const double before = felt_h(bare_town().base().world, base.population);
  const double after = felt_h(bare_town().with(kWalkways).world, base.population);
  EXPECT_LT(after, 0.985 * before);
  EXPECT_GT(after, before / 1.2);
}

// Whole trips on foot.
double walked_km(const FinishedRun& run) {
  double km = 0;
  for (const TripRecord& t : run.trips)
    km += t.mode == Mode::walk ? static_cast<double>(t.walk_m) / 1000 : 0;
  return km;
}

TEST(CommonSenseOfWalkways, MorePeopleWalk) {
  const FinishedRun base = bare_town().run();
  const FinishedRun with = bare_town().run(kWalkways);
  const double won = value(with, "mode_share.walk") - value(base, "mode_share.walk");
  EXPECT_GT(won, 0.2) << "points";
  EXPECT_LT(won, 4) << "points";
  EXPECT_GT(walked_km(with), walked_km(base));
}

TEST(CommonSenseOfWalkways, TheCarriagewayHasLessFriction) {
  const Network& before = bare_town().base().world.network;
  const Network after = bare_town().with(kWalkways).world.network;
  for (const LinkId l : before.links()) {
    const std::string& street = before.street_names[before.link.street[l]];
    const bool chosen = street == "Main Street" || street == "Hill Road";
    EXPECT_FLOAT_EQ(after.link.friction[l], before.link.friction[l] * (chosen ? 0.5F : 1));
  }
}

TEST(CommonSenseOfWalkways, SayWhereTheyChangeNothing) {
  const SenseTown paved;
  const CityWorld& base = paved.base().world;
  const CityWorld world = paved.with(kWalkways).world;
  EXPECT_EQ(world.network.link.footway, base.network.link.footway);
  EXPECT_EQ(world.network.link.friction, base.network.link.friction);
  EXPECT_EQ(count_no_effect(world), 1U);
  EXPECT_THAT(notices_part(world.assumptions),
              HasSubstr("Walkways along Main Street, Hill Road: nothing changes, because the "
                        "streets have footways already"));
  EXPECT_EQ(count_no_effect(bare_town().with(kWalkways).world), 0U);
}

// Nobody is taken off the carriageway by a second footway.
TEST(CommonSenseOfWalkways, ASeparateWayBesideASidewalkSaysSoToo) {
  const SenseTown paved;
  WalkwayMeasure separate{.streets = {.names = {"Main Street"}}, .separate = true};
  const CityWorld world = paved.with({separate}).world;
  EXPECT_EQ(count_no_effect(world), 1U);
  EXPECT_EQ(world.network.link.friction, paved.base().world.network.link.friction);
}

TEST(CommonSenseOfStreetMeasures, ABusLaneWithoutALaneToTakeSaysSo) {
  const SenseTown paved;
  const BusLaneMeasure one_lane{.streets = {.names = {"North Road"}},
                                .lanes_from = LanesFrom::general};
  EXPECT_EQ(count_no_effect(paved.with({one_lane}).world), 1U);
}

}  // namespace
}  // namespace mwendo
