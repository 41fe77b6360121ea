// Jams, the places that hold them and their causes, on streets drawn here. All figures are set by
// hand.
#include "tests/support/jam_heads.h"

#include <gtest/gtest.h>

#include "tests/support/ascii_city.h"
#include "tests/support/jam_ways.h"

namespace mwendo {
namespace {

StreetFlow free_flow(double vehicles) {
  return {.vehicles = vehicles,
          .car_units = vehicles,
          .vehicle_km = 400,
          .vehicle_h = 10,
          .delay_h = 1,
          .occupancy = 0.1};
}
StreetFlow jam(double vehicles, double delay_h) {
  return {.vehicles = vehicles,
          .car_units = vehicles,
          .vehicle_km = 50,
          .vehicle_h = 10,
          .delay_h = delay_h,
          .occupancy = 0.7};
}

// A main street A-B-C-D; E and F join it at B and C.
struct Scene {
  explicit Scene(AsciiOptions options = {})
      : city(R"(
          A---B---C---D
              |   |
              E   F
        )",
             std::move(options)) {
    flows.assign(city.net.links().size(), {});
    for (const LinkId l : city.net.links()) flows[l.value] = free_flow(300);
  }
  StreetFlow& operator[](std::string_view name) { return flows[city.link(name).value]; }
  [[nodiscard]] Jams jams() const { return find_jams(city.net, flows); }
  [[nodiscard]] JamCause cause(std::string_view name) const {
    return cause_of(city.net, transit, flows, {.link = city.link(name)}).cause;
  }
  AsciiCity city;
  TransitSupply transit;
  std::vector<StreetFlow> flows;
};

TEST(JamHeads, AJamIsSlowAndFull) {
  EXPECT_TRUE(is_jammed({.vehicle_km = 9.9, .vehicle_h = 1, .occupancy = 0.36}));
  EXPECT_FALSE(is_jammed({.vehicle_km = 10.1, .vehicle_h = 1, .occupancy = 0.36}));
  EXPECT_FALSE(is_jammed({.vehicle_km = 9.9, .vehicle_h = 1, .occupancy = 0.34}));
  EXPECT_FALSE(is_jammed({}));  // nobody there
}

TEST(JamHeads, QueuesFollowToTheirHeadWhichHoldsTheirDelay) {
  Scene s;
  s["AB"] = jam(100, 7);
  s["EB"] = jam(100, 5);
  s["BC"] = jam(200, 3);
  s["DC"] = jam(200, 4);  // leads to no jam: a head of its own
  const Jams jams = s.jams();
  ASSERT_EQ(jams.heads.size(), 2U);
  EXPECT_EQ(jams.heads[0].link, s.city.link("BC"));
  EXPECT_DOUBLE_EQ(jams.heads[0].delay_h, 15);
  EXPECT_EQ(jams.heads[0].links, 3U);
  EXPECT_FALSE(jams.heads[0].ring);
  EXPECT_EQ(jams.heads[1].link, s.city.link("DC"));
  EXPECT_DOUBLE_EQ(jams.heads[1].delay_h, 4);
  ASSERT_EQ(jams.jammed.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_EQ(jams.head_of[i], jams.jammed[i] == s.city.link("DC") ? 1U : 0U);
}

TEST(JamHeads, AJamThatHardlyAnybodyGoesToHoldsNobody) {
  Scene s;
  s["AB"] = jam(100, 7);
  s["BC"] = free_flow(400);
  s["BE"] = jam(12, 1);  // 12 of 412 that leave B: less than 3 %
  EXPECT_EQ(s.jams().heads.size(), 2U);
  s["BE"] = jam(13, 1);  // 13 of 413: more
  ASSERT_EQ(s.jams().heads.size(), 1U);
  EXPECT_EQ(s.jams().heads[0].link, s.city.link("BE"));
}

TEST(JamHeads, StreetsOfACircleAreARingHeldByTheSlowest) {
  const AsciiCity city(R"(
    A>>>B
    ^   v
    D<<<C
  )");
  std::vector<StreetFlow> flows(city.net.links().size(), jam(100, 2));
  flows[city.link("CD").value].vehicle_km = 10;
  const Jams jams = find_jams(city.net, flows);
  ASSERT_EQ(jams.heads.size(), 1U);
  EXPECT_TRUE(jams.heads[0].ring);
  EXPECT_EQ(jams.heads[0].link, city.link("CD"));
  EXPECT_DOUBLE_EQ(jams.heads[0].delay_h, 8);
  EXPECT_EQ(cause_of(city.net, {}, flows, jams.heads[0]).cause, JamCause::ring);
}

// One lane; two phases share the cycle of 90 s: (90 - 2 x 3) / 2 = 42 s of green, share 0.467,
// 793 car units an hour at 1,700 an hour of green. 0.7 of them: 555.
TEST(JamCauses, ASignalIsFullAtSevenTenthsOfItsGreens) {
  Scene s({.controls = {{"B", JunctionControl::signal}}});
  EXPECT_NEAR(green_share(s.city.net, s.city.turn("ABC")), 42.0 / 90, 1e-6);
  EXPECT_EQ(green_share(s.city.net, s.city.turn("BCD")), 1);
  s["AB"] = jam(560, 5);
  EXPECT_EQ(s.cause("AB"), JamCause::signal);
  s["AB"] = jam(550, 5);
  EXPECT_NE(s.cause("AB"), JamCause::signal);
}

TEST(JamCauses, AMinorStreetYieldsToTheMainOne) {
  Scene s({.streets = {{"AB", {.lanes = 1, .road_class = RoadClass::primary}},
                       {"BC", {.lanes = 1, .road_class = RoadClass::primary}},
                       {"CD", {.lanes = 1, .road_class = RoadClass::primary}},
                       {"BE", {.lanes = 1, .road_class = RoadClass::residential}}},
           .controls = {{"B", JunctionControl::priority}}});
  s["EB"] = jam(150, 5);
  EXPECT_EQ(s.cause("EB"), JamCause::yields);
  for (const char* main : {"AB", "CB"}) s[main] = free_flow(90);  // 180 together
  EXPECT_NE(s.cause("EB"), JamCause::yields);
}

// Those who turn right to E wait for CB in a lane that leads on to C, too.
TEST(JamCauses, TurnsHoldUpALaneThatOthersNeed) {
  Scene s({.streets = {{"AB", {.lanes = 2, .free_speed_mps = 14}},
                       {"BC", {.lanes = 2, .free_speed_mps = 14}}}});
  ASSERT_FALSE(has_own_lane(s.city.net, s.city.turn("ABE")));
  s["AB"] = jam(900, 5);
  s["CB"] = free_flow(200);
  EXPECT_EQ(s.cause("AB"), JamCause::crossing);
  s["BE"] = free_flow(30);  // 30 of 330 turn: less than a tenth, 5 % of one lane of two
  EXPECT_EQ(s.cause("AB"), JamCause::none);
  s["BE"] = free_flow(300);
  s["CB"] = free_flow(190);
  EXPECT_EQ(s.cause("AB"), JamCause::none);
}

// Streets cross without priority: who comes first goes first.
TEST(JamCauses, EqualsGoInTurn) {
  const AsciiCity city(R"(
        G
        |
    A---B---C
        |
        E
  )",
                       {.controls = {{"B", JunctionControl::uncontrolled}}});
  std::vector<StreetFlow> flows(city.net.links().size(), free_flow(10));
  flows[city.link("BC").value] = free_flow(300);  // most go straight on
  const JamHead head{.link = city.link("AB")};
  flows[head.link.value] = jam(400, 5);
  ASSERT_EQ(units_first(city.net, flows, city.turn("ABC")), 0);
  for (const char* side : {"GB", "EB"}) flows[city.link(side).value] = free_flow(250);
  EXPECT_EQ(cause_of(city.net, {}, flows, head).cause, JamCause::equals);
  flows[city.link("EB").value] = free_flow(200);
  EXPECT_EQ(cause_of(city.net, {}, flows, head).cause, JamCause::none);
}

// A signal that discharges less has its greens lost, to the street behind if that is full.
TEST(JamCauses, AFullStreetBehindTakesTheGreens) {
  Scene s({.controls = {{"B", JunctionControl::signal}}});
  s["AB"] = jam(400, 5);
  s["BC"] = free_flow(500);
  s["CB"] = free_flow(0);  // nobody to yield to
  EXPECT_EQ(s.cause("AB"), JamCause::signal_lost);
  s["BC"].occupancy = 0.4;
  EXPECT_EQ(s.cause("AB"), JamCause::next_link);
  s["BC"].occupancy = 0.25;
  s["BC"].vehicle_km = 90;  // 9 km/h
  EXPECT_EQ(s.cause("AB"), JamCause::next_link);
}

TEST(JamCauses, FullLanesAndLaneDrops) {
  Scene s({.streets = {{"AB", {.lanes = 2, .free_speed_mps = 14}},
                       {"BC", {.lanes = 1, .free_speed_mps = 14}}}});
  s["BA"] = s["BE"] = free_flow(0);
  s["BC"] = free_flow(1001);
  s["AB"] = jam(1001, 5);
  EXPECT_EQ(s.cause("AB"), JamCause::lane_drop);
  s["BC"] = free_flow(990);
  EXPECT_EQ(s.cause("AB"), JamCause::none);
  s["AB"] = jam(2400, 5);  // 1,200 a lane
  EXPECT_EQ(s.cause("AB"), JamCause::lane_full);
}

// A circle of three lanes is left from two of them: 2,500 an hour are 1,250 in each.
TEST(JamCauses, TheLanesOfTheWayOnAreFull) {
  LinkSpec ring{.lanes = 3, .free_speed_mps = 14};
  ring.flags = kRoundaboutRing;
  const AsciiCity city(
      R"(
    B>>>C
    ^
W---A
    ^
    D
  )",
      {.streets = {
           {"DA", ring}, {"AB", ring}, {"BC", ring}, {"AW", {.lanes = 3, .free_speed_mps = 14}}}});
  std::vector<StreetFlow> flows(city.net.links().size());
  flows[city.link("AW").value] = free_flow(2500);
  const JamHead head{.link = city.link("DA")};
  flows[head.link.value] = jam(2500, 5);
  EXPECT_EQ(cause_of(city.net, {}, flows, head).cause, JamCause::lane_full);
  flows[head.link.value] = jam(2300, 5);
  EXPECT_EQ(cause_of(city.net, {}, flows, head).cause, JamCause::none);
}

TEST(JamCauses, AGuessedStreetIsNamedLast) {
  Scene s({.streets = {{"AB", {.lanes = 1, .free_speed_mps = 14, .flags = kAssumedClass}}}});
  s["AB"] = jam(300, 5);
  EXPECT_EQ(s.cause("AB"), JamCause::crossing);
  s["CB"] = free_flow(0);  // nobody to yield to
  EXPECT_EQ(s.cause("AB"), JamCause::guessed);
  s["AB"] = jam(2500, 5);
  EXPECT_EQ(s.cause("AB"), JamCause::lane_full);
}

TEST(JamCauses, AFreeStreetWithoutCauseHasNone) {
  Scene s;
  s["CD"] = jam(300, 5);
  EXPECT_EQ(s.cause("CD"), JamCause::none);
}

}  // namespace
}  // namespace mwendo
