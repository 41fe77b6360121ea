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

// The observed shares of a day: 22 walks of an hour with 11 % of the trips stand for 200 trips.
void observe(CityFigures& figures, std::initializer_list<std::pair<Mode, float>> shares) {
  figures.observed_mode_share.assign(kModeCount, 0);
  for (const auto& [mode, share] : shares)
    figures.observed_mode_share[static_cast<std::size_t>(mode)] = share;
}

// Half of the 200 trips are by car: 100, and with a share of one half 100 at work. Their 200 have
// 200 trucks.
struct MotorTown : HandMadeDay {
  MotorTown() {
    world.figures.work_trucks.share = 0.5F;
    world.figures.work_cars = {.share = 0.5F, .km = 1, .profile = {}};
    observe(world.figures, {{Mode::car_driver, 0.3F}, {Mode::taxi, 0.2F}});
    for (int k = 0; k < 22; ++k)
      add_trip({.mode = Mode::walk,
                .departure_s = kSeven + 100 * static_cast<float>(k),
                .from = {7},
                .to = {20},
                .distance_m = 500});
  }
  [[nodiscard]] std::vector<VehicleTrip> made() const {
    return trips_of_others(
        DayContext({.world = world, .people = people, .believed = believed}, options));
  }
  // 200 trips a day from 6 to 20 h.
  [[nodiscard]] std::size_t expected(double trips_per_day, WorkOptions o) const {
    o.seed = options.seed;
    o.trips_per_day = trips_per_day;
    o.from_s = kSeven;
    o.to_s = kSeven + 3600;
    return trips_at_work(world.network, world.zones, o).size();
  }
};

std::size_t count_of(const std::vector<VehicleTrip>& trips, VehicleClass vehicle) {
  return static_cast<std::size_t>(std::count_if(
      trips.begin(), trips.end(), [&](const VehicleTrip& t) { return t.vehicle == vehicle; }));
}

TEST(Others, ADayHasTheTrucksOfItsMotorTrips) {
  const MotorTown d;
  const std::size_t expected = d.expected(200, {});
  ASSERT_GT(expected, 4U);
  EXPECT_EQ(count_of(d.made(), VehicleClass::truck), expected);
}

TEST(Others, CarsAtWorkAreTheirShareOfCarTrips) {
  MotorTown d;
  const std::size_t expected =
      d.expected(100, {.vehicle = VehicleClass::car,
                       .draws = Draw::car_at_work,
                       .mean_m = 1000 / double{d.world.figures.mean_detour_walk}});
  ASSERT_GT(expected, 2U);
  EXPECT_EQ(count_of(d.made(), VehicleClass::car), expected);
  d.world.figures.work_cars.share = 0;
  EXPECT_EQ(count_of(d.made(), VehicleClass::car), 0U);
  EXPECT_EQ(count_of(d.made(), VehicleClass::truck), d.expected(100, {}));
}

// The trips of the whole day are known where people of a day were made.
TEST(Others, APeriodHasItsPartOfTheDay) {
  MotorTown d;
  d.people.day_trips = {300, 100, 0};
  EXPECT_EQ(count_of(d.made(), VehicleClass::truck), d.expected(400, {}));
}

// An hour with 11 % of the trips: 22 trips of people stand for 200. By the observed shares 10 of
// them are by own motorcycle, 20 by motorcycle taxi, which go back empty: 50 motorcycle trips and,
// with a share of 60 %, 75 at work, all of them in this hour.
struct Couriers : HandMadeDay {
  std::array<float, 24> at_seven{};

  explicit Couriers(Mode mode) {
    at_seven[7] = 1;
    CityFigures& figures = world.figures;
    figures.work_motorcycles = {
        .share = 0.6F, .km = 3, .profile = {at_seven.begin(), at_seven.end()}};
    observe(figures, {{Mode::own_motorcycle, 0.05F}, {Mode::motorcycle_taxi, 0.1F}});
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
         .mean_m = 1000 * double{figures.work_motorcycles.km} / double{figures.mean_detour_walk},
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
