#include "sim/learning/simulate.h"

#include <gtest/gtest.h>

#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

SimulationOptions options_of(int days) {
  return {.from_s = 7 * 3600,
          .to_s = 8 * 3600,
          .seed = 11,
          .sample = 0.1,
          .iterations = days,
          .settle_days = 0,
          .fit_constants = false};
}

struct LearningTown : DemandTown {
  LearningTown() : DemandTown({.from_s = 7 * 3600, .to_s = 8 * 3600, .sample = 0.1}) {
    for (const LinkId l : world.network.links()) world.network.link.flags[l] |= kCrossing;
  }
  [[nodiscard]] Learners learners(int days, const Experience* from = nullptr) const {
    return {world, distances, people, options_of(days), from};
  }
};

TEST(Simulate, EachDayKnowsTheWalkersOfTheDayBefore) {
  const LearningTown town;
  Learners one = town.learners(1);
  (void)simulate(town.world, one, options_of(1), {});
  Learners two = town.learners(2);
  std::vector<float> known;
  (void)simulate(town.world, two, options_of(2), {.see = [&](int k, const DaySimulation&) {
                   if (k == 1 && known.empty()) known = two.experience().walkers.along;
                   return true;
                 }});
  EXPECT_EQ(one.experience().walkers.links, town.world.network.links().size());
  EXPECT_EQ(known, one.experience().walkers.along);
}

// A run that starts from another's experience gives its day the weight of a second day: one half.
TEST(Simulate, ASecondRunGoesOnWhereTheFirstEnded) {
  const LearningTown town;
  Learners first = town.learners(1);
  (void)simulate(town.world, first, options_of(1), {});
  Learners next = town.learners(1, &first.experience());
  const RunResults day = simulate(town.world, next, options_of(1), {});
  EXPECT_EQ(next.experience().days, 2);
  const LinkTimes free_flow = free_flow_times(town.world.network, 7 * 3600, 8 * 3600);
  LinkTimes expected = first.experience().links;
  expected.learn(experienced_times(town.world.network, day.tallies, free_flow), 0.5F);
  EXPECT_EQ(next.experience().links.seconds, expected.seconds);
  EXPECT_NE(next.experience().links.seconds, first.experience().links.seconds);
}

TEST(Simulate, ConvergedIsJudgedByTheTimesOfTheLastDay) {
  const LearningTown town;
  Learners people = town.learners(3);
  const RunResults r = simulate(town.world, people, options_of(3), {});
  ASSERT_EQ(r.iterations.size(), 3U);
  EXPECT_GT(r.quality.relative_gap, 0);
  EXPECT_NE(r.quality.relative_gap, r.iterations.back().relative_gap)
      << "the gap before the last day is another one";
  EXPECT_EQ(r.quality.converged, r.quality.relative_gap <= 0.01 && r.quality.route_gap <= 0.05 &&
                                     r.iterations.back().mode_share_drift <= 0.005);
}

TEST(Simulate, StopsWhenNobodyWantsToSeeMore) {
  const LearningTown town;
  Learners people = town.learners(1);
  int seconds = 0;
  EXPECT_THROW((void)simulate(town.world, people, options_of(1),
                              {.see = [&](int, const DaySimulation&) { return ++seconds < 30; }}),
               Interrupted);
  EXPECT_EQ(seconds, 30);
}

TEST(Convergence, ShareOfADayFallsToAQuarter) {
  EXPECT_FLOAT_EQ(learning_rate(0), 1);
  EXPECT_FLOAT_EQ(learning_rate(1), 0.5F);
  EXPECT_FLOAT_EQ(learning_rate(2), 1 / 3.0F);
  EXPECT_FLOAT_EQ(learning_rate(3), 0.25F);
  EXPECT_FLOAT_EQ(learning_rate(30), 0.25F);
}

TEST(Convergence, ShareOfLookersFallsToATwentieth) {
  EXPECT_EQ(new_way_share(0), 1);
  EXPECT_EQ(new_way_share(3), 0.25);
  EXPECT_EQ(new_way_share(19), 0.05);
  EXPECT_EQ(new_way_share(40), 0.05);
}

TEST(Convergence, AllLimitsCount) {
  EXPECT_TRUE(converged({.relative_gap = 0.01, .route_gap = 0.05, .mode_share_drift = 0.005}));
  EXPECT_FALSE(converged({.relative_gap = 0.0101, .route_gap = 0, .mode_share_drift = 0}));
  EXPECT_FALSE(converged({.relative_gap = 0, .route_gap = 0.051, .mode_share_drift = 0}));
  EXPECT_FALSE(converged({.relative_gap = 0, .route_gap = 0, .mode_share_drift = 0.0051}));
}

}  // namespace
}  // namespace mwendo
