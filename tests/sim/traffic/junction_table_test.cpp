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

}  // namespace
}  // namespace mwendo
