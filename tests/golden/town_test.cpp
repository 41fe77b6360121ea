// The whole way of the data on a town drawn as text: streets, people, days, indicators.
#include "tests/golden/town.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace mwendo {
namespace {

using testing::Town;

std::string text_of(const std::vector<Measure>& measures, int threads) {
  const Town town(measures);
  return testing::town_text(town, testing::run_town(town, threads));
}

TEST(TownGolden, Base) { EXPECT_EQ(testing::golden_difference("town.txt", text_of({}, 2)), ""); }

TEST(TownGolden, BrtOnMainStreet) {
  EXPECT_EQ(testing::golden_difference("town-brt.txt", text_of({Town::brt()}, 2)), "");
}

TEST(TownGolden, CycleTrackOnMainStreet) {
  EXPECT_EQ(testing::golden_difference("town-cycle-track.txt", text_of({Town::cycle_track()}, 2)),
            "");
}

TEST(TownGolden, ThreadsDoNotChangeTheText) {
  for (const int threads : {1, 2, 3, 8}) {
    SCOPED_TRACE(threads);
    EXPECT_EQ(testing::golden_difference("town-brt.txt", text_of({Town::brt()}, threads)), "");
  }
}

TEST(TownGolden, AnAlternativeWithoutMeasuresEqualsItsBase) {
  const Town town;
  Town other;
  Problems problems;
  other.world = apply(town.base, std::vector<Measure>{}, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(testing::text_difference(testing::town_text(town, testing::run_town(town, 2)),
                                     testing::town_text(other, testing::run_town(other, 2))),
            "");
}

TEST(Golden, DifferenceShowsTheLinesThatDiffer) {
  EXPECT_EQ(testing::text_difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(testing::text_difference("1\n2\n3\n4\nb\nc\n", "1\n2\n3\n4\nB\nc\nd\n"),
            "--- expected\n+++ found\n@@\n 3\n 4\n-b\n+B\n c\n+d\n");
}

}  // namespace
}  // namespace mwendo
