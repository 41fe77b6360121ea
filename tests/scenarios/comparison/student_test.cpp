// Quantiles of Student's t against closed forms and the integral of its density.
#include "scenarios/comparison/student.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace mwendo {
namespace {

// Density of Student's t with n degrees of freedom.
double density(double t, double n) {
  const double scale = std::exp(std::lgamma((n + 1) / 2) - std::lgamma(n / 2));
  return scale / std::sqrt(n * std::numbers::pi) * std::pow(1 + t * t / n, -(n + 1) / 2);
}

// Share below t, by Simpson's rule.
double share_below(double t, double n) {
  constexpr int kSteps = 4000;
  const double h = t / kSteps;
  double sum = density(0, n) + density(t, n);
  for (int i = 1; i < kSteps; ++i) sum += (i % 2 == 1 ? 4 : 2) * density(i * h, n);
  return 0.5 + sum * h / 3;
}

// Of 1, 2 and 4 degrees of freedom the quantile has a closed form (p = 0.975, a = 4 p (1 - p)).
TEST(Student, ClosedForms) {
  constexpr double p = 0.975;
  EXPECT_NEAR(t_975(1), std::tan(std::numbers::pi * (p - 0.5)), 5e-5);
  EXPECT_NEAR(t_975(2), (2 * p - 1) / std::sqrt(2 * p * (1 - p)), 5e-5);
  const double a = std::sqrt(4 * p * (1 - p));
  EXPECT_NEAR(t_975(4), 2 * std::sqrt(std::cos(std::acos(a) / 3) / a - 1), 5e-5);
}

// A quantile that is off by e changes the share by density x e: 5e-5 in the table, 1e-4 above it.
TEST(Student, EveryQuantileHasItsShareBelow) {
  for (int n = 1; n <= 60; ++n)
    EXPECT_NEAR(share_below(t_975(n), n), 0.975, 1.1e-4 * density(t_975(n), n)) << n;
  for (const int n : {80, 120, 500, 10000})
    EXPECT_NEAR(share_below(t_975(n), n), 0.975, 1e-4 * density(t_975(n), n)) << n;
}

}  // namespace
}  // namespace mwendo
