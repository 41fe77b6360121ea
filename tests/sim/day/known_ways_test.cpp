#include "sim/day/known_ways.h"

#include <gtest/gtest.h>

#include "network/base/random.h"

namespace mwendo {
namespace {

using Way = std::vector<LinkId>;

TEST(KnownWays, TheWaysOfTheDayBeforeAreKnown) {
  KnownWays ways;
  const Way a{LinkId{7}, LinkId{8}, LinkId{300000}, LinkId{2}};
  const Way b{LinkId{0}};
  ways.keep(9, a);
  ways.keep(1ULL << 40U, b);
  EXPECT_TRUE(ways.way_of(9).empty()) << "of this day";
  ways.end_day();
  EXPECT_EQ(ways.way_of(9), a);
  EXPECT_EQ(ways.way_of(1ULL << 40U), b);
  EXPECT_TRUE(ways.way_of(8).empty());
  ways.keep(9, b);
  EXPECT_EQ(ways.way_of(9), a);
  ways.end_day();
  EXPECT_EQ(ways.way_of(9), b);
  EXPECT_TRUE(ways.way_of(1ULL << 40U).empty()) << "who makes no trip forgets";
}

// Steps of up to 60 links along a street, and now and then to anywhere.
TEST(KnownWays, AWayNeedsTwoBytesALink) {
  KnownWays ways;
  std::vector<Way> all;
  for (std::uint32_t d = 0; d < 500; ++d) {
    Way way;
    std::uint32_t link = random_bits({.subject = d}) % 40000;
    for (std::uint32_t k = 0; k < 60; ++k) {
      const std::uint32_t u = random_bits({.subject = d, .index = k + 1});
      link = u % 8 == 0 ? u % 40000 : link + u % 60;
      way.push_back(LinkId{link});
    }
    ways.keep(KnownWays::Driver{d} * 77, way);
    all.push_back(way);
  }
  ways.end_day();
  for (std::uint32_t d = 0; d < 500; ++d) EXPECT_EQ(ways.way_of(KnownWays::Driver{d} * 77), all[d]);
  EXPECT_EQ(ways.size(), 500U);
  EXPECT_LT(ways.bytes(), 500U * (16 + 60 * 2));
}

}  // namespace
}  // namespace mwendo
