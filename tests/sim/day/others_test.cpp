#include "sim/day/others.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::kSeven;

bool same(const VehicleTrip& a, const VehicleTrip& b) {
  return a.departure_s == b.departure_s && a.from == b.from && a.to == b.to;
}

// A day of an hour in which 11 % of the trips depart: 22 cars stand for 200 car trips a day, and
// with a truck share of one half for 200 trucks.
TEST(Others, ADayHasTheTrucksOfItsMotorTrips) {
  HandMadeDay d;
  d.world.figures.truck_share = 0.5F;
  for (int k = 0; k < 22; ++k)
    d.add_trip({.mode = k % 2 == 0 ? Mode::car_driver : Mode::taxi,
                .departure_s = kSeven + 100 * static_cast<float>(k),
                .from = {7},
                .to = {20}});
  d.add_trip({.mode = Mode::motorcycle_taxi, .from = {7}, .to = {20}});  // no car
  d.start();
  std::size_t trucks = 0;
  while (!d.day->done()) {
    d.step();
    for (const Arrival& a : d.day->traffic().arrivals())
      trucks += a.owner.kind() == OwnerKind::freight;
  }
  std::vector<VehicleView> seen;
  d.day->traffic().view(seen);
  for (const VehicleView& v : seen) trucks += v.owner.kind() == OwnerKind::freight;
  const auto expected = trips_at_work(
      d.world.network, d.world.zones,
      {.seed = d.options.seed, .trips_per_day = 200, .from_s = kSeven, .to_s = kSeven + 3600});
  ASSERT_GT(expected.size(), 4U);
  EXPECT_EQ(trucks, expected.size());
}

// An hour with 11 % of the trips: 22 trips of people stand for 200. By the observed shares 10 of
// them are by own motorcycle, 20 by motorcycle taxi, which go back empty: 50 motorcycle trips and,
// with a share of 60 %, 75 at work, all of them in this hour.
struct Couriers : HandMadeDay {
  std::array<float, 24> at_seven{};

  explicit Couriers(Mode mode) {
    at_seven[7] = 1;
    CityFigures& figures = world.figures;
    figures.motorcycle_work_share = 0.6F;
    figures.motorcycle_work_profile.assign(at_seven.begin(), at_seven.end());
    figures.observed_mode_share.assign(kModeCount, 0);
    figures.observed_mode_share[static_cast<std::size_t>(Mode::own_motorcycle)] = 0.05F;
    figures.observed_mode_share[static_cast<std::size_t>(Mode::motorcycle_taxi)] = 0.1F;
    for (int k = 0; k < 22; ++k)
      add_trip({.mode = mode,
                .departure_s = kSeven + 100 * static_cast<float>(k),
                .from = {7},
                .to = {20},
                .distance_m = 500});
  }
  [[nodiscard]] std::vector<VehicleTrip> expected() const {
    const CityFigures& figures = world.figures;
    return trips_at_work(
        world.network, world.zones,
        {.seed = options.seed,
         .trips_per_day = 75,
         .vehicle = VehicleClass::motorcycle,
         .draws = Draw::motorcycle_at_work,
         .home_share = 0.5,
         .mean_m = 1000 * double{figures.motorcycle_work_km} / double{figures.mean_detour_walk},
         .profile = at_seven,
         .from_s = kSeven,
         .to_s = kSeven + 3600});
  }
};

// How people travel on this day changes nothing.
TEST(Others, ADayHasMotorcyclesByTheObservedShares) {
  for (const Mode mode : {Mode::walk, Mode::car_driver}) {
    const Couriers d(mode);
    const DayContext context({.world = d.world, .people = d.people, .believed = d.believed},
                             d.options);
    std::vector<VehicleTrip> seen = trips_of_others(context);
    std::erase_if(seen, [](auto& t) { return t.vehicle != VehicleClass::motorcycle; });
    const auto expected = d.expected();
    ASSERT_EQ(expected.size(), 75U);
    ASSERT_EQ(seen.size(), expected.size()) << name_of(mode);
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_TRUE(same(seen[i], expected[i])) << i;
  }
}

// They drive: 75 vehicles whose way is in the tallies of motorcycles, from which flows and
// emissions follow. They are no trips of people.
TEST(Others, MotorcyclesAtWorkAreVehiclesAndNoTripsOfPeople) {
  Couriers d(Mode::walk);
  const DayOutcome o = d.run();
  EXPECT_EQ(o.quality.vehicles_entered, 75);
  EXPECT_EQ(o.quality.vehicles_left + o.quality.vehicles_in_network, 75);
  TallyCell motorcycles;
  for (const LinkId l : d.world.network.links())
    for (std::size_t p = 0; p < o.tallies.periods(); ++p)
      motorcycles.add(o.tallies.at(l, p, VehicleClass::motorcycle));
  double straight_m = 0;
  for (const VehicleTrip& t : d.expected())
    straight_m +=
        distance(d.world.network.node.position[t.from], d.world.network.node.position[t.to]);
  EXPECT_GT(motorcycles.total_distance_m(), 0.8 * straight_m);
  ASSERT_EQ(o.trips.size(), 22U);
  for (const TripRecord& t : o.trips) EXPECT_EQ(t.mode, Mode::walk);
}

}  // namespace
}  // namespace mwendo
