// What a replay packs into bits, and how it knows its network.
#include "sim/replay/replay_code.h"

#include <gtest/gtest.h>

#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::SmallWorld;

TEST(ReplayCode, APlaceComesApartAgain) {
  for (const std::uint32_t link : {0U, 1U, 123456789U, 0xFFFFFFFEU})
    for (const std::uint32_t lane : {0U, 3U, 255U})
      for (const bool halted : {false, true})
        for (const std::uint32_t persons : {0U, 1U, 65535U}) {
          const std::uint64_t where = replay::where_of(LinkId{link}, lane, halted, persons);
          EXPECT_EQ(replay::link_in(where), link);
          EXPECT_EQ(replay::lane_in(where), lane);
          EXPECT_EQ(replay::others_in(where), (halted ? 1U : 0U) | persons << 8U);
        }
}

// A change of one link, one length or one lane is another network; names and speeds are not.
TEST(ReplayCode, ANetworkIsKnownByItsLinks) {
  const SmallWorld base = testing::make_small_world({.size = 6});
  const std::uint64_t known = network_hash(base.network);
  EXPECT_EQ(network_hash(testing::make_small_world({.size = 6}).network), known);
  EXPECT_NE(network_hash(testing::make_small_world({.size = 9}).network), known);
  SmallWorld longer = base;
  longer.network.link.length_m[LinkId{17}] += 1;
  EXPECT_NE(network_hash(longer.network), known);
  SmallWorld renamed = base;
  renamed.network.name = "another";
  renamed.network.link.free_speed_mps[LinkId{17}] += 1;
  EXPECT_EQ(network_hash(renamed.network), known);
}

}  // namespace
}  // namespace mwendo
