// Holding at stations keeps buses apart.
#include "sim/transit/headway_control.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/busway.h"

namespace mwendo {
namespace {

constexpr std::uint64_t kSeeds = 5;
constexpr float kHeadway = 180;

TEST(HeadwayControl, ShortGapsAreMadeUpInPart) {
  EXPECT_FLOAT_EQ(control_hold_s(120, 70), 30);
  EXPECT_EQ(control_hold_s(120, 120), 0);
  EXPECT_EQ(control_hold_s(120, 500), 0);
  EXPECT_EQ(control_hold_s(600, 0), kLongestControlHold);
}

// Stations with 240 riders an hour at each, for three hours. A quarter of those on board gets off
// at each, so that stations are alike. The first bus of the day is slow, for riders wait already:
// the run-in lasts for four runs.
BuswayCase line_of(int stations, HeadwayControl control, std::uint64_t seed) {
  BuswayCase c{.stations = stations,
               .docks = 2,
               .passing_lane = true,
               .capacity = 400,
               .dwell = {8, 1, 0.5F},
               .headway_s = kHeadway,
               .random_riders = true,
               .control = control,
               .warm_up_s = 270 * static_cast<float>(stations),
               .seconds = 3 * 3600,
               .seed = seed};
  double load = 0;
  for (int k = 0; k < stations; ++k) {
    const bool last = k + 1 == stations;
    c.alighting.push_back(last ? load : load / 4);
    c.boarding.push_back(last ? 0 : 240);
    load += c.boarding.back() - c.alighting.back();
  }
  return c;
}

// Means of all seeds.
struct Line {
  std::vector<double> variance;  // of headways, by station, s2
  double kmh = 0, wait_s = 0, control_s = 0, buses_per_hour = 0;
};

Line line(int stations, HeadwayControl control) {
  Line sum;
  sum.variance.resize(static_cast<std::size_t>(stations));
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const BuswayRun r = run_busway(line_of(stations, control, seed));
    for (std::size_t k = 0; k < sum.variance.size(); ++k)
      sum.variance[k] += r.headway_deviations_s[k] * r.headway_deviations_s[k] / kSeeds;
    sum.kmh += r.kmh / kSeeds;
    sum.wait_s += r.wait_s / kSeeds;
    sum.control_s += r.control_s / kSeeds;
    sum.buses_per_hour += r.buses_per_hour / kSeeds;
  }
  return sum;
}
// Newell and Potts (1964), Daganzo (2009): a late bus finds more riders and gets later. Without
// control the variance of headways grows from station to station; with it, it stays below 1 %
// of that of random arrivals, which is the square of the headway.
class HeadwaysAlongALine : public testing::TestWithParam<int> {};

TEST_P(HeadwaysAlongALine, GrowUnevenWithoutControlAlone) {
  const int stations = GetParam();
  const auto last = static_cast<std::size_t>(stations) - 2;
  const Line free = line(stations, HeadwayControl::none);
  const Line held = line(stations, HeadwayControl::headway);
  for (std::size_t k = 5; k < 18; k += 4) EXPECT_GT(free.variance[k], 2 * free.variance[k - 4]);
  EXPECT_GT(free.variance[last], 5000);
  for (std::size_t k = 2; k <= last; ++k) {
    EXPECT_LT(held.variance[k], 0.01 * double{kHeadway * kHeadway}) << k;
    EXPECT_LT(held.variance[k], 0.6 * free.variance[k]) << k;
  }
  EXPECT_EQ(free.control_s, 0);
  EXPECT_GT(held.control_s, 1);
  EXPECT_LT(held.wait_s, free.wait_s - 4);
  EXPECT_GT(held.kmh, 0.94 * free.kmh);
  EXPECT_NEAR(held.buses_per_hour, 20, 0.5);
}
INSTANTIATE_TEST_SUITE_P(Stations, HeadwaysAlongALine, testing::Values(20, 40));

// A single day shows it, too.
TEST(HeadwayControl, HelpsWithEachSeed) {
  for (std::uint64_t seed = 11; seed <= 15; ++seed) {
    const BuswayRun free = run_busway(line_of(20, HeadwayControl::none, seed));
    const BuswayRun held = run_busway(line_of(20, HeadwayControl::headway, seed));
    EXPECT_LT(held.headway_deviation_s, 0.3 * free.headway_deviation_s) << seed;
  }
}

}  // namespace
}  // namespace mwendo
