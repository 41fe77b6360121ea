// Vehicles that get a new way while they drive, and those that wait for a full street.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/ascii_city.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

struct TwoWays {
  AsciiCity city{"S---A---B---E\n    |       |\n    C-------D"};
  Traffic traffic{city.net, {}};
  TypeIndex car = add_type(traffic, VehicleClass::car);

  [[nodiscard]] std::vector<LinkId> way(std::initializer_list<const char*> streets) const {
    std::vector<LinkId> links;
    for (const char* s : streets) links.push_back(city.link(s));
    return links;
  }
  VehicleId add(std::span<const LinkId> route, std::span<const PlannedStop> stops = {}) {
    return traffic.add_vehicle({.type = car, .route = route, .stops = stops});
  }
  // The time at which a vehicle arrives, or 0 within five minutes.
  float arrival_of(VehicleId v) {
    for (int i = 0; i < 300; ++i) {
      traffic.step();
      traffic.validate();
      for (const Arrival& a : traffic.arrivals())
        if (a.vehicle == v) return a.time_s;
    }
    return 0;
  }
  // A vehicle that stands at the end of AB until it is released.
  VehicleId close_ab() {
    const PlannedStop stop{.route_index = 0, .position_m = 180};
    return add(way({"AB", "BE"}), {&stop, 1});
  }
  void queue_for_ab(int vehicles) {
    for (int i = 0; i < vehicles; ++i) add(way({"SA", "AB", "BE"}));
  }
  void step(int seconds) {
    for (int i = 0; i < seconds; ++i) traffic.step();
  }
};

TEST(ChangeWay, TheVehicleDrivesTheNewWayToItsEnd) {
  for (const bool longer : {true, false}) {
    TwoWays t;
    const auto direct = t.way({"SA", "AB", "BE"});
    const auto round = t.way({"SA", "AC", "CD", "DE"});
    const VehicleId other = t.add(direct);
    const VehicleId v = t.add(longer ? direct : round);
    for (int i = 0; i < 5; ++i) t.traffic.step();
    EXPECT_TRUE(t.traffic.change_way(v, longer ? round : direct));
    EXPECT_EQ(t.traffic.route_of(v), longer ? round : direct);
    EXPECT_EQ(t.traffic.way_left(v), longer ? round : direct);
    EXPECT_EQ(t.traffic.route_of(other), direct) << "the route of another vehicle changed";
    EXPECT_GT(t.arrival_of(v), 0);
  }
}

TEST(ChangeWay, TheWayDrivenStaysPartOfTheRoute) {
  TwoWays t;
  const VehicleId v = t.add(t.way({"SA", "AB", "BE"}));
  while (t.traffic.way_left(v).size() == 3) t.traffic.step();
  ASSERT_TRUE(t.traffic.change_way(v, t.way({"AB", "BE", "ED", "DC"})));
  EXPECT_EQ(t.traffic.route_of(v), t.way({"SA", "AB", "BE", "ED", "DC"}));
  EXPECT_GT(t.arrival_of(v), 0);
}

TEST(ChangeWay, VehiclesThatWaitToEnterKeepTheirs) {
  TwoWays t;
  const VehicleId v = t.add(t.way({"SA", "AB", "BE"}));
  EXPECT_FALSE(t.traffic.change_way(v, t.way({"SA", "AC", "CD"})));
  EXPECT_EQ(t.traffic.route_of(v), t.way({"SA", "AB", "BE"}));
}

// A minibus from S to E stops on AB and on BE; round by C and D it passes the first stop.
struct Line {
  AsciiCity city{"S---A---B---E\n    |   |\n    C---D"};
  Traffic traffic{city.net, {}};
  std::vector<LinkId> direct{city.link("SA"), city.link("AB"), city.link("BE")};
  std::vector<LinkId> round{city.link("SA"), city.link("AC"), city.link("CD"), city.link("DB"),
                            city.link("BE")};
  std::array<PlannedStop, 2> stops{
      {{.route_index = 1, .position_m = 50}, {.route_index = 2, .position_m = 50}}};
  VehicleId bus = traffic.add_vehicle(
      {.type = add_type(traffic, VehicleClass::minibus), .route = direct, .stops = stops});
  std::vector<std::pair<std::uint32_t, LinkId>> stopped;  // which stop, where

  void drive(int seconds) {
    for (int i = 0; i < seconds; ++i) {
      traffic.step();
      traffic.validate();
      for (const StopArrival& a : traffic.stop_arrivals()) {
        stopped.emplace_back(a.stop_index, traffic.way_left(a.vehicle).front());
        traffic.release_at(a.vehicle, traffic.now() + 5);
      }
    }
  }
};

TEST(ChangeWay, StopsThatTheNewWayLeavesOutArePassed) {
  Line t;
  t.drive(1);
  ASSERT_TRUE(t.traffic.change_way(t.bus, t.round));
  t.drive(400);
  EXPECT_THAT(t.stopped, ::testing::ElementsAre(std::pair{1U, t.city.link("BE")}));
  EXPECT_EQ(t.traffic.counts().left, 1);
}

TEST(ChangeWay, NobodyIsSentWhereHeMayNotDrive) {
  const AsciiCity city{"S---A---B---E\n    |   |\n    C---D"};
  NetworkBuilder builder = NetworkBuilder::from_network(city.net);
  builder.link(city.link("CD")).permissions = kCar;
  for (LaneSpec& lane : builder.link(city.link("CD")).lane_specs) lane.permissions = kCar;
  const Network net = builder.build();
  for (const VehicleClass c : {VehicleClass::car, VehicleClass::minibus}) {
    Traffic traffic(net, {});
    const std::vector<LinkId> direct{city.link("SA"), city.link("AB"), city.link("BE")};
    const VehicleId v = traffic.add_vehicle({.type = add_type(traffic, c), .route = direct});
    traffic.step();
    const bool changed =
        traffic.change_way(v, std::vector<LinkId>{city.link("SA"), city.link("AC"), city.link("CD"),
                                                  city.link("DB"), city.link("BE")});
    EXPECT_EQ(changed, c == VehicleClass::car);
  }
}

TEST(ChangeWay, AVehicleWithAStopOnItsLinkKeepsItsWay) {
  Line t;
  while (t.traffic.now() < 1 || t.traffic.way_left(t.bus).size() == 3) t.drive(1);
  EXPECT_FALSE(t.traffic.change_way(t.bus, std::span(t.direct).subspan(1)));
  t.drive(400);
  EXPECT_THAT(t.stopped, ::testing::ElementsAre(std::pair{0U, t.city.link("AB")},
                                                std::pair{1U, t.city.link("BE")}));
}

TEST(HeldUp, AFrontVehicleBeforeAFullStreetWithTheOtherTurnsThatHaveRoom) {
  TwoWays t;
  t.close_ab();
  t.queue_for_ab(40);
  t.step(400);
  const std::vector<HeldUp> held = t.traffic.held_up(20);
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(t.traffic.way_left(held[0].vehicle), t.way({"SA", "AB", "BE"}));
  EXPECT_EQ(held[0].open, t.way({"AC"})) << "back to S is no other way";
  EXPECT_GT(held[0].seconds, 20);
  EXPECT_TRUE(t.traffic.held_up(held[0].seconds + 1).empty());
  ASSERT_TRUE(t.traffic.change_way(held[0].vehicle, t.way({"SA", "AC", "CD", "DE"})));
  EXPECT_GT(t.arrival_of(held[0].vehicle), 0);
}

TEST(HeldUp, NobodyOnceTheStreetMovesAgain) {
  TwoWays t;
  const VehicleId stands = t.close_ab();
  t.queue_for_ab(40);
  t.step(400);
  ASSERT_EQ(t.traffic.held_up(20).size(), 1U);
  t.traffic.release_at(stands, t.traffic.now());
  while (t.traffic.counts().left < 28) t.traffic.step();
  EXPECT_TRUE(t.traffic.held_up(20).empty());
}

}  // namespace
}  // namespace mwendo
