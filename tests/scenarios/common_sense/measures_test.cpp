// The types of measures that no other test of common sense drives: right direction, plausible size.
#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::SenseTown;
using testing::town;
using testing::value;

double ratio(const FinishedRun& with, const char* indicator) {
  return value(with, indicator) / value(town().run(), indicator);
}

// From hardly any to a few times as many (Pucher, Dill, Handy 2010, unverified, whole networks).
TEST(CommonSenseOfMeasures, CycleTracksWinCyclists) {
  const FinishedRun with = town().run({CycleTrackMeasure{
      .streets = {.names = {"Main Street", "Hill Road", "Market Street", "Third Avenue"}}}});
  EXPECT_GT(ratio(with, "mode_share.bicycle"), 1);
  EXPECT_LT(ratio(with, "mode_share.bicycle"), 2);
  EXPECT_NEAR(ratio(with, "mode_share.walk"), 1, 0.02);
}

// Kenya's grid has few emissions: a battery minibus emits hardly any of them.
TEST(CommonSenseOfMeasures, BatteryMinibusesEmitLittleAndDriveAsBefore) {
  const FinishedRun with = town().run({FleetChangeMeasure{.modes = {Mode::minibus}}});
  EXPECT_NEAR(ratio(with, "vehicle_km.minibus"), 1, 0.02);
  EXPECT_NEAR(ratio(with, "mode_share.minibus"), 1, 0.02);
  EXPECT_LT(ratio(with, "co2e_class.minibus"), 0.3);
  EXPECT_NEAR(ratio(with, "co2e_class.car"), 1, 0.05);
}

TEST(CommonSenseOfMeasures, LargerMinibusesLeaveFewerBehind) {
  const FinishedRun with = town().run({FleetChangeMeasure{
      .modes = {Mode::minibus}, .powertrain = Powertrain::diesel, .capacity = 28}});
  EXPECT_LT(ratio(with, "left_behind"), 0.7);
  EXPECT_GT(ratio(with, "mode_share.minibus"), 1);
  EXPECT_LT(ratio(with, "mode_share.minibus"), 1.5);
}

TEST(CommonSenseOfMeasures, HalfTheHeadwayWinsRiders) {
  const FinishedRun with = town().run({RouteChangeMeasure{
      .lines = {"1", "2", "3"}, .peak_headway_s = 40, .offpeak_headway_s = 60}});
  EXPECT_GT(ratio(with, "mode_share.minibus"), 1.03);
  EXPECT_LT(ratio(with, "mode_share.minibus"), 1.6);
}

TEST(CommonSenseOfMeasures, WithdrawnLinesLoseTheirRiders) {
  const FinishedRun with = town().run({RouteChangeMeasure{.lines = {"2", "3"}, .withdraw = true}});
  EXPECT_LT(ratio(with, "mode_share.minibus"), 0.9);
  EXPECT_GT(ratio(with, "mode_share.walk"), 1.02);
}

// Six crossings in a quiet town: who met a red light there waits about half a minute.
TEST(CommonSenseOfMeasures, SignalsAtQuietCrossingsCostTime) {
  SenseTown quiet({.people = 40000});
  SignalChangeMeasure signals{.cycle_s = 90};
  for (const char node : {'I', 'J', '1', '2', 'U', 'W'})
    signals.junctions.push_back({std::string(1, node), SenseTown::place(node)});
  const FinishedRun base = quiet.run();
  const FinishedRun with = quiet.run({signals});
  EXPECT_GT(value(with, "delay"), 1.02 * value(base, "delay"));
  EXPECT_LT(value(with, "motor_speed"), value(base, "motor_speed"));
  EXPECT_GT(value(with, "motor_speed"), 0.8 * value(base, "motor_speed"));
}

}  // namespace
}  // namespace mwendo
