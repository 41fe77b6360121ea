// More people, fewer streets, slower streets: what no city's figures may contradict.
#include <gtest/gtest.h>

#include <set>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::SenseTown;
using testing::town;
using testing::value;

constexpr const char* kAll = "travel_time_mean";
constexpr const char* kByCar = "travel_time.car_driver";
constexpr const char* kByMinibus = "travel_time.minibus";

const std::vector<Measure> kFifteenYears{GrowthMeasure{.years = 15, .population_percent_year = 4}};
const std::vector<Measure> kLater{GrowthMeasure{.years = 25, .population_percent_year = 4}};
const std::vector<Measure> kHalf{GrowthMeasure{.years = 3,
                                               .population_percent_year = -20.63,
                                               .car_ownership_percent_year = 0,
                                               .motorcycle_ownership_percent_year = 0}};
const std::vector<Measure> kClosed{OpenStreetMeasure{.streets = {.names = {"Main Street"}}}};

TEST(CommonSenseOfDemand, GrowthMakesTravelSlower) {
  const FinishedRun base = town().run();
  const FinishedRun later = town().run(kFifteenYears);
  EXPECT_GT(value(later, "trips"), 1.4 * value(base, "trips"));
  EXPECT_LT(value(later, "motor_speed"), value(base, "motor_speed"));
  EXPECT_GT(value(later, kAll), 1.03 * value(base, kAll)) << "more of the trips are by car";
  EXPECT_GT(value(later, kByMinibus), 1.1 * value(base, kByMinibus));
  EXPECT_GT(value(later, kByCar), 1.5 * value(base, kByCar));
}

TEST(CommonSenseOfDemand, HalfOfTheTripsAreQuicker) {
  const FinishedRun base = town().run();
  const FinishedRun fewer = town().run(kHalf);
  EXPECT_NEAR(value(fewer, "trips"), 0.5 * value(base, "trips"), 0.03 * value(base, "trips"));
  EXPECT_GT(value(fewer, "motor_speed"), value(base, "motor_speed"));
  EXPECT_GT(value(fewer, "trips_arrived"), value(base, "trips_arrived"));
  EXPECT_LT(value(fewer, kAll), 0.95 * value(base, kAll));
  EXPECT_LT(value(fewer, kByCar), value(base, kByCar));
}

// Mean time in min of the trips that are driven in `base`.
double time_of_its_drivers(const FinishedRun& base, const FinishedRun& run) {
  std::set<TripId> driven;
  for (const TripRecord& t : base.trips)
    if (t.mode == Mode::car_driver && has_begun(t)) driven.insert(t.trip);
  double sum = 0;
  double trips = 0;
  for (const TripRecord& t : run.trips) {
    if (!has_begun(t) || !driven.contains(t.trip)) continue;
    sum += static_cast<double>(t.travel_time_s) / 60;
    ++trips;
  }
  return sum / trips;
}

TEST(CommonSenseOfDemand, AClosedMainStreetMakesTravelSlower) {
  const FinishedRun base = town().run();
  const FinishedRun closed = town().run(kClosed);
  EXPECT_GT(value(closed, kAll), 1.03 * value(base, kAll));
  // Many leave their cars, those with long ways first. So the mean speed may even rise.
  EXPECT_GT(time_of_its_drivers(base, closed), 1.1 * time_of_its_drivers(base, base));
}

TEST(CommonSenseOfDemand, ASlowerCityReportsLongerTrips) {
  double all = value(town().run(), kAll);
  double by_car = value(town().run(), kByCar);
  for (const float factor : {0.8F, 0.6F}) {
    const FinishedRun slower = town().run_other(SenseTown({.speed_factor = factor}));
    EXPECT_GT(value(slower, kAll), all) << factor;
    EXPECT_GT(value(slower, kByCar), 1.05 * by_car) << factor;
    all = value(slower, kAll);
    by_car = value(slower, kByCar);
  }
}

// In a jam most of those who arrive are the lucky ones: their mean alone would stay short.
TEST(CommonSenseOfDemand, TimesInAJamAreNotThoseOfTheLucky) {
  const FinishedRun jam = town().run(kLater);
  ASSERT_LT(value(jam, "trips_arrived"), 90);
  double sum = 0;
  double arrived = 0;
  for (const TripRecord& t : jam.trips) {
    if (t.outcome != TripOutcome::arrived) continue;
    sum += static_cast<double>(t.travel_time_s) / 60;
    ++arrived;
  }
  EXPECT_GT(value(jam, kAll), 1.15 * sum / arrived);
}

}  // namespace
}  // namespace mwendo
