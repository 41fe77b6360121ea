#include "sim/population/gravity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace mwendo {
namespace {

// Zones on a line, 1 km apart, at 4 min per km.
struct Line {
  explicit Line(std::uint32_t n) : minutes(n), metres(n), productions(n), attractions(n) {
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t j = 0; j < n; ++j) {
        const double km = i == j ? 0.4 : std::abs(double(i) - double(j));
        metres.at(ZoneId{i}, ZoneId{j}) = static_cast<float>(1000 * km);
        minutes.at(ZoneId{i}, ZoneId{j}) = static_cast<float>(4 * km);
        productions[i] = 100 + 10 * i;
        attractions[i] = i == n / 2 ? 1000 : 50;
      }
    const double sum = std::accumulate(attractions.begin(), attractions.end(), 0.0);
    const double total = std::accumulate(productions.begin(), productions.end(), 0.0);
    for (double& d : attractions) d *= total / sum;
  }
  [[nodiscard]] GravityInput input(double mean_m) const {
    return {.time_min = minutes,
            .distance_m = metres,
            .productions = productions,
            .attractions = attractions,
            .mean_distance_m = mean_m};
  }
  Matrix<ZoneId, float> minutes, metres;
  std::vector<double> productions, attractions;
};

TEST(Gravity, KeepsBothMarginsAndTheMeanDistance) {
  const Line line(30);
  const GravityResult g = fit_gravity(line.input(6000));
  std::vector<double> column(30);
  double metres = 0;
  double total = 0;
  for (ZoneId i : line.minutes.ids()) {
    double row = 0;
    for (ZoneId j : line.minutes.ids()) {
      const double t = trips_between(g, line.productions, i, j);
      row += t;
      column[j.value] += t;
      metres += t * line.metres.at(i, j);
      total += t;
    }
    EXPECT_NEAR(row, line.productions[i.value], 1e-3);
  }
  for (std::size_t j = 0; j < 30; ++j) EXPECT_NEAR(column[j], line.attractions[j], 1e-4 * total);
  EXPECT_NEAR(metres / total, 6000, 0.1);
  EXPECT_GT(g.beta, 0);
}

TEST(Gravity, FrictionIsExponential) {
  const Line line(20);
  const GravityResult g = fit_gravity(line.input(5000));
  // The odds ratio of any four cells removes all balancing factors and leaves the friction.
  const auto t = [&](std::uint32_t i, std::uint32_t j) {
    return trips_between(g, line.productions, ZoneId{i}, ZoneId{j});
  };
  const double ratio = t(2, 3) * t(12, 14) / (t(2, 14) * t(12, 3));
  const double minutes = 4.0 * (1 + 2 - 12 - 9);
  EXPECT_NEAR(std::log(ratio), -g.beta * minutes, 1e-4);
}

TEST(Gravity, FartherMeansLessFriction) {
  const Line line(30);
  EXPECT_GT(fit_gravity(line.input(4000)).beta, fit_gravity(line.input(7000)).beta);
  const GravityResult flat = fit_gravity(line.input(25000));
  EXPECT_EQ(flat.beta, 0);
  // Without friction T_ij = O_i D_j / total.
  double metres = 0;
  double total = 0;
  for (const ZoneId i : line.minutes.ids())
    for (const ZoneId j : line.minutes.ids()) {
      const double trips = line.productions[i.value] * line.attractions[j.value];
      metres += trips * line.metres.at(i, j);
      total += trips;
    }
  EXPECT_NEAR(flat.fitted_mean_m, metres / total, 1e-6 * flat.fitted_mean_m);
}

TEST(Gravity, PickFollowsTheShares) {
  const std::vector<float> cumulative = {0.0F, 0.25F, 0.25F, 1.0F, 1.0F};
  EXPECT_EQ(pick(cumulative, 0.0), 1U);  // the first and third have no share
  EXPECT_EQ(pick(cumulative, 0.2499), 1U);
  EXPECT_EQ(pick(cumulative, 0.25), 3U);
  EXPECT_EQ(pick(cumulative, 0.99999999999), 3U);
}

}  // namespace
}  // namespace mwendo
