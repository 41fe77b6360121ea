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

// Places that are fewer than one agent go to the next vehicle: after n vehicles of 25 places, and
// 9 to begin with, agents of 10 persons have taken floor((25 n + 9) / 10) of them: 3, 5, 8, 10 ...
// It is the same at the terminal and on the way.
TEST(Terminal, PlacesOfAnAgentAreCarriedOverOnce) {
  for (const std::size_t stop : {0U, 1U}) {
    HandMadeService s({.headway_s = 100, .capacity = 25, .expansion = 10});
    for (std::uint32_t agent = 0; agent < 100; ++agent) s.wait(agent, stop, 2);
    for (std::size_t n = 1; n <= 12; ++n) {
      s.run(100 * static_cast<float>(n) + 99);  // the n-th train is on its way, the next not there
      const std::size_t trains = stop == 0 ? n + 1 : n;
      EXPECT_EQ(s.boarded.size(), (25 * trains + 9) / 10) << "stop " << stop << ", train " << n;
    }
  }
}

// Somebody who comes while a train loads takes the places that are left, no more.
TEST(Terminal, LateRidersTakeThePlacesThatAreLeft) {
  HandMadeService s({.headway_s = 600, .capacity = 25, .expansion = 10});
  s.wait(0, 0, 2);
  s.wait(1, 0, 2);
  s.run(8);  // both board; 25 + 9 - 20 places are left: one agent more
  s.wait(2, 0, 2);
  s.wait(3, 0, 2);
  s.run(300);
  EXPECT_EQ(s.boarded, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(s.refused, (std::vector<std::uint32_t>{3}));
}

}  // namespace
}  // namespace mwendo
