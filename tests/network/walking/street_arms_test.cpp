#include "network/walking/street_arms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

// North B, west C, south D, east E of a crossing A; its arms counter-clockwise.
constexpr const char* kCross = R"(
  B
  |
C-A-E
  |
  D
)";

// The names of the arms that are crossed from one street to another.
std::string crossed(const AsciiCity& city, const StreetArms& arms, const char* from, const char* to,
                    bool left) {
  std::string names;
  arms.between(city.node('A'), arms.at_start(city.link(from)), arms.at_start(city.link(to)), left,
               [&](const StreetArm& a) {
                 names += a.out.valid() ? city.name_of(a.out)[1] : city.name_of(a.in)[0];
               });
  return names;
}

TEST(StreetArms, BothDirectionsOfAStreetAreOneArm) {
  const AsciiCity city(kCross);
  const StreetArms arms(city.net);
  for (const char other : {'B', 'C', 'D', 'E'}) {
    const LinkId out = city.link(std::string{'A', other});
    const LinkId in = city.link(std::string{other, 'A'});
    EXPECT_EQ(arms.at_start(out), arms.at_end(in)) << other;
  }
  // Counter-clockwise, whatever is first: east, north, west, south.
  const auto place = [&](const char* name) { return arms.at_start(city.link(name)); };
  for (const auto& [a, b] : {std::pair{"AE", "AB"}, {"AB", "AC"}, {"AC", "AD"}, {"AD", "AE"}})
    EXPECT_EQ((place(a) + 1) % 4, place(b)) << a;
}

// A walker who comes on the left side of a street from the west and goes on to the east passes the
// street on that side: to the left (north) with left, to the right (south) else.
TEST(StreetArms, TheSideDecidesWhichStreetsAreCrossed) {
  const AsciiCity city(kCross);
  const StreetArms arms(city.net);
  EXPECT_EQ(crossed(city, arms, "AC", "AE", true), "B");
  EXPECT_EQ(crossed(city, arms, "AC", "AE", false), "D");
  EXPECT_EQ(crossed(city, arms, "AC", "AB", true), "");     // round the corner
  EXPECT_EQ(crossed(city, arms, "AC", "AB", false), "DE");  // round three corners
  EXPECT_EQ(crossed(city, arms, "AE", "AC", true), "D");
}

// From one street to another and back, on one side, all other streets are crossed once.
TEST(StreetArms, ThereAndBackCrossesAllOthers) {
  const AsciiCity city(R"(
G B F
 \|/
C-A-E
 /|
H D
)");
  const StreetArms arms(city.net);
  const std::string all = "BCDEFGH";
  for (const char from : all)
    for (const char to : all) {
      if (from == to) continue;
      const std::string names[] = {{'A', from}, {'A', to}};
      for (const bool left : {true, false}) {
        std::string both = crossed(city, arms, names[0].c_str(), names[1].c_str(), left) +
                           crossed(city, arms, names[1].c_str(), names[0].c_str(), left);
        std::sort(both.begin(), both.end());
        std::string others = all;
        std::erase_if(others, [&](char c) { return c == from || c == to; });
        EXPECT_EQ(both, others) << from << to;
        // The other side passes the same streets in the other order.
        std::string mirrored = crossed(city, arms, names[1].c_str(), names[0].c_str(), !left);
        std::reverse(mirrored.begin(), mirrored.end());
        EXPECT_EQ(mirrored, crossed(city, arms, names[0].c_str(), names[1].c_str(), left));
      }
    }
}

TEST(StreetArms, PathsOfWalkersAndRidersAreNotCrossed) {
  const AsciiCity city(kCross, {.streets = {{"AB", {.road_class = RoadClass::footway}},
                                            {"AD", {.road_class = RoadClass::cycleway}}}});
  EXPECT_FALSE(has_carriageway(city.net, city.link("AB")));
  EXPECT_FALSE(has_carriageway(city.net, city.link("AD")));
  EXPECT_TRUE(has_carriageway(city.net, city.link("AC")));
  const StreetArms arms(city.net);
  EXPECT_EQ(crossed(city, arms, "AC", "AE", true), "");
  EXPECT_EQ(crossed(city, arms, "AC", "AE", false), "");
  EXPECT_EQ(crossed(city, arms, "AC", "AD", true), "E");  // past the footway in the north
}

TEST(StreetArms, AOneWayStreetIsAnArmAtBothItsEnds) {
  const AsciiCity city(R"(
  B
  v
C-A>E
  |
  D
)");
  const StreetArms arms(city.net);
  const auto crossed_by = [&](std::uint32_t from, std::uint32_t to, bool left) {
    std::vector<LinkId> links;
    arms.between(city.node('A'), from, to, left,
                 [&](const StreetArm& a) { links.push_back(a.out.valid() ? a.out : a.in); });
    return links;
  };
  const std::uint32_t west = arms.at_start(city.link("AC"));
  EXPECT_EQ(crossed_by(west, arms.at_start(city.link("AE")), true), std::vector{city.link("BA")});
  EXPECT_EQ(crossed_by(west, arms.at_end(city.link("BA")), true), std::vector<LinkId>{});
  EXPECT_EQ(crossed_by(west, arms.at_end(city.link("BA")), false),
            (std::vector{city.link("AD"), city.link("AE")}));
}

}  // namespace
}  // namespace mwendo
