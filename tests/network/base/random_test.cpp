#include "network/base/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mwendo {
namespace {

TEST(Random, IsAFunctionOfItsKey) {
  const DrawKey key{.seed = 5, .purpose = Draw::tour, .subject = 12, .index = 3};
  EXPECT_EQ(random_bits(key), random_bits(key));
  DrawKey other = key;
  other.index = 4;
  EXPECT_NE(random_bits(key), random_bits(other));
}

TEST(Random, MomentsAreRight) {
  constexpr int kDraws = 40000;
  double sum_u = 0;
  double sum_n = 0;
  double sum_n2 = 0;
  double sum_g = 0;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const DrawKey key{.seed = 1, .purpose = Draw::test, .subject = i};
    sum_u += uniform(key);
    const double n = normal(key);
    sum_n += n;
    sum_n2 += n * n;
    sum_g += gumbel(key);
  }
  EXPECT_NEAR(sum_u / kDraws, 0.5, 0.01);
  EXPECT_NEAR(sum_n / kDraws, 0.0, 0.02);
  EXPECT_NEAR(sum_n2 / kDraws, 1.0, 0.03);
  EXPECT_NEAR(sum_g / kDraws, 0.5772, 0.02);
}

TEST(Random, LogAndExpAreAccurate) {
  for (double x : {1e-8, 0.3, 0.999, 1.0, 1.5, 7.0, 1e9}) {
    EXPECT_NEAR(portable_log(x), std::log(x), 1e-12 * std::max(1.0, std::abs(std::log(x))));
    EXPECT_NEAR(portable_exp(std::log(x)) / x, 1.0, 1e-11);
  }
}

}  // namespace
}  // namespace mwendo
