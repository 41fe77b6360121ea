#include "sim/traffic/tallies.h"

#include <gtest/gtest.h>

#include <utility>

#include "sim/traffic/link_times.h"
#include "tests/support/ascii_city.h"
#include "tests/support/traffic_scenes.h"

namespace mwendo {
namespace {

double hours_of(const Tallies& tallies, std::size_t period) {
  double seconds = 0;
  for (std::uint32_t l = 0; l < tallies.links(); ++l)
    seconds += static_cast<double>(tallies.over_classes(LinkId{l}, period).total_time_s());
  return seconds / 3600;
}

// Each period holds the time that vehicles spent on the road in it, also of those who never left.
TEST(Tallies, EveryVehicleSecondCountsInItsPeriod) {
  const Scene scene = city_scene(10, 10, 2500, 5, {.motorcycle = 0.2, .minibus = 0.1});
  Traffic traffic(scene.net, {.to_s = 2700});
  std::array<double, 3> seen{};
  run_scene(scene, traffic, 2700, [&](Traffic& t) {
    double vehicles = 0;
    double speed = 0;
    t.load(vehicles, speed);
    seen[static_cast<std::size_t>((t.now() - 1) / 900)] += vehicles / 3600;
  });
  for (std::size_t p = 0; p < seen.size(); ++p) {
    ASSERT_GT(seen[p], 1) << p;
    EXPECT_NEAR(hours_of(traffic.tallies(), p) / seen[p], 1, 0.05) << p;
  }
}

TEST(Tallies, PeriodsBeforeATimeAreForgotten) {
  Tallies tallies(2, 6 * 3600, 7 * 3600);
  for (std::size_t p = 0; p < 4; ++p)
    tallies.at(LinkId{1}, p, VehicleClass::car).vehicles = static_cast<float>(p + 1);
  tallies.forget_before(6.5F * 3600);
  EXPECT_EQ(tallies.periods(), 2U);
  EXPECT_EQ(tallies.from_s(), 6.5F * 3600);
  EXPECT_EQ(std::as_const(tallies).at(LinkId{1}, 0, VehicleClass::car).vehicles, 3);
  EXPECT_EQ(tallies.over_all(LinkId{1}).vehicles, 3 + 4);
  tallies.forget_before(6.5F * 3600);
  EXPECT_EQ(tallies.periods(), 2U);
}

// A vehicle that stands for good is booked as standing, and its street is slow for those who
// choose.
TEST(Tallies, AStreetWhereNobodyMovesIsNotFree) {
  const AsciiCity city("A---------B---------C", {.metres_per_column = 100});
  Traffic traffic(city.net, {.to_s = 1800});
  const TypeIndex car = traffic.add_type(make_type(VehicleClass::car, kCar));
  const std::vector<LinkId> route = {city.link("AB"), city.link("BC")};
  const PlannedStop breakdown{.route_index = 0, .position_m = 500};
  traffic.add_vehicle({.type = car, .route = route, .stops = {&breakdown, 1}, .entry_share = 0});
  while (traffic.now() < 1800) traffic.step();  // nobody releases it
  const TallyCell cell = traffic.tallies().at(city.link("AB"), 1, VehicleClass::car);
  EXPECT_NEAR(cell.total_time_s(), 900, 2);
  EXPECT_NEAR(cell.standing_s, 900, 2);
  EXPECT_EQ(cell.vehicles, 0);
  const LinkTimes free = free_flow_times(city.net, 0, 1800);
  const LinkTimes felt = experienced_times(city.net, traffic.tallies(), free);
  const std::size_t second_period = felt.links + city.link("AB").value;
  EXPECT_GT(felt.seconds[second_period], 10 * free.seconds[second_period]);
}

}  // namespace
}  // namespace mwendo
