// Crossings of mixed traffic beside the Indonesian Highway Capacity Manual (MKJI 1997).
#include <gtest/gtest.h>

#include "tests/support/junction_cases.h"
#include "tests/support/mkji1997.h"

namespace mwendo {
namespace {

// The minor approaches are full, the major ones carry a given flow.
struct Case {
  int lanes;
  double turns;           // share of each, left and right
  double major_per_hour;  // each way
};

double over_mkji(const Case& c, Gaps gaps) {
  const JunctionRun run = run_junction({.control = JunctionControl::priority,
                                        .lanes = c.lanes,
                                        .left = c.turns,
                                        .right = c.turns,
                                        .minor = true,
                                        .major_per_hour = c.major_per_hour,
                                        .gaps = gaps},
                                       {});
  const double all = run.per_hour();
  return all /
         mkji1997::crossing(
             {.lanes = c.lanes, .minor_share = run.minor_per_hour() / all, .kerb_share = c.turns});
}

constexpr Case kCases[] = {{1, 0.1, 800},  {1, 0.1, 1000}, {1, 0.2, 800},
                           {1, 0.2, 1000}, {2, 0.1, 1600}, {2, 0.2, 1200}};

TEST(MixedJunction, PassesWhatIsCountedInMixedTraffic) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(testing::Message()
                 << c.lanes << " lanes, turns " << c.turns << ", major " << c.major_per_hour);
    EXPECT_NEAR(over_mkji(c, Gaps::mixed_traffic), 1, 0.25);
  }
}

TEST(MixedJunction, PassesMoreThanHcmHas) {
  for (const Case& c : kCases)
    EXPECT_LT(over_mkji(c, Gaps::hcm), 0.8 * over_mkji(c, Gaps::mixed_traffic));
}

}  // namespace
}  // namespace mwendo
