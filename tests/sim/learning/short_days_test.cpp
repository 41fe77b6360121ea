// Runs in which some days begin at the start of the period, as an earlier day was then.
#include <gtest/gtest.h>

#include <map>

#include "sim/learning/simulate.h"
#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

constexpr float kSeven = 7 * 3600;

SimulationOptions six_days(bool short_days) {
  return {.from_s = kSeven,
          .to_s = kSeven + 1800,
          .warm_up_s = 3600,
          .seed = 11,
          .sample = 0.1,
          .iterations = 6,
          .settle_days = 2,
          .short_days = short_days};
}

struct ShortDaysTown : DemandTown {
  ShortDaysTown() : DemandTown({.from_s = 6 * 3600, .to_s = kSeven + 1800, .sample = 0.1}) {}
};

struct WatchedRun {
  std::map<int, float> begins_s;         // by day
  std::map<int, std::size_t> ways;       // known before a day
  std::map<int, std::uint64_t> at_from;  // traffic
  RunResults results;
  LinkTimes links;
};

WatchedRun run(const ShortDaysTown& town, bool short_days) {
  WatchedRun r;
  const SimulationOptions o = six_days(short_days);
  Learners people(town.world, town.distances, town.people, o, nullptr);
  r.results = simulate(town.world, people, o, {.see = [&](int k, const DaySimulation& day) {
                         if (r.begins_s.emplace(k, day.now()).second)
                           r.ways[k] = people.ways().size();
                         if (day.now() == kSeven + 1) r.at_from[k] = day.traffic().state_hash();
                         return true;
                       }});
  r.links = people.experience().links;
  return r;
}

struct ShortDays : ::testing::Test {
  static const WatchedRun& of(bool short_days) {
    static const ShortDaysTown town;
    static const WatchedRun whole = run(town, false);
    static const WatchedRun some_short = run(town, true);
    return short_days ? some_short : whole;
  }
};

TEST_F(ShortDays, BeginWithThePeriod) {
  const WatchedRun& r = of(true);
  for (const auto& [day, begin_s] : r.begins_s) {
    const bool whole = day == 0 || day == 2 || day == 5;
    EXPECT_EQ(begin_s, whole ? 6 * 3600 + 1 : kSeven + 1) << day;
    EXPECT_EQ(r.results.iterations[static_cast<std::size_t>(day)].whole, whole);
  }
  EXPECT_EQ(r.at_from.at(3), r.at_from.at(4)) << "as on day 2";
  EXPECT_NE(r.at_from.at(4), r.at_from.at(5));
}

TEST_F(ShortDays, DriversOfTheRunInKeepTheirWays) {
  const WatchedRun& r = of(true);
  const auto after_a_whole_day = static_cast<double>(r.ways.at(3));
  ASSERT_GT(after_a_whole_day, 100);
  EXPECT_NEAR(static_cast<double>(r.ways.at(4)), after_a_whole_day, 0.1 * after_a_whole_day);
  EXPECT_NEAR(static_cast<double>(r.ways.at(5)), after_a_whole_day, 0.1 * after_a_whole_day);
}

TEST_F(ShortDays, GiveTheResultsOfWholeDays) {
  const RunResults& whole = of(false).results;
  const RunResults& some = of(true).results;
  EXPECT_EQ(some.trips.size(), whole.trips.size());
  const IterationRecord& a = whole.iterations.back();
  const IterationRecord& b = some.iterations.back();
  EXPECT_NEAR(b.mean_travel_time_s / a.mean_travel_time_s, 1, 0.03);
  EXPECT_NEAR(b.vehicle_km / a.vehicle_km, 1, 0.03);
  double of_whole = 0, of_some = 0;
  for (const float s : of(false).links.seconds) of_whole += double{s};
  for (const float s : of(true).links.seconds) of_some += double{s};
  EXPECT_NEAR(of_some / of_whole, 1, 0.01);
}

}  // namespace
}  // namespace mwendo
