// What each mode offers from A to B, 4,800 m along a main street of 14 m/s, against the calculation
// by hand. The doors are 50 m from the nodes.
#include "sim/choice/level_of_service.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "sim/population/zone_distances.h"
#include "tests/support/demand_table.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::SmallWorld;

constexpr float kSix = 6 * 3600;
constexpr float kEight = 8 * 3600;
constexpr double kMetres = 4800.308;  // sqrt(4800^2 + 2 (50 / 1.3)^2): doors in any direction
constexpr double kKm = kMetres / 1000;
constexpr double kFree = kMetres / 14;  // seconds
constexpr double kNear = 0.05;          // seconds; times of links are whole milliseconds

// Persons 0 to 3 go from A to B: 0 has a car, 1 a bicycle, 2 neither, 3 both.
constexpr TripId kDriver{0};
constexpr TripId kCyclist{1};
constexpr TripId kNeither{2};
constexpr TripId kToC{4};  // person 4 goes to C, off A's street

struct Town {
  SmallWorld world = testing::make_small_world();
  ChoiceParameters parameters;
  ZoneDistances distances;
  Population people;
  ActiveLevels active;
  std::unique_ptr<LevelOfService> level;

  explicit Town(const ChoiceParameters& p = {}) : parameters(p) {
    add_lines();
    distances = zone_distances(world.network, world.zones, 1.3F);
    people = testing::people_of(world, 1, testing::read_demand_table(R"(
      A B 06:30 0 4
      A C 06:30 0 1
    )"),
                                {{"A", testing::node_at(world, 1, 7)},
                                 {"B", testing::node_at(world, 13, 7)},
                                 {"C", testing::node_at(world, 7, 13)}});
    active = active_levels(world.network, people);
    level = std::make_unique<LevelOfService>(LevelInput{world, distances, people, active},
                                             parameters, kSix, kEight);
    level->believe(slowed(1, 1), plan());
  }

  void add_lines() {
    testing::add_line(world, {.name = "east", .nodes = testing::row_nodes(world, 7)});
    testing::add_line(world,
                      {.name = "north", .nodes = testing::column_nodes(world, 7), .fare = 30});
  }
  // At 4 m/s a block takes 100 s and the stop 20 s.
  [[nodiscard]] TransitTimes plan(float time_of_day_s = 7 * 3600) const {
    return expected_times(world.network, world.transit,
                          {.time_of_day_s = time_of_day_s, .mixed_mps = 4, .dwell_s = 20});
  }
  // Free-flow times, times a factor for each of the two hours.
  [[nodiscard]] LinkTimes slowed(float first, float second) const {
    LinkTimes t = free_flow_times(world.network, kSix, kEight);
    for (std::size_t i = 0; i < t.seconds.size(); ++i)
      t.seconds[i] *= i / t.links < 4 ? first : second;
    return t;
  }
  [[nodiscard]] Alternative by_minibus(TripId t, std::size_t period) const {
    TransitRouter::Search search(level->router());
    search.run(level->rides(period), level->router().group_of(people.trip.from[t].node),
               Mode::minibus);
    return level->of_path(search.best(people.trip.from[t], people.trip.to[t]));
  }
};

void expect_alternative(const Alternative& a, double felt_s, double money, double time_s) {
  ASSERT_TRUE(a.exists());
  EXPECT_NEAR(a.felt_s, felt_s, 2 * kNear);
  EXPECT_NEAR(a.money, money, 0.01);
  EXPECT_NEAR(a.time_s, time_s, 2 * kNear);
}

TEST(LevelOfService, TheWayIsAsLongAsByHand) {
  const Town town;
  EXPECT_NEAR(town.people.trip.distance_m[kDriver], kMetres, 0.01);
}

// 50 + 4,800 + 50 m at 1.25 m/s, beside a street with a sidewalk: felt twice.
TEST(LevelOfService, OnFoot) {
  const Town town;
  expect_alternative(town.level->of_street(kDriver, Mode::walk), 2 * 3920, 0, 3920);
}

TEST(LevelOfService, NobodyWalksFartherThanTheLimit) {
  EXPECT_TRUE(Town({.longest_walk_m = 4801}).level->of_street(kDriver, Mode::walk).exists());
  EXPECT_FALSE(Town({.longest_walk_m = 4800}).level->of_street(kDriver, Mode::walk).exists());
}

// Riders leave the main street (felt 2 m a metre) for the parallel one a block away (1.05 m): 400 +
// 4,800 + 400 m and twice 50 m to the doors at 14 km/h, and a minute to unlock. Felt twice.
TEST(LevelOfService, ByBicycle) {
  const Town town;
  const double ride = 5700 / (14 / 3.6);
  expect_alternative(town.level->of_street(kCyclist, Mode::bicycle), 2 * (1.05 * ride + 60), 0,
                     ride + 60);
  EXPECT_FALSE(town.level->of_street(kNeither, Mode::bicycle).exists());
  EXPECT_FALSE(town.level->of_street(kDriver, Mode::bicycle).exists());
}

// A minute to the car and one from it, felt 1.8 times; 15 shillings a km, of which 0.6 passengers
// pay a half each: 70 % are left.
TEST(LevelOfService, ByCar) {
  const Town town;
  expect_alternative(town.level->of_street(kDriver, Mode::car_driver), kFree + 1.8 * 120,
                     0.7 * 15 * kKm, kFree + 120);
  EXPECT_FALSE(town.level->of_street(kCyclist, Mode::car_driver).exists());
}

TEST(LevelOfService, AChargeIsPaidByTheTrip) {
  Town town;
  town.world.figures.car_cost_trip = 200;
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::car_driver).money, 0.7 * (200 + 15 * kKm), 0.01);
}

TEST(LevelOfService, AFirmPaysTheKilometresOfItsCarsButNoCharge) {
  Town town;
  town.world.figures.car_cost_trip = 200;
  town.people.person.household_car[town.people.trip.person[kDriver]] = 0;
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::car_driver).money, 0.7 * 200, 0.01);
}

// Three times the free time: the delay is felt 1.4 times at the wheel, once in a taxi.
TEST(LevelOfService, DelayAtTheWheelIsFeltMore) {
  Town town;
  town.level->believe(town.slowed(3, 3), town.plan());
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::car_driver).felt_s,
              kFree + 1.4 * 2 * kFree + 1.8 * 120, 3 * kNear);
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::taxi).felt_s, 3 * kFree + 1.8 * 300, 3 * kNear);
}

// Felt 1.3 times; half of what the driver pays; who has no car at home needs a friend with one.
TEST(LevelOfService, AsAPassenger) {
  const Town nobody({.lift_share = 0});
  expect_alternative(nobody.level->of_street(kDriver, Mode::car_passenger), 1.3 * kFree + 1.8 * 120,
                     7.5 * kKm, kFree + 120);
  EXPECT_FALSE(nobody.level->of_street(kNeither, Mode::car_passenger).exists());
  const Town all({.lift_share = 1});
  expect_alternative(all.level->of_street(kNeither, Mode::car_passenger), 1.3 * kFree + 1.8 * 120,
                     7.5 * kKm, kFree + 120);
}

TEST(LevelOfService, APassengerSharesTheCharge) {
  Town town;
  town.world.figures.car_cost_trip = 200;
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::car_passenger).money, 100 + 7.5 * kKm, 0.01);
}

// Who owns one unlocks it for a minute and pays 4 shillings a km.
TEST(LevelOfService, ByOwnMotorcycle) {
  Town town;
  town.people.person.has_motorcycle[town.people.trip.person[kDriver]] = 1;
  town.people.person.has_motorcycle[town.people.trip.person[kNeither]] = 0;
  expect_alternative(town.level->of_street(kDriver, Mode::own_motorcycle),
                     1.5 * kFree + 400 * kKm + 1.8 * 60, 4 * kKm, kFree + 60);
  EXPECT_FALSE(town.level->of_street(kNeither, Mode::own_motorcycle).exists());
}

// 150 s of waiting felt 1.8 times; the ride felt 1.5 times and 400 s a km; 30 and 30 a km.
TEST(LevelOfService, ByMotorcycleTaxi) {
  const Town town;
  expect_alternative(town.level->of_street(kNeither, Mode::motorcycle_taxi),
                     1.5 * kFree + 400 * kKm + 1.8 * 150, 30 + 30 * kKm, kFree + 150);
}

// 300 s of waiting; 150 and 50 a km.
TEST(LevelOfService, ByTaxi) {
  const Town town;
  expect_alternative(town.level->of_street(kNeither, Mode::taxi), kFree + 1.8 * 300, 150 + 50 * kKm,
                     kFree + 300);
}

TEST(LevelOfService, OtherModesAreNoMatterOfStreets) {
  const Town town;
  for (const Mode m : {Mode::minibus, Mode::bus, Mode::brt, Mode::lrt, Mode::shared_bicycle})
    EXPECT_FALSE(town.level->of_street(kDriver, m).exists()) << name_of(m);
}

// In the second hour streets take three times as long: a car loses 2 kFree, a motorcycle that
// filters half of it. Walkers and riders lose nothing.
TEST(LevelOfService, QueuesDelayWhoCannotFilter) {
  Town town;
  const auto before = town.level->of_street(kCyclist, Mode::bicycle);
  town.level->believe(town.slowed(1, 3), town.plan());
  const auto at_six = town.level->of_street(kDriver, Mode::car_driver);
  EXPECT_NEAR(at_six.time_s, kFree + 120, kNear);
  for (const TripId t : town.people.trips()) town.people.trip.departure_s[t] = 7 * 3600;
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::car_driver).time_s, 3 * kFree + 120, 3 * kNear);
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::taxi).time_s, 3 * kFree + 300, 3 * kNear);
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::motorcycle_taxi).time_s, 2 * kFree + 150,
              3 * kNear);
  EXPECT_EQ(town.level->of_street(kCyclist, Mode::bicycle).time_s, before.time_s);
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::walk).time_s, 3920, kNear);
}

// Boards at A's node and alights at B's: 50 m of walking at each end, 12 sections of 120 s. Waits
// 0.8 of the headway of 300 s: minibuses do not come at even intervals.
TEST(LevelOfService, ByMinibusInThePeak) {
  const Town town;
  const double walk = 100 / 1.25;
  const double wait = 0.8 * 300;
  expect_alternative(town.by_minibus(kDriver, 1), 12 * 120 + 1.8 * (walk + wait), 40,
                     12 * 120 + walk + wait);
}

// Off the peak the plan has twice the headway.
TEST(LevelOfService, ByMinibusOffThePeak) {
  const Town town;
  const double walk = 100 / 1.25;
  const double wait = 0.8 * 600;
  expect_alternative(town.by_minibus(kDriver, 0), 12 * 120 + 1.8 * (walk + wait), 40,
                     12 * 120 + walk + wait);
}

// Beliefs about headways keep the ratio of the plan, whichever time of the day they are of.
TEST(LevelOfService, BeliefsOfOnePeriodHoldForTheOtherInTheRatioOfThePlan) {
  for (const float hour : {7.0F, 12.0F}) {
    Town town;
    TransitTimes believed = town.plan(hour * 3600);
    for (float& h : believed.headway_s) h *= 1.5F;
    town.level->believe(town.slowed(1, 1), believed);
    const double rest = 12 * 120 + 80;
    EXPECT_NEAR(town.by_minibus(kDriver, 1).time_s, rest + 0.8 * 450, kNear) << hour;
    EXPECT_NEAR(town.by_minibus(kDriver, 0).time_s, rest + 0.8 * 900, kNear) << hour;
  }
}

// One full vehicle passes first: (0.8 + 1) headways. In the next one, nearly full, time is felt 1.5
// times, while the clock stays.
TEST(LevelOfService, FullVehiclesCostWaitingAndComfort) {
  Town town;
  TransitTimes believed = town.plan();
  std::fill(believed.refusals.begin(), believed.refusals.end(), 1.0F);
  std::fill(believed.crowding.begin(), believed.crowding.end(), 1.5F);
  town.level->believe(town.slowed(1, 1), believed);
  const double wait = 1.8 * 300;
  expect_alternative(town.by_minibus(kDriver, 1), 1.5 * 12 * 120 + 1.8 * (80 + wait), 40,
                     12 * 120 + 80 + wait);
}

// Six sections east, six north: two waits, two fares, and 300 s for the change itself.
TEST(LevelOfService, AChangeCostsAWaitAFareAndFiveMinutes) {
  const Town town;
  const double wait = 2 * 0.8 * 300;
  expect_alternative(town.by_minibus(kToC, 1), 12 * 120 + 1.8 * (80 + wait) + 300, 70,
                     12 * 120 + 80 + wait);
}

TEST(LevelOfService, WeightsAreThoseOfTheParameters) {
  const Town town({.walk_weight = 3, .wait_weight = 2, .transfer_s = 60});
  const double wait = 2 * 0.8 * 300;
  expect_alternative(town.by_minibus(kToC, 1), 12 * 120 + 3 * 80 + 2 * wait + 60, 70,
                     12 * 120 + 80 + wait);
  expect_alternative(town.level->of_street(kDriver, Mode::taxi), kFree + 2 * 300, 150 + 50 * kKm,
                     kFree + 300);
}

TEST(LevelOfService, WithoutAWayThereIsNoAlternative) {
  const Town town;
  EXPECT_FALSE(town.level->of_path({}).exists());
  EXPECT_EQ(utility(town.level->of_path({}), 1, town.parameters), kUnavailable);
}

TEST(LevelOfService, PeakAndOffPeakByTheHour) {
  for (const float hour : {7.0F, 7.5F}) EXPECT_EQ(LevelOfService::transit_period(hour * 3600), 1U);
  for (const float hour : {3.0F, 12.0F, 23.0F})
    EXPECT_EQ(LevelOfService::transit_period(hour * 3600), 0U);
}

TripRecord arrived(TripId t, Mode m, double seconds) {
  return {.trip = t,
          .mode = m,
          .outcome = TripOutcome::arrived,
          .travel_time_s = static_cast<float>(seconds)};
}

// A drive of twice the expected time, terminal times apart, and half a lesson: 1 + 0.5 (2 - 1).
TEST(LevelOfService, LearnsTheRatioOfExperiencedToExpected) {
  Town town;
  town.level->learn_trips(std::vector{arrived(kDriver, Mode::car_driver, 2 * kFree + 120)}, 0.5F);
  EXPECT_NEAR(town.level->street_factor(Mode::car_driver), 1.5, 1e-4);
  EXPECT_NEAR(town.level->street_factor(Mode::car_passenger), 1.5, 1e-4) << "in the same car";
  EXPECT_EQ(town.level->street_factor(Mode::taxi), 1);
  EXPECT_NEAR(town.level->of_street(kDriver, Mode::car_driver).time_s, 1.5 * kFree + 120, 0.1);
  // The next day as expected: back by half.
  town.level->learn_trips(std::vector{arrived(kDriver, Mode::car_driver, kFree + 120)}, 0.5F);
  EXPECT_NEAR(town.level->street_factor(Mode::car_driver), 1.25, 1e-4);
}

// Three taxis: 1, 1 and 4 times the expected time, hence 2 in the sum.
TEST(LevelOfService, TheRatioIsOfSums) {
  Town town;
  std::vector<TripRecord> trips;
  for (const double factor : {1.0, 1.0, 4.0})
    trips.push_back(arrived(kNeither, Mode::taxi, factor * kFree + 300));
  town.level->learn_trips(trips, 1);
  EXPECT_NEAR(town.level->street_factor(Mode::taxi), 2, 1e-4);
}

TEST(LevelOfService, OddDaysAreNotBelievedWhole) {
  Town town;
  town.level->learn_trips(std::vector{arrived(kNeither, Mode::taxi, 9 * kFree)}, 1);
  EXPECT_EQ(town.level->street_factor(Mode::taxi), 2.5F);
  town.level->learn_trips(std::vector{arrived(kNeither, Mode::taxi, 0)}, 1);
  EXPECT_FLOAT_EQ(town.level->street_factor(Mode::taxi), 0.4F);
}

TEST(LevelOfService, OnlyDrivesTeachStreetTimes) {
  Town town;
  TripRecord not_begun = arrived(kDriver, Mode::car_driver, 5 * kFree);
  not_begun.outcome = TripOutcome::not_started;
  town.level->learn_trips(std::vector{not_begun, arrived(kDriver, Mode::walk, 9999),
                                      arrived(kDriver, Mode::minibus, 9999)},
                          1);
  for (std::size_t m = 0; m < kModeCount; ++m)
    EXPECT_EQ(town.level->street_factors()[m], 1) << name_of(static_cast<Mode>(m));
}

// Two drives under way: one for twice the expected time so far, one that has just left. They last
// at least twice and once as long as expected.
TEST(LevelOfService, DrivesUnderWayTeachWhatTheyLastAtLeast) {
  Town town;
  std::vector<TripRecord> trips = {arrived(kDriver, Mode::car_driver, 2 * kFree + 120),
                                   arrived(kDriver, Mode::car_driver, 125)};
  for (TripRecord& r : trips) r.outcome = TripOutcome::under_way;
  town.level->learn_trips(trips, 1);
  EXPECT_NEAR(town.level->street_factor(Mode::car_driver), 1.5, 1e-4);
}

}  // namespace
}  // namespace mwendo
