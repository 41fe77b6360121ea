// Single vehicles at single junctions against HCM 2010 and SUMO.
#include "tests/support/junction_table.h"

#include <gtest/gtest.h>

namespace mwendo {
namespace {

TEST(JunctionTable, CapacitiesAreWithin15PercentOfHcm) {
  for (const JunctionRow& row : junction_table()) {
    if (row.hcm <= 0 || !row.follows_hcm) continue;
    EXPECT_NEAR(capacity_of(row), row.hcm, 0.15 * row.hcm) << row.name;
  }
}

TEST(JunctionTable, CapacitiesAreWithin15PercentOfSumo) {
  for (const JunctionRow& row : junction_table()) {
    if (row.sumo <= 0 || !row.follows_sumo) continue;
    EXPECT_NEAR(capacity_of(row), row.sumo, 0.15 * row.sumo) << row.name;
  }
}

// The vehicles of a sample of 1/n use a junction as all vehicles do.
TEST(JunctionTable, CapacityAndDelayDoNotKnowTheSample) {
  for (const SampleRow& row : sample_table()) {
    const double capacity = capacity_of(row, 1);
    const double calm = delay_at(row, 1, 0.3 * capacity);
    const double busy = delay_at(row, 1, 0.6 * capacity);
    for (const double n : {5.0, 20.0, 50.0}) {
      EXPECT_NEAR(capacity_of(row, n), capacity, 0.05 * capacity) << row.name << ", n = " << n;
      EXPECT_NEAR(delay_at(row, n, 0.3 * capacity), calm, 0.15 * calm) << row.name << ", n = " << n;
      EXPECT_NEAR(delay_at(row, n, 0.6 * capacity), busy, 0.15 * busy) << row.name << ", n = " << n;
    }
  }
}

}  // namespace
}  // namespace mwendo
