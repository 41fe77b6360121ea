// Gateways of a drawn city, and the shares of trips from and to them.
#include "sim/day/outside.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

// Main roads end at W (two lanes), E (one) and S; T lies behind S. The road to N is a secondary.
// Jobs: 300 at C, 100 at A.
struct City {
  AsciiCity city{R"(
        N
        |
W---A---C-----E
    |   |
    |   S
    |
    +---T
)",
                 {.metres_per_row = 200,
                  .streets = {{"WA", {.lanes = 2, .road_class = RoadClass::trunk}},
                              {"AC", {.lanes = 2, .road_class = RoadClass::trunk}},
                              {"CE", {.lanes = 1, .road_class = RoadClass::primary}},
                              {"CS", {.lanes = 1, .road_class = RoadClass::primary}},
                              {"CN", {.lanes = 1, .road_class = RoadClass::secondary}},
                              {"AT", {.lanes = 1, .road_class = RoadClass::residential}}}}};
  Zones zones;

  City() {
    for (const auto& [node, jobs] : {std::pair{'C', 300.0F}, std::pair{'A', 100.0F}}) {
      zones.name.push_back("zone");
      zones.jobs.push_back(jobs);
      zones.nodes.append(std::vector<ZoneNode>{{city.node(node), 1, 1}});
    }
  }
  [[nodiscard]] bool is_gateway(NodeId n) const {
    return n == city.node('W') || n == city.node('E');
  }
};

constexpr std::array<float, 24> kProfile = {0, 0, 0, 0, 0, 0, 0, 0.25F, 0.75F};

std::vector<VehicleTrip> trips_of(const City& c, double through) {
  return outside_trips(c.city.net, c.zones,
                       {.trips_per_day = 30000, .through_share = through, .profile = kProfile});
}

double share(const std::vector<VehicleTrip>& trips, auto is) {
  return static_cast<double>(std::count_if(trips.begin(), trips.end(), is)) /
         static_cast<double>(trips.size());
}

TEST(Outside, GatewaysAreTheOuterEndsOfMainRoads) {
  const City c;
  std::vector<NodeId> expected{c.city.node('W'), c.city.node('E')};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(gateways_of(c.city.net), expected);
}

// Three sigma of 30,000 draws: 0.009.
TEST(Outside, OneEndIsAGatewayByLanesTheOtherAWorkplace) {
  const City c;
  const auto trips = trips_of(c, 0);
  ASSERT_EQ(trips.size(), 30000U);
  const auto enters = [&](const VehicleTrip& t) { return c.is_gateway(t.from); };
  const auto gate = [&](const VehicleTrip& t) { return enters(t) ? t.from : t.to; };
  const auto other = [&](const VehicleTrip& t) { return enters(t) ? t.to : t.from; };
  EXPECT_NEAR(share(trips, enters), 0.5, 0.009);
  EXPECT_NEAR(share(trips, [&](auto& t) { return gate(t) == c.city.node('W'); }), 2.0 / 3, 0.009);
  EXPECT_NEAR(share(trips, [&](auto& t) { return other(t) == c.city.node('C'); }), 0.75, 0.009);
  EXPECT_NEAR(share(trips, [](auto& t) { return t.departure_s < 8 * 3600; }), 0.25, 0.009);
  EXPECT_TRUE(std::all_of(trips.begin(), trips.end(), [](const VehicleTrip& t) {
    return t.departure_s >= 7 * 3600 && t.departure_s < 9 * 3600 && t.vehicle == VehicleClass::car;
  }));
}

// A tenth from gateway to gateway; 4/9 + 1/9 of these would come back to their own and are none.
TEST(Outside, ThroughTrafficLeavesByAnotherGateway) {
  const City c;
  const auto trips = trips_of(c, 0.1);
  EXPECT_NEAR(static_cast<double>(trips.size()), 30000 * (1 - 0.1 * 5 / 9), 120);
  const auto through = [&](const VehicleTrip& t) {
    return c.is_gateway(t.from) && c.is_gateway(t.to);
  };
  EXPECT_NEAR(share(trips, through) * static_cast<double>(trips.size()), 30000 * 0.1 * 4 / 9, 108);
}

// Three sigma of 30,000 draws: 0.008.
TEST(Outside, GatewaysOfTheZonesCountByTheirWeights) {
  City c;
  c.zones.gateways = {{c.city.node('N'), 300}, {c.city.node('T'), 100}};
  const auto trips = trips_of(c, 0);
  const NodeId n = c.city.node('N');
  EXPECT_NEAR(share(trips, [&](auto& t) { return t.from == n || t.to == n; }), 0.75, 0.008);
}

// Of those who enter, 0.4 go to work at 7 h; the others depart at 7 and 8 h like all.
TEST(Outside, CommutersEnterWhenPeopleGoToWorkAndLeaveWhenTheyComeBack) {
  const City c;
  std::array<float, 24> morning{};
  std::array<float, 24> evening{};
  morning[7] = 1;
  evening[17] = 1;
  const auto trips = outside_trips(c.city.net, c.zones,
                                   {.trips_per_day = 30000,
                                    .commuter_share = 0.4,
                                    .profile = kProfile,
                                    .to_work = morning,
                                    .from_work = evening});
  const auto at = [&](int hour, bool enters) {
    return share(trips, [&](const VehicleTrip& t) {
      return static_cast<int>(t.departure_s / 3600) == hour && c.is_gateway(t.from) == enters;
    });
  };
  EXPECT_NEAR(at(7, true), 0.5 * (0.4 + 0.6 * 0.25), 0.008);
  EXPECT_NEAR(at(7, false), 0.5 * 0.6 * 0.25, 0.008);
  EXPECT_NEAR(at(17, false), 0.5 * 0.4, 0.008);
  EXPECT_EQ(at(17, true), 0);
}

TEST(Outside, APeriodHoldsTheTripsOfTheDayInIt) {
  const City c;
  const auto whole = trips_of(c, 0.1);
  const auto part = outside_trips(c.city.net, c.zones,
                                  {.trips_per_day = 30000,
                                   .through_share = 0.1,
                                   .profile = kProfile,
                                   .from_s = 8 * 3600,
                                   .to_s = 9 * 3600});
  const auto first = std::find_if(whole.begin(), whole.end(),
                                  [](const VehicleTrip& t) { return t.departure_s >= 8 * 3600; });
  ASSERT_EQ(static_cast<std::ptrdiff_t>(part.size()), whole.end() - first);
  EXPECT_TRUE(std::equal(part.begin(), part.end(), first, [](const auto& a, const auto& b) {
    return a.departure_s == b.departure_s && a.from == b.from && a.to == b.to;
  }));
}

TEST(Outside, ACityWithoutMainRoadsHasNone) {
  const AsciiCity city("A---B---C");
  Zones zones;
  zones.name.push_back("zone");
  zones.jobs.push_back(1);
  zones.nodes.append(std::vector<ZoneNode>{{city.node('B'), 1, 1}});
  EXPECT_TRUE(outside_trips(city.net, zones, {.trips_per_day = 100, .profile = kProfile}).empty());
}

}  // namespace
}  // namespace mwendo
