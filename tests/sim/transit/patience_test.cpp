// Riders who wait in vain, second by second.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/transit/hand_made_service.h"

namespace mwendo {
namespace {

using testing::HandMadeService;

// Seconds at which riders gave up, by agent.
std::map<std::uint32_t, float> gave_up(HandMadeService& s, float until_s) {
  std::map<std::uint32_t, float> at_s;
  while (s.traffic->now() < until_s) {
    s.run(s.traffic->now() + 1);
    for (const GaveUp& g : s.transit->gave_up()) at_s[g.agent] = s.traffic->now();
  }
  return at_s;
}

// The only train holds one person. The others look at the clock once a minute.
TEST(Patience, EndsAfterHalfAnHour) {
  HandMadeService s({.headway_s = 600, .capacity = 1, .last_s = 100});
  for (std::uint32_t i = 0; i < 3; ++i) s.wait(i, 0, 2);
  const auto at_s = gave_up(s, 3600);
  EXPECT_EQ(at_s.size(), 2U);
  EXPECT_EQ(at_s.at(1), TransitOperation::kPatience);
  EXPECT_EQ(s.transit->waiting_persons(), 0);
}

TEST(Patience, EndsAfterTwoHeadwaysOfRareLines) {
  HandMadeService s({.headway_s = 1500, .capacity = 1});
  s.run(100);  // the train has left
  s.wait(0, 0, 2);
  s.wait(1, 0, 2);
  s.wait(2, 0, 2);
  const auto at_s = gave_up(s, 7000);
  EXPECT_THAT(at_s, ::testing::ElementsAre(std::pair{2U, 3120.0F}))
      << "the trains of 1,500 and 3,000 s took the first two; 100 + 2 x 1,500 s have passed";
}

}  // namespace
}  // namespace mwendo
