#include "tests/support/mkji1997.h"

namespace mwendo::mkji1997 {
namespace {

constexpr double kLaneWidth = 3.5;  // m
// Commercial streets, some friction at the kerb, hardly any vehicles without a motor.
constexpr double kSurroundings = 0.94;
constexpr double kCity = 1;  // 1 to 3 million people

double of_minor_share(int lanes, double p) {
  if (lanes == 1) return 1.19 * p * p - 1.19 * p + 1.19;
  if (p >= 0.3) return 1.11 * p * p - 1.11 * p + 1.11;
  return 16.6 * p * p * p * p - 33.3 * p * p * p + 25.3 * p * p - 8.6 * p + 1.95;
}

}  // namespace

double crossing(const Crossing& c) {
  const double width = kLaneWidth * c.lanes;
  const double base = c.lanes == 1 ? 2900 : 3400;
  const double of_width = c.lanes == 1 ? 0.70 + 0.0866 * width : 0.61 + 0.0740 * width;
  return base * of_width * kCity * kSurroundings * (0.84 + 1.61 * c.kerb_share) *
         of_minor_share(c.lanes, c.minor_share);
}

}  // namespace mwendo::mkji1997
