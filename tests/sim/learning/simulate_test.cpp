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

TEST(Simulate, TheGapIsThatOfTheTimesRememberedAfterTheLastDay) {
  const LearningTown town;
  Learners people = town.learners(3);
  const RunResults r = simulate(town.world, people, options_of(3), {});
  ASSERT_EQ(r.iterations.size(), 3U);
  EXPECT_GT(r.quality.relative_gap, 0);
  EXPECT_EQ(r.quality.relative_gap, people.relative_gap());
  EXPECT_EQ(r.quality.relative_gap, r.iterations.back().relative_gap);
  EXPECT_EQ(r.quality.converged, converged(settlement(r.iterations)));
}

// Days on which people are settled, of a run to its last day.
int first_settled(const RunResults& r) {
  for (std::size_t n = 1; n <= r.iterations.size(); ++n)
    if (converged(settlement(std::span(r.iterations).first(n)))) return static_cast<int>(n);
  return -1;
}

TEST(Simulate, NoDayFollowsOneAfterWhichPeopleHaveSettled) {
  constexpr int kMost = 16;
  const LearningTown town;
  Learners all = town.learners(kMost);
  const int settled = first_settled(simulate(town.world, all, options_of(kMost), {}));
  ASSERT_GT(settled, 2);
  ASSERT_LT(settled, kMost);
  SimulationOptions options = options_of(kMost);
  options.stop_when_settled = true;
  Learners people = town.learners(kMost);
  const RunResults stopped = simulate(town.world, people, options, {});
  EXPECT_EQ(stopped.iterations.size(), static_cast<std::size_t>(settled));
  EXPECT_TRUE(stopped.quality.converged);
  Learners same = town.learners(settled);
  const RunResults fixed = simulate(town.world, same, options_of(settled), {});
  EXPECT_EQ(stopped.iterations.back().mean_travel_time_s,
            fixed.iterations.back().mean_travel_time_s);
  EXPECT_EQ(people.experience().links.seconds, same.experience().links.seconds);
}

// Those who settle early are compared from the next day on.
TEST(Simulate, TheDaysBeforeTheComparedOnesEndSoToo) {
  constexpr int kMost = 16;
  const LearningTown town;
  SimulationOptions options = options_of(kMost);
  options.stop_when_settled = true;
  options.settle_days = kMost / 2;
  Learners people(town.world, town.distances, town.people, options, nullptr);
  int days_before = -1;
  people.on_settled = [&](const Experience& known) { days_before = known.days; };
  const RunResults r = simulate(town.world, people, options, {});
  ASSERT_GT(days_before, 2);
  EXPECT_LT(days_before, kMost / 2);
  EXPECT_TRUE(
      converged(settlement(std::span(r.iterations).first(static_cast<std::size_t>(days_before)))));
  EXPECT_EQ(r.iterations.at(static_cast<std::size_t>(days_before)).replanned_share, 1)
      << "all choose anew on the first compared day";
  EXPECT_TRUE(r.quality.converged);
  EXPECT_EQ(people.settled().days, days_before);
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
  const Settlement best{
      .relative_gap = 0.01, .route_gap = 0.05, .mode_share_drift = 0.005, .figures_drift = 0.01};
  EXPECT_TRUE(converged(best));
  const auto with = [&](double Settlement::* figure, double value) {
    Settlement s = best;
    s.*figure = value;
    return converged(s);
  };
  EXPECT_FALSE(with(&Settlement::relative_gap, 0.0101));
  EXPECT_FALSE(with(&Settlement::route_gap, 0.051));
  EXPECT_FALSE(with(&Settlement::mode_share_drift, 0.0051));
  EXPECT_FALSE(with(&Settlement::figures_drift, 0.0101));
}

TEST(Convergence, FiguresAreHeldAgainstTheTwoDaysBefore) {
  std::vector<IterationRecord> days(3);
  const double seconds[] = {90, 110, 100}, km[] = {190, 210, 206};
  for (std::size_t d = 0; d < 3; ++d)
    days[d].mean_travel_time_s = seconds[d], days[d].vehicle_km = km[d];
  EXPECT_DOUBLE_EQ(settlement(days).figures_drift, 0.03);
  days[2].mean_travel_time_s = 96;
  EXPECT_DOUBLE_EQ(settlement(days).figures_drift, 0.04);
  EXPECT_EQ(settlement(std::span(days).first(2)).figures_drift, 1) << "nothing to judge by";
}

}  // namespace
}  // namespace mwendo
