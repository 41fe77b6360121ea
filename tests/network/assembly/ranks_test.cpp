// Right of way at junctions of which only the streets are known.
#include "network/assembly/ranks.h"

#include <gtest/gtest.h>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

constexpr const char* kTee = R"(
  W---X---E
      |
      S
)";

int rank(const AsciiCity& city, const char* turn) {
  return int{city.net.movement.rank[city.turn(turn)]};
}

TEST(Ranks, AStreetThatEndsYieldsToTheOneThatGoesOn) {
  const AsciiCity city(kTee, {.infer_priority = true});
  EXPECT_EQ(city.net.node.control[city.node('X')], JunctionControl::priority);
  EXPECT_EQ(rank(city, "WXE"), 0);
  EXPECT_EQ(rank(city, "EXW"), 0);
  EXPECT_EQ(rank(city, "EXS"), 0) << "to the kerb side";
  EXPECT_EQ(rank(city, "WXS"), 1) << "across";
  EXPECT_EQ(rank(city, "SXW"), 2);
  EXPECT_EQ(rank(city, "SXE"), 3);
}

// Both directions of the main street go first where it has two lanes on one side and one on the
// other.
TEST(Ranks, AStreetGoesFirstWhereItNarrows) {
  LinkSpec wide;
  wide.road_class = RoadClass::primary;
  wide.lanes = 2;
  LinkSpec narrow = wide;
  narrow.lanes = 1;
  LinkSpec side;
  side.road_class = RoadClass::tertiary;
  const AsciiCity city(
      kTee, {.streets = {{"WX", wide}, {"XE", narrow}, {"XS", side}}, .infer_priority = true});
  EXPECT_EQ(rank(city, "WXE"), 0) << "into fewer lanes";
  EXPECT_EQ(rank(city, "EXW"), 0);
  EXPECT_EQ(rank(city, "WXS"), 1);
  EXPECT_EQ(rank(city, "SXW"), 2);
}

TEST(Ranks, CrossingsAndMergesOfEqualsStayUncontrolled) {
  const AsciiCity crossing(R"(
      N
      |
  W---X---E
      |
      S
)",
                           {.infer_priority = true});
  EXPECT_EQ(crossing.net.node.control[crossing.node('X')], JunctionControl::uncontrolled);
  const AsciiCity bend(R"(
  W---X
      |
      S
)",
                       {.infer_priority = true});
  EXPECT_EQ(bend.net.node.control[bend.node('X')], JunctionControl::uncontrolled);
}

// The class of a ramp is that of the motorway that it serves.
TEST(Ranks, RampsYieldToTheStreetAtTheirEnd) {
  const auto with = [](LinkFlags flags) {
    LinkSpec ramp;
    ramp.road_class = RoadClass::motorway;
    ramp.flags = flags;
    LinkSpec street;
    street.road_class = RoadClass::tertiary;
    return AsciiCity(
        R"(
  W---X---E
      ^
      S
)",
        {.streets = {{"SX", ramp}, {"WX", street}, {"XE", street}}, .infer_priority = true});
  };
  const AsciiCity city = with(kRampLink);
  EXPECT_EQ(rank(city, "WXE"), 0);
  EXPECT_EQ(rank(city, "SXW"), 2);
  EXPECT_EQ(rank(with(LinkFlags{0}), "SXW"), 0) << "a motorway goes first";
}

}  // namespace
}  // namespace mwendo
