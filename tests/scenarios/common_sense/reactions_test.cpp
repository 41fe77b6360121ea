// People of a town who may leave at other times than in the base.
#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::town;

struct Base {
  FinishedRun run;
  Base() : run(run_scenario(town().base(), town().base(), {.keep_days = true})) {}
  [[nodiscard]] FinishedRun alternative(PreparedScenario p, bool departures) const {
    p.scenario.departure_choice = departures;
    return run_scenario(
        p, town().base(),
        {.start_from = &run.experience, .base_days = departures ? &run.days : nullptr});
  }
};

PreparedScenario slower() {
  PreparedScenario p = town().base();
  Network& net = p.world.network;
  for (const LinkId l : net.links()) net.link.free_speed_mps[l] *= 0.6F;
  return p;
}

TEST(Reactions, NothingChangesWithoutAMeasure) {
  const Base base;
  const FinishedRun same = base.alternative(town().base(), true);
  EXPECT_EQ(same.summary.value("left_earlier"), 0);
  EXPECT_EQ(same.summary.value("left_later"), 0);
  EXPECT_EQ(same.population.trip.departure_s, base.run.population.trip.departure_s);
  for (const IndicatorValue& v : base.run.summary.indicators)
    EXPECT_TRUE(!v.value || same.summary.value(v.id) == v.value) << v.id;
}

TEST(Reactions, SlowerStreetsMakePeopleLeaveEarlier) {
  const Base base;
  const FinishedRun fixed = base.alternative(slower(), false);
  const FinishedRun free = base.alternative(slower(), true);
  EXPECT_FALSE(fixed.summary.value("left_earlier").has_value());
  EXPECT_EQ(fixed.population.trip.departure_s, base.run.population.trip.departure_s);
  ASSERT_TRUE(free.summary.value("left_earlier").has_value());
  EXPECT_GT(*free.summary.value("left_earlier"), 100);
  EXPECT_GT(*free.summary.value("left_earlier"), *free.summary.value("left_later"));
}

}  // namespace
}  // namespace mwendo
