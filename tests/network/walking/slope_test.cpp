#include "network/walking/slope.h"

#include <gtest/gtest.h>

namespace mwendo {
namespace {

// Tobler 1993, 6 exp(-3.5 |s + 0.05|) km/h.
TEST(Slope, WalkersHaveToblersSpeeds) {
  EXPECT_NEAR(tobler_kmh(0), 5.0367, 1e-4);
  EXPECT_NEAR(tobler_kmh(0.05F), 4.2281, 1e-4);
  EXPECT_NEAR(tobler_kmh(-0.05F), 6, 1e-4);
  EXPECT_NEAR(tobler_kmh(0.1F), 3.5493, 1e-4);
  EXPECT_NEAR(tobler_kmh(-0.1F), 5.0367, 1e-4);
}

TEST(Slope, UphillTakesLonger) {
  EXPECT_FLOAT_EQ(slope_factor(0), 1);
  EXPECT_NEAR(slope_factor(0.1F), 5.0367 / 3.5493, 1e-4);
  EXPECT_LT(slope_factor(-0.05F), 1);
}

}  // namespace
}  // namespace mwendo
