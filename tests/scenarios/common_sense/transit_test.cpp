// Timetables, places and those who choose public transport.
#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::SenseTown;
using testing::value;

SenseTown& town() {
  static SenseTown kTown({.people = 80000});
  return kTown;
}

Measure brt(float headway_s) {
  return BrtCorridorMeasure{
      .name = "Main BRT",
      .waypoints = {SenseTown::place_on("LM"), SenseTown::place('P'), SenseTown::place_on("RS")},
      .station_spacing_m = 600,
      .peak_headway_s = headway_s,
      .offpeak_headway_s = 2 * headway_s,
      .competing = Competing::unchanged};
}

double departures(const FinishedRun& run, Mode m, const World& world) {
  double sum = 0;
  for (const LineResult& r : run.lines)
    if (world.transit.line.mode[r.line] == m) sum += static_cast<double>(r.departures);
  return sum;
}

TEST(CommonSenseOfTransit, WhoChoosesTheBrtRidesIt) {
  const FinishedRun run = town().run({brt(120)});
  double chosen = 0;
  double arrived = 0;
  for (const TripRecord& t : run.trips) {
    if (t.mode != Mode::brt) continue;
    ++chosen;
    arrived += t.outcome == TripOutcome::arrived ? 1 : 0;
  }
  EXPECT_GT(chosen, 300);
  EXPECT_GE(arrived, 0.97 * chosen);
  EXPECT_LT(value(run, "wait.brt"), 2 * 120.0 / 60);
}

TEST(CommonSenseOfTransit, RareBusesDrawFewRiders) {
  const auto share = [](float headway_s) {
    return value(town().run({brt(headway_s)}), "mode_share.brt");
  };
  const double every_minute = share(60);
  const double every_ten = share(600);
  EXPECT_LT(share(120), every_minute);
  EXPECT_LT(every_ten, 0.7 * every_minute);
  EXPECT_GT(every_ten, 0.2 * every_minute);
  EXPECT_LT(share(3600), 0.05 * every_minute);
}

// Places offered are 3,600 / headway x places within 2 %: of 30 buses an hour, 30 on both ends. In
// streets that crawl too, for the BRT has its own lane.
TEST(CommonSenseOfTransit, ThirtyBusesAnHourArriveAtTheFarEnd) {
  for (const float speed_factor : {1.0F, 0.6F}) {
    SenseTown kept({.people = 80000, .speed_factor = speed_factor, .warm_up_min = 30});
    const PreparedScenario with = kept.with({brt(120)});
    const FinishedRun run = kept.run({brt(120)});
    int lines = 0;
    for (const LineResult& r : run.lines) {
      if (with.world.transit.line.mode[r.line] != Mode::brt) continue;
      ++lines;
      const LineSectionResult& last = r.sections.back();
      // Beside slow traffic a bus that comes back late may leave after the hour.
      EXPECT_NEAR(r.departures, 30, speed_factor < 1 ? 1 : 0.6) << speed_factor;
      EXPECT_NEAR(last.vehicles, 30, 1) << speed_factor << ": one may be at the edge of the hour";
      EXPECT_EQ(last.places, last.vehicles * with.world.transit.line.capacity[r.line]);
    }
    EXPECT_EQ(lines, 2);
  }
}

TEST(CommonSenseOfTransit, NobodyIsLeftBehindMoreThanOnceATrip) {
  const FinishedRun run = testing::town().run();
  double riders = 0;
  double refusals = 0;
  for (const TripRecord& t : run.trips) {
    riders += t.mode == Mode::minibus ? 1 : 0;
    refusals += t.left_behind;
  }
  const double persons = static_cast<double>(run.population.expansion);
  EXPECT_LE(value(run, "left_behind"), riders * persons);
  EXPECT_GT(refusals * persons, 2 * value(run, "left_behind"))
      << "hardly anybody was refused twice: the test shows nothing";
}

// The vehicles of a fleet drive no farther than their speed allows. In a jam twice the timetable
// is not twice the service.
TEST(CommonSenseOfTransit, MinibusesDoNotComeFromThinAir) {
  const std::vector<Measure> jam{GrowthMeasure{.years = 10, .population_percent_year = 4}};
  SenseTown twice({.headway_factor = 0.5F});
  for (const FinishedRun& run : {testing::town().run(jam), twice.run(jam)})
    for (const LineResult& r : run.lines) {
      const double most =
          static_cast<double>(r.fleet) * static_cast<double>(r.commercial_speed_kmh);
      EXPECT_LE(r.vehicle_km, 1.05 * most);
    }
  const World& world = testing::town().base().world;
  const double once = departures(testing::town().run(jam), Mode::minibus, world);
  EXPECT_LT(departures(twice.run(jam), Mode::minibus, world), 1.9 * once);
}

TEST(CommonSenseOfTransit, TwiceTheMinibusesWinRiders) {
  const FinishedRun once = testing::town().run();
  const FinishedRun twice = testing::town().run_other(SenseTown({.headway_factor = 0.5F}));
  EXPECT_GT(value(twice, "mode_share.minibus"), 1.05 * value(once, "mode_share.minibus"));
  EXPECT_LT(value(twice, "mode_share.minibus"), 1.5 * value(once, "mode_share.minibus"));
  EXPECT_LT(value(twice, "motor_speed"), value(once, "motor_speed"));
}

}  // namespace
}  // namespace mwendo
