// Single vehicles at single junctions against HCM 2010 and SUMO.
#include "tests/support/junction_table.h"

#include <gtest/gtest.h>

#include "tests/support/hcm2010.h"

namespace mwendo {
namespace {

// Short enough for sanitizers and the validator of traffic.
TEST(JunctionTable, AnHourWithoutTurnsIsWithin15PercentOfHcm) {
  for (const JunctionRow& row : junction_table()) {
    if (row.hcm <= 0 || row.junction.left > 0) continue;
    EXPECT_NEAR(capacity_of(row, 3600), row.hcm, 0.15 * row.hcm) << row.name;
  }
}

// The values of HCM are those of stop signs: a stop takes no capacity that the follow-up time has
// not.
TEST(JunctionTable, StopSignsServeWhatHcmSays) {
  for (const double major : {300.0, 600.0}) {
    JunctionRow row;
    row.junction = {.control = JunctionControl::priority,
                    .left = 0,
                    .right = 0,
                    .minor = true,
                    .stop_sign = true,
                    .major_per_hour = major};
    const double hcm = hcm2010::minor_streets({1, major, 0, 0});
    EXPECT_NEAR(capacity_of(row, 3600), hcm, 0.15 * hcm) << major;
  }
}

TEST(JunctionTableHours, CapacitiesAreWithin15PercentOfHcm) {
  for (const JunctionRow& row : junction_table()) {
    if (row.hcm <= 0) continue;
    EXPECT_NEAR(capacity_of(row), row.hcm, 0.15 * row.hcm) << row.name;
  }
}

TEST(JunctionTableHours, CapacitiesAreWithin15PercentOfSumo) {
  for (const JunctionRow& row : junction_table()) {
    if (row.sumo <= 0 || !row.follows_sumo) continue;
    EXPECT_NEAR(capacity_of(row), row.sumo, 0.15 * row.sumo) << row.name;
  }
}

// The vehicles of a sample of 1/50 use a junction as all vehicles do: capacity within 5 %, delay
// within 15 %. `benchmark_junctions` prints more sizes and loads.
void expect_same(const SampleRow& row, double load, double error) {
  const double per_hour = load * capacity_of(row, 1);
  const Estimate all = delay_at(row, 1, per_hour, error);
  const Estimate few = delay_at(row, 50, per_hour, error);
  EXPECT_NEAR(few.mean, all.mean, 0.15 * all.mean) << row.name << " at " << load;
}

TEST(JunctionTableHours, CapacityDoesNotKnowTheSample) {
  for (const SampleRow& row : sample_table()) {
    const double capacity = capacity_of(row, 1);
    EXPECT_NEAR(capacity_of(row, 50), capacity, 0.05 * capacity) << row.name;
  }
}

TEST(JunctionTableHours, DelayDoesNotKnowTheSample) {
  for (const SampleRow& row : sample_table())
    if (row.junction.lanes == 1)
      for (const double load : {0.3, 0.6}) expect_same(row, load, 0.05);
}

// The same with the gaps of the cities.
TEST(JunctionTableHours, CapacityOfMixedTrafficDoesNotKnowTheSample) {
  for (SampleRow row : sample_table()) {
    if (row.junction.lanes > 1) continue;
    row.junction.gaps = Gaps::mixed_traffic;
    const double capacity = capacity_of(row, 1);
    EXPECT_NEAR(capacity_of(row, 50), capacity, 0.05 * capacity) << row.name;
    expect_same(row, 0.6, 0.05);
  }
}

TEST(JunctionTableHours, DelayNearCapacityDoesNotKnowTheSample) {
  for (const SampleRow& row : sample_table())
    if (row.name == "signal-1") expect_same(row, 0.9, 0.05);
}

}  // namespace
}  // namespace mwendo
