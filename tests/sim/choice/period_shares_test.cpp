#include "sim/choice/period_shares.h"

#include <gtest/gtest.h>

#include <numeric>

#include "sim/modes/classes.h"

namespace mwendo {
namespace {

constexpr auto kDriver = static_cast<std::size_t>(Mode::car_driver);
constexpr auto kWalk = static_cast<std::size_t>(Mode::walk);

// A tenth of all trips in each of two peak hours, the rest even from 6 to 20 h.
CityFigures town() {
  CityFigures f;
  f.departure_profile.assign(24, 0);
  for (std::size_t h = 6; h < 20; ++h) f.departure_profile[h] = h == 7 || h == 17 ? 0.14F : 0.06F;
  f.observed_mode_share.assign(kModeCount, 0);
  f.observed_mode_share[kWalk] = 0.8F;
  f.observed_mode_share[kDriver] = 0.2F;
  f.car_peak_hour_share = 0.0842857F;  // 0.14 a + (1 - a) / 14 with a = 3 / 16
  return f;
}

TEST(PeriodShares, TheWholeDayHasTheObservedShares) {
  const auto shares = mode_shares_of_period(town(), 0, 86400);
  EXPECT_NEAR(shares[kDriver], 0.2, 1e-5);
  EXPECT_NEAR(shares[kWalk], 0.8, 1e-5);
}

TEST(PeriodShares, InTheBusiestHourCarsHaveTheShareOfTheirDay) {
  const CityFigures f = town();
  const auto shares = mode_shares_of_period(f, 7 * 3600, 8 * 3600);
  // Car trips of the hour over all trips of the hour.
  EXPECT_NEAR(shares[kDriver], 0.2 * f.car_peak_hour_share / 0.14, 1e-4);
  EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-6);
}

TEST(PeriodShares, BetweenThePeaksCarsAreMore) {
  EXPECT_GT(mode_shares_of_period(town(), 10 * 3600, 15 * 3600)[kDriver], 0.2F);
}

TEST(PeriodShares, WithoutAFigureNothingChanges) {
  CityFigures f = town();
  f.car_peak_hour_share = 0;
  EXPECT_NEAR(mode_shares_of_period(f, 7 * 3600, 8 * 3600)[kDriver], 0.2, 1e-6);
}

}  // namespace
}  // namespace mwendo
