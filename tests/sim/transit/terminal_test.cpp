// Loading at the terminal: who boards, who is left behind, how many places a line offers.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/transit/hand_made_service.h"

namespace mwendo {
namespace {

using testing::HandMadeService;

// A train of two places stands at the terminal for 20 s and looks at the stop five times.
TEST(Terminal, AFullTrainIsRefusedOnce) {
  HandMadeService s({.headway_s = 600, .capacity = 2});
  for (std::uint32_t agent = 0; agent < 3; ++agent) s.wait(agent, 0, 2);
  s.run(599);
  EXPECT_EQ(s.boarded, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(s.refused, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(s.result().sections[0].left_behind, 1);
  EXPECT_EQ(s.transit->stop_results()[0].left_behind, 1);
  s.run(1200);
  EXPECT_EQ(s.boarded, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(s.refused.size(), 1U);
}

}  // namespace
}  // namespace mwendo
