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

// The vehicles of a sample of 1/20 use a junction as all vehicles do: capacity within 5 %, delay
// within 15 %. `benchmark_junctions` prints more sizes and loads. Minor streets are not here: few
// of their drivers are in a sample, so that its turns decide their capacity.
TEST(JunctionTable, CapacityAndDelayDoNotKnowTheSample) {
  for (const SampleRow& row : sample_table()) {
    if (row.junction.minor || row.junction.lanes > 1) continue;
    const double capacity = capacity_of(row, 1);
    EXPECT_NEAR(capacity_of(row, 20), capacity, 0.05 * capacity) << row.name;
    for (const double load : {0.3, 0.6}) {
      const double delay = delay_at(row, 1, load * capacity);
      EXPECT_NEAR(delay_at(row, 20, load * capacity), delay, 0.15 * delay) << row.name;
    }
  }
}

}  // namespace
}  // namespace mwendo
