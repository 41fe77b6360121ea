#include "network/assembly/builder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "network/assembly/generate.h"
#include "network/components.h"
#include "network/permissions.h"
#include "network/validate.h"
#include "tests/support/ascii_city.h"
#include "tests/support/lane_joins.h"

namespace mwendo {
namespace {

constexpr const char* kCross = R"(
      N
      |
      |
  W---X---E
      |
      |
      S
)";

bool conflict(const AsciiCity& city, const char* a, const char* b) {
  const auto conflicts = city.net.conflicts_of(city.turn(a));
  return std::find(conflicts.begin(), conflicts.end(), city.turn(b)) != conflicts.end();
}

std::string joins(const AsciiCity& city, const char* name) {
  const MovementId m = city.turn(name);
  return lane_joins(city.net, city.net.movement.from[m], city.net.movement.to[m]);
}

TEST(Builder, TurnsOfACrossing) {
  const AsciiCity city(kCross);
  EXPECT_EQ(city.net.links().size(), 8U);
  EXPECT_EQ(city.net.movement.direction[city.turn("WXE")], TurnDirection::straight);
  EXPECT_EQ(city.net.movement.direction[city.turn("WXN")], TurnDirection::left);
  EXPECT_EQ(city.net.movement.direction[city.turn("WXS")], TurnDirection::right);
  EXPECT_FALSE(city.turn("WXW").valid()) << "U-turns only at dead ends";
  EXPECT_TRUE(city.turn("XWX").valid());
  EXPECT_EQ(city.net.movement.direction[city.turn("XWX")], TurnDirection::u_turn);
}

// West of X the street parts into two carriageways that leave X along one line.
TEST(Builder, CarriagewaysThatPartDoNotCross) {
  for (const DrivingSide side : {DrivingSide::left, DrivingSide::right})
    for (const bool arriving_first : {true, false}) {
      NetworkBuilder b({.driving_side = side});
      const double north = side == DrivingSide::left ? 10 : -10;
      const NodeId x = b.add_node({0, 0}), east = b.add_node({200, 0});
      const NodeId from = b.add_node({-200, north}), to = b.add_node({-200, -north});
      const auto arriving = [&] {
        return b.add_link({.from = from, .to = x, .geometry = {{-200, north}, {-100, 0}, {0, 0}}});
      };
      const auto leaving = [&] {
        return b.add_link({.from = x, .to = to, .geometry = {{0, 0}, {-100, 0}, {-200, -north}}});
      };
      const LinkId first = arriving_first ? arriving() : leaving();
      const LinkId second = arriving_first ? leaving() : arriving();
      const LinkId in = arriving_first ? first : second;
      const LinkId out = arriving_first ? second : first;
      const auto [away, back] = b.add_street({.from = x, .to = east});
      const Network net = b.build();
      for (const MovementId m : net.movements()) {
        const bool through = (net.movement.from[m] == in && net.movement.to[m] == away) ||
                             (net.movement.from[m] == back && net.movement.to[m] == out);
        EXPECT_TRUE(!through || net.conflicts_of(m).empty()) << m.value;
      }
    }
}

TEST(Builder, ConflictsFollowTheDrivingSide) {
  const AsciiCity left(kCross);
  EXPECT_TRUE(conflict(left, "WXE", "NXS"));
  EXPECT_FALSE(conflict(left, "WXE", "EXW"));
  EXPECT_TRUE(conflict(left, "WXS", "EXW")) << "a right turn crosses the opposing flow";
  EXPECT_FALSE(conflict(left, "WXN", "EXW")) << "a left turn does not";
  EXPECT_FALSE(conflict(left, "WXS", "EXN")) << "opposing right turns pass each other";
  EXPECT_TRUE(conflict(left, "WXN", "SXN")) << "they merge";
  EXPECT_FALSE(conflict(left, "WXN", "WXE")) << "same approach";
  const AsciiCity right(kCross, {.driving_side = DrivingSide::right});
  EXPECT_TRUE(conflict(right, "WXN", "EXW")) << "a left turn crosses the opposing flow";
  EXPECT_FALSE(conflict(right, "WXS", "EXW"));
}

TEST(Builder, ATurningLaneFansOutAndMergesWithTheStraightFlow) {
  const AsciiCity city(kCross, {.streets = {{"WX", {.lanes = 2}}, {"XN", {.lanes = 2}}}});
  EXPECT_TRUE(conflict(city, "WXN", "SXN"));
  EXPECT_EQ(joins(city, "WXN"), "0>0 0>1");
}

TEST(Builder, LanesOfACrossing) {
  const AsciiCity city(kCross, {.streets = {{"WX", {.lanes = 3}}, {"XE", {.lanes = 3}}}});
  EXPECT_EQ(joins(city, "WXE"), "0>0 1>1 2>2");
  EXPECT_EQ(joins(city, "WXN"), "0>0") << "left from the kerb lane";
  EXPECT_EQ(joins(city, "WXS"), "2>0") << "right from the median lane";
  EXPECT_EQ(joins(city, "NXE"), "0>0 0>1 0>2") << "a single lane fans out";
}

TEST(Builder, LanesWhenTheStreetNarrows) {
  const AsciiCity city(kCross, {.streets = {{"WX", {.lanes = 3}}, {"XE", {.lanes = 1}}}});
  EXPECT_EQ(joins(city, "WXN"), "0>0");
  EXPECT_EQ(joins(city, "WXE"), "1>0") << "the lanes left over serve the turns";
  EXPECT_EQ(joins(city, "WXS"), "2>0");
}

TEST(Builder, LanesMergeWhereThereIsNoTurn) {
  const AsciiCity city("A---B---C", {.streets = {{"AB", {.lanes = 3}}, {"BC", {.lanes = 2}}}});
  EXPECT_EQ(joins(city, "ABC"), "0>0 1>1 2>1");
}

TEST(Builder, BrtLaneContinuesInTheMedian) {
  const std::vector<LaneSpec> trunk = {
      {kStreetTraffic, 3.25F}, {kStreetTraffic, 3.25F}, {kBrt, 3.5F}};
  LinkSpec brt;
  brt.lane_specs = trunk;
  const AsciiCity city(kCross, {.streets = {{"WX", brt}, {"XE", brt}, {"XN", {.lanes = 2}}}});
  EXPECT_EQ(joins(city, "WXE"), "0>0 1>1 2>2");
  const auto allowed = movement_permissions(city.net);
  EXPECT_TRUE(allowed[city.turn("WXN")] & kBrt) << "BRT vehicles can leave the trunk";
  EXPECT_TRUE(allowed[city.turn("NXE")] & kBrt) << "and enter it";
  EXPECT_EQ(joins(city, "NXE"), "0>0 0>1 1>2");
  EXPECT_TRUE(allowed[city.turn("WXE")] & kCar);
}

TEST(Builder, BusLaneAtTheKerb) {
  LinkSpec bus;
  bus.lane_specs = {{kBus | kMinibus | kBicycle, 3.25F}, {kStreetTraffic, 3}, {kStreetTraffic, 3}};
  const AsciiCity city(kCross, {.streets = {{"WX", bus}, {"XE", bus}}});
  EXPECT_EQ(joins(city, "WXE"), "0>0 1>1 2>2");
  EXPECT_EQ(joins(city, "WXN"), "0>0 1>0") << "buses and cars turn left from their own kerb lane";
  EXPECT_TRUE(movement_permissions(city.net)[city.turn("WXS")] & kCar);
}

TEST(Builder, PriorityRanks) {
  const AsciiCity city(kCross, {.streets = {{"WX", {.road_class = RoadClass::primary}},
                                            {"XE", {.road_class = RoadClass::primary}}},
                                .infer_priority = true});
  EXPECT_EQ(city.net.node.control[city.node('X')], JunctionControl::priority);
  const auto rank = [&](const char* turn) { return int{city.net.movement.rank[city.turn(turn)]}; };
  EXPECT_EQ(rank("WXE"), 0);
  EXPECT_EQ(rank("WXN"), 0);
  EXPECT_EQ(rank("WXS"), 1);
  EXPECT_EQ(rank("NXS"), 2);
  EXPECT_EQ(rank("NXW"), 3);
}

TEST(Builder, EqualRanksAtUncontrolledNodesExceptAcross) {
  const AsciiCity city(kCross);
  const auto rank = [&](const char* turn) { return int{city.net.movement.rank[city.turn(turn)]}; };
  EXPECT_EQ(rank("WXE"), 0);
  EXPECT_EQ(rank("NXS"), 0);
  EXPECT_EQ(rank("WXS"), 1);
  EXPECT_EQ(rank("WXN"), 0);
}

TEST(Builder, RoundaboutEntriesYield) {
  LinkSpec ring;
  ring.flags = kRoundaboutRing;
  // Clockwise, as where one drives on the left.
  const AsciiCity city(R"(
   N   E
   |   |
   A>>>B
   ^   v
   D<<<C
   |   |
   W   S
)",
                       {.streets = {{"AB", ring}, {"BC", ring}, {"CD", ring}, {"DA", ring}},
                        .controls = {{"A", JunctionControl::roundabout},
                                     {"B", JunctionControl::roundabout},
                                     {"C", JunctionControl::roundabout},
                                     {"D", JunctionControl::roundabout}}});
  EXPECT_EQ(city.net.movement.rank[city.turn("DAB")], 0);
  EXPECT_EQ(city.net.movement.rank[city.turn("NAB")], 1);
  EXPECT_TRUE(conflict(city, "DAB", "NAB"));
  EXPECT_FALSE(conflict(city, "DAN", "NAB")) << "who leaves the ring does not stop who enters";
}

// A circle of three lanes goes on to B and is left to W from its two outer lanes, if W has as many.
std::size_t lanes_that_leave(int exit_lanes) {
  LinkSpec ring{.lanes = 3};
  ring.flags = kRoundaboutRing;
  const AsciiCity city(
      R"(
       B>>>C
       ^   v
   W---A   v
       ^   v
       D<<<+
)",
      {.streets = {
           {"DA", ring}, {"AB", ring}, {"BC", ring}, {"CD", ring}, {"AW", {.lanes = exit_lanes}}}});
  std::size_t leave = 0;
  for (const LaneId a : city.net.lanes_of(city.link("DA")))
    leave += std::any_of(city.net.connections_of(a).begin(), city.net.connections_of(a).end(),
                         [&](const Connection& c) { return c.movement == city.turn("DAW"); });
  return leave;
}

TEST(Builder, AWideCircleIsLeftFromSeveralLanes) {
  EXPECT_EQ(lanes_that_leave(1), 1U);
  EXPECT_EQ(lanes_that_leave(2), 2U);
  EXPECT_EQ(lanes_that_leave(3), 2U);  // the lane at the island goes on
}

TEST(Builder, ForbiddenTurnsStayAway) {
  AsciiCity city(kCross);
  city.builder.forbid_turn(city.link("WX"), city.link("XS"));
  city.net = city.builder.build();
  EXPECT_FALSE(city.turn("WXS").valid());
  EXPECT_TRUE(city.turn("WXE").valid());
}

TEST(Builder, DefaultSignalPlan) {
  const AsciiCity city(kCross, {.streets = {{"WX", {.lanes = 3}}, {"XE", {.lanes = 3}}},
                                .controls = {{"X", JunctionControl::signal}}});
  const SignalPlan& plan = city.net.signal_plans.at(city.net.node.signal_plan[city.node('X')]);
  ASSERT_EQ(plan.phases.size(), 2U);
  EXPECT_EQ(plan.cycle_s(), 90);
  const auto has = [&](const SignalPhase& p, const char* turn) {
    return std::count(p.movements.begin(), p.movements.end(), city.turn(turn)) == 1;
  };
  const bool first = has(plan.phases[0], "WXE");
  const SignalPhase& wide = plan.phases[first ? 0 : 1];
  const SignalPhase& narrow = plan.phases[first ? 1 : 0];
  EXPECT_TRUE(has(wide, "EXW"));
  EXPECT_TRUE(has(narrow, "NXS") && has(narrow, "SXW"));
  // 90 s less twice 3 s of clearance, shared by three lanes and one.
  EXPECT_EQ(wide.green_s, 63);
  EXPECT_EQ(narrow.green_s, 21);
  // Twelve turns, and the two of the wide street to the kerb side, which have slip lanes.
  EXPECT_EQ(wide.movements.size() + narrow.movements.size(), 14U);
  EXPECT_TRUE(has(narrow, "WXN") && has(narrow, "EXS"));
  EXPECT_FALSE(has(wide, "NXE") || has(wide, "SXW"));
}

TEST(Builder, PoliceRunLongerCycles) {
  const AsciiCity city(kCross, {.controls = {{"X", JunctionControl::police}}});
  const SignalPlan& plan = city.net.signal_plans.at(city.net.node.signal_plan[city.node('X')]);
  EXPECT_EQ(plan.kind, SignalKind::police);
  // Each of four approaches turns across another: 15 s alone, 3 s of clearance.
  EXPECT_EQ(plan.cycle_s(), 180 + 4 * 18);
  ASSERT_EQ(plan.phases.size(), 6U);
  const SignalPhase& alone = plan.phases[1];
  EXPECT_EQ(alone.green_s, 15);
  ASSERT_EQ(alone.movements.size(), 3U);
  for (const MovementId m : alone.movements)
    EXPECT_EQ(city.net.movement.from[m], city.net.movement.from[alone.movements[0]]);
}

// Two streets that meet head on; one turns across the other.
TEST(Builder, PoliceBetweenTwoStreetsGiveEachAGreen) {
  NetworkBuilder builder;
  const NodeId x = builder.add_node({0, 0}, JunctionControl::police);
  const LinkId from_west = builder.add_link({.from = builder.add_node({-200, 0}), .to = x});
  const LinkId from_east = builder.add_link({.from = builder.add_node({200, 0}), .to = x});
  const LinkId to_west = builder.add_link({.from = x, .to = builder.add_node({-200, 10})});
  const LinkId to_south = builder.add_link({.from = x, .to = builder.add_node({0, -200})});
  (void)to_west;
  const Network net = builder.build();
  const SignalPlan& plan = net.signal_plans.at(net.node.signal_plan[x]);
  ASSERT_EQ(plan.phases.size(), 2U);
  const auto has = [&](const SignalPhase& p, LinkId from, LinkId to) {
    return std::any_of(p.movements.begin(), p.movements.end(), [&](MovementId m) {
      return net.movement.from[m] == from && net.movement.to[m] == to;
    });
  };
  // To the south from the west is across; the eastern stream to the south merges with it.
  EXPECT_NE(has(plan.phases[0], from_west, to_south), has(plan.phases[1], from_west, to_south));
  EXPECT_NE(has(plan.phases[0], from_east, to_south), has(plan.phases[1], from_east, to_south));
}

TEST(Builder, ExplicitSignalPlanServesEveryMovement) {
  AsciiCity city(kCross);
  BuildReport report;
  city.builder.set_signal(
      city.node('X'), {.bus_priority = true,
                       .phases = {{.green_s = 40, .turns = {{city.link("WX"), {}}}},
                                  {.green_s = 20, .turns = {{city.link("NX"), city.link("XS")}}}}});
  city.net = city.builder.build(report);
  const SignalPlan& plan = city.net.signal_plans.at(city.net.node.signal_plan[city.node('X')]);
  EXPECT_TRUE(plan.bus_priority);
  std::size_t served = 0;
  for (const SignalPhase& p : plan.phases) served += p.movements.size();
  EXPECT_EQ(served, 12U);
  EXPECT_EQ(report.count_of("movements without green added to a phase"), 8U);
}

TEST(Builder, RepairsAreCounted) {
  NetworkBuilder builder;
  const NodeId a = builder.add_node({0, 0});
  const NodeId b = builder.add_node({100, 0});
  const NodeId c = builder.add_node({100, 0.2});
  builder.add_link({.from = a, .to = b, .lanes = 0, .road_class = RoadClass::primary});
  builder.add_link({.from = b, .to = c, .free_speed_mps = 10});
  builder.add_link(
      {.from = a, .to = c, .geometry = {{0, 0}, {50, 5}, {90, 0}}, .free_speed_mps = 9});
  BuildReport report;
  const Network net = builder.build(report);
  EXPECT_EQ(report.count_of("lanes assumed by class"), 1U);
  EXPECT_EQ(report.count_of("free speeds assumed by class"), 1U);
  EXPECT_EQ(report.count_of("links shorter than 1 m, lengthened to 1 m"), 1U);
  EXPECT_EQ(report.count_of("link ends moved onto their nodes"), 1U);
  EXPECT_EQ(report.count_of("links that lead nowhere"), 2U);
  EXPECT_EQ(net.lanes_of(LinkId{0}).size(), 2U);
  EXPECT_TRUE(net.link.flags[LinkId{0}] & kAssumedLanes);
  EXPECT_TRUE(net.link.flags[LinkId{0}] & kAssumedSpeed);
  EXPECT_TRUE(net.link.flags[LinkId{0}] & kOneWayStreet);
  EXPECT_NE(report.text().find("lanes assumed by class: 1 (link 0)"), std::string::npos);
}

TEST(Builder, FromNetworkRebuildsTheSame) {
  AsciiCity city(kCross,
                 {.streets = {{"WX", {.lanes = 3}}}, .controls = {{"X", JunctionControl::signal}}});
  city.builder.forbid_turn(city.link("WX"), city.link("XS"));
  city.builder.allow_turn(city.link("EX"), city.link("XE"));
  city.builder.set_turn_speed(city.link("WX"), city.link("XN"), 3.5F);
  const Network first = city.builder.build();
  const Network again = NetworkBuilder::from_network(first).build();
  EXPECT_EQ(again.movement.from.raw(), first.movement.from.raw());
  EXPECT_EQ(again.movement.to.raw(), first.movement.to.raw());
  EXPECT_EQ(again.movement.rank.raw(), first.movement.rank.raw());
  EXPECT_EQ(again.connections, first.connections);
  EXPECT_EQ(again.geometry, first.geometry);
  EXPECT_EQ(again.movement.conflicts, first.movement.conflicts);
  EXPECT_EQ(again.movement.speed_mps.raw(), first.movement.speed_mps.raw());
  for (const MovementId m : again.movements_of(city.link("WX")))
    EXPECT_EQ(again.movement.speed_mps[m] == 3.5F, again.movement.to[m] == city.link("XN"));
  EXPECT_EQ(again.signal_plans.size(), first.signal_plans.size());
}

TEST(Validate, FindsWhatIsBroken) {
  Network net = AsciiCity(kCross).net;
  EXPECT_TRUE(validate(net).empty());
  net.link.length_m[LinkId{1}] = 0;
  net.movement.to[MovementId{0}] = net.movement.from[MovementId{0}];
  net.movement.speed_mps[MovementId{1}] = 0;
  EXPECT_GE(validate(net).size(), 3U);
  net.lane.width_m.clear();
  EXPECT_EQ(validate(net).size(), 1U) << "sizes are checked first";
}

TEST(Components, OneWayTrapIsFound) {
  const AsciiCity city(R"(
   A---B>>>C>>>D
   |   |
   E---F---G
)");
  const Components parts = strong_components(city.net, kCar);
  EXPECT_NE(parts.part[city.link("CD")], parts.largest);
  EXPECT_EQ(parts.part[city.link("AB")], parts.largest);
  EXPECT_EQ(parts.length_m.size(), 3U);
  const auto keep = largest_part(city.net, kCar);
  EXPECT_EQ(std::count(keep.begin(), keep.end(), 1), 10);
  EXPECT_EQ(strong_components(city.net, kFoot).length_m.size(), 1U) << "walkers go both ways";
  EXPECT_NE(describe_unconnected(city.net, parts).find("2 of 12 links"), std::string::npos);
}

TEST(Generate, GridIsSoundConnectedAndRepeatable) {
  const GridCity city{.rows = 12, .columns = 9, .seed = 3};
  const Network net = generate_grid(city);
  EXPECT_EQ(net.nodes().size(), 108U);
  EXPECT_TRUE(validate(net).empty());
  EXPECT_EQ(strong_components(net, kCar).length_m.size(), 1U);
  EXPECT_EQ(generate_grid(city).geometry, net.geometry);
  EXPECT_NE(generate_grid({.rows = 12, .columns = 9, .seed = 4}).geometry, net.geometry);
}

}  // namespace
}  // namespace mwendo
