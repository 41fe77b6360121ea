// Prices and services that people answer to as published (tests/support/elasticities.h).
#include "tests/support/elasticities.h"

#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::Answers;
using testing::SenseTown;
using testing::Travel;
using testing::value;

constexpr double kPublishedMinutes = 30;  // of the trips whose car time was elastic as published

// Main roads of 12 km, slow streets, the prices of Nairobi.
SenseTown& town() {
  static SenseTown kTown(
      {.people = 60000, .speed_factor = 0.4F, .block_m = 2000, .prices_of_nairobi = true});
  return kTown;
}

const Answers& answers() {
  static const Answers kAnswers(town().base(), town().run());
  return kAnswers;
}

double drivers(const Travel& t) { return t.share[static_cast<std::size_t>(Mode::car_driver)]; }

void expect_within(std::string_view name, double scale = 1) {
  for (const testing::ElasticityCase& c : testing::elasticity_cases()) {
    if (c.name != name) continue;
    const double found = answers().elasticity(c);
    EXPECT_GE(found, scale * c.low);
    EXPECT_LE(found, scale * c.high);
    return;
  }
  FAIL() << name;
}

TEST(CommonSenseOfElasticities, Fares) { expect_within("fare, riders"); }
TEST(CommonSenseOfElasticities, Fuel) { expect_within("fuel, car-km"); }
TEST(CommonSenseOfElasticities, Parking) { expect_within("parking, drivers"); }
TEST(CommonSenseOfElasticities, Frequency) { expect_within("frequency of 6 an hour, riders"); }

// An elasticity to time grows with the time, and the town is small.
TEST(CommonSenseOfElasticities, CarTime) {
  const double minutes = value(town().run(), "travel_time.car_driver");
  expect_within("car time, trips by car", minutes / kPublishedMinutes);
}

// London 2003: 5 pounds a day, half an hour to an hour of the value of time, took 20 to 30 % of the
// cars (unverified). Short trips of the town answer a little more.
TEST(CommonSenseOfElasticities, NoChargeHasAnExplosiveAnswer) {
  const double worth = testing::worth_of_an_hour(town().base().world);
  const double before = drivers(answers().charged(0));
  EXPECT_NEAR(drivers(answers().charged(0.5 * worth)) / before, 0.75, 0.1);
  double last = before;
  for (const double hours : {0.25, 0.5, 1.0, 2.0}) {
    const double now = drivers(answers().charged(hours * worth));
    EXPECT_LT(now, last) << hours;
    EXPECT_GT(now, 0.4 * last) << hours << ": twice the charge";
    last = now;
  }
}

// As mode choice does at fixed times, up to the streets that a charge frees.
TEST(CommonSenseOfElasticities, SimulatedDaysAnswerAlike) {
  const double worth = testing::worth_of_an_hour(town().base().world);
  const FinishedRun charged = town().run({PriceChangeMeasure{.congestion_charge = 0.5 * worth}});
  const double simulated =
      value(charged, "mode_share.car_driver") / value(town().run(), "mode_share.car_driver");
  const double chosen = drivers(answers().charged(0.5 * worth)) / drivers(answers().charged(0));
  EXPECT_NEAR(simulated, chosen, 0.06);
}

}  // namespace
}  // namespace mwendo
