#include "sim/learning/course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mwendo {
namespace {

using ::testing::ElementsAre;

SimulationOptions twelve_days() {
  return {.warm_up_s = 7200, .iterations = 12, .settle_days = 5, .short_days = true};
}

IterationRecord settled_day(bool settled) {
  IterationRecord r;
  r.relative_gap = settled ? 0 : 1;
  r.mean_travel_time_s = r.vehicle_km = 100;
  return r;
}

// The whole days of a run; people are settled from some day on.
std::vector<int> whole_days(const SimulationOptions& o, int settled_from = 1000) {
  Course course(o);
  std::vector<IterationRecord> days;
  std::vector<int> whole;
  for (int day = 0; day < course.end(); ++day) {
    days.push_back(settled_day(day >= settled_from));
    days.back().whole = course.is_whole(day);
    if (days.back().whole) whole.push_back(day);
    (void)course.go_on(days);
  }
  EXPECT_EQ(whole.empty() ? -1 : whole.back(), course.end() - 1) << "results are of a whole day";
  return whole;
}

TEST(Course, WholeAreTheFirstTheFirstComparedEachFourthAndTheLast) {
  EXPECT_THAT(whole_days(twelve_days()), ElementsAre(0, 4, 5, 9, 11));
}

TEST(Course, WithoutShortDaysAllAreWhole) {
  SimulationOptions o = twelve_days();
  o.short_days = false;
  EXPECT_EQ(whole_days(o).size(), 12U);
  o.short_days = true;
  o.warm_up_s = 2700;
  EXPECT_EQ(whole_days(o).size(), 12U) << "the run-in is short";
}

// Settled on day 7, a short one. Day 8 is whole, tells the same, and is the last.
TEST(Course, ARunEndsAfterAWholeDayOnly) {
  SimulationOptions o = twelve_days();
  o.stop_when_settled = true;
  EXPECT_THAT(whole_days(o, 7), ElementsAre(0, 4, 5, 8));
  EXPECT_THAT(whole_days(o, 9), ElementsAre(0, 4, 5, 9)) << "that day is whole anyway";
}

// They settle on day 2, the third: fewer cannot have settled. Day 3 is the first compared one.
TEST(Course, PeopleSettleOnShortDaysToo) {
  SimulationOptions o = twelve_days();
  o.stop_when_settled = true;
  EXPECT_THAT(whole_days(o, 0), ElementsAre(0, 3, 6));
}

}  // namespace
}  // namespace mwendo
