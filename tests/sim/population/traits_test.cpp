// Traits, distances and tours of people against their figures.
#include "sim/population/traits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sim/population/gravity.h"
#include "sim/population/zone_distances.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::SmallWorld;

// Two zones of 50,000 people; jobs 40 %, school places 27 % of them.
Zones two_zones(float income_a = 1, float income_b = 1) {
  Zones z;
  for (const float income : {income_a, income_b}) {
    z.name.push_back("zone");
    z.population.push_back(50000);
    z.jobs.push_back(20000);
    z.school_places.push_back(13500);
    z.income_index.push_back(income);
  }
  return z;
}

CityFigures figures() {
  CityFigures f;
  f.persons_per_household = 4;
  f.car_ownership = 0.2F;
  f.motorcycle_ownership = 0.05F;
  f.bicycle_ownership = 0.3F;
  return f;
}

constexpr std::uint32_t kPersons = 100000;

std::vector<PersonTraits> everybody(const TraitModel& model) {
  std::vector<PersonTraits> all;
  for (std::uint32_t n = 0; n < kPersons; ++n)
    all.push_back(
        model.draw(5, {.number = n, .index_in_zone = n % 50000, .zone = ZoneId{n / 50000}}));
  return all;
}

template <class F>
double share(const std::vector<PersonTraits>& all, F f) {
  double n = 0;
  for (const PersonTraits& t : all) n += f(t) ? 1 : 0;
  return n / static_cast<double>(all.size());
}

// Three sigma of a share of n independent draws.
double three_sigma(double p, double n) { return 3 * std::sqrt(p * (1 - p) / n); }

struct Traits : ::testing::Test {
  TraitModel model{two_zones(), figures(), {}};
  std::vector<PersonTraits> all = everybody(model);
};

TEST_F(Traits, SharesOfAgeAndActivityAreThoseOfTheFigures) {
  EXPECT_DOUBLE_EQ(model.worker_share(), 0.4);
  EXPECT_DOUBLE_EQ(model.student_share(), 0.27);
  const auto expect = [&](double wanted, auto f) {
    EXPECT_NEAR(share(all, f), wanted, three_sigma(wanted, kPersons));
  };
  expect(0.30, [](const auto& t) { return t.age == AgeGroup::child; });
  expect(0.03, [](const auto& t) { return t.age == AgeGroup::senior; });
  expect(0.40, [](const auto& t) { return t.activity == Activity::worker; });
  expect(0.27, [](const auto& t) { return t.activity == Activity::student; });
  expect(0.50, [](const auto& t) { return t.female; });
  // Of the children, a quarter is below school age.
  expect(0.30 * 0.25, [](const auto& t) { return t.below_school_age; });
  // 45 % of the workers are women.
  expect(0.40 * 0.45, [](const auto& t) { return t.activity == Activity::worker && t.female; });
  EXPECT_EQ(
      share(all, [](const auto& t) { return t.below_school_age && t.age != AgeGroup::child; }), 0);
}

TEST_F(Traits, HouseholdsShareIncomeAndVehicles) {
  std::map<std::uint32_t, std::vector<PersonTraits>> households;
  for (const PersonTraits& t : all) households[t.household].push_back(t);
  EXPECT_EQ(households.size(), kPersons / 4);
  for (const auto& [key, persons] : households) {
    ASSERT_EQ(persons.size(), 4U);
    for (const PersonTraits& t : persons) {
      ASSERT_EQ(t.income, persons[0].income);
      ASSERT_EQ(t.household_car, persons[0].household_car);
    }
  }
}

TEST_F(Traits, OwnershipIsThatOfTheFigures) {
  constexpr double kHouseholds = kPersons / 4.0;
  const auto expect = [&](double wanted, auto f) {
    EXPECT_NEAR(share(all, f), wanted, three_sigma(wanted, kHouseholds));
  };
  expect(0.5, [](const auto& t) { return t.income == Income::low; });
  expect(0.35, [](const auto& t) { return t.income == Income::middle; });
  expect(0.2, [](const auto& t) { return t.household_car; });
  // Weights 0.15, 1, 3 at shares 0.5, 0.35, 0.15: a mean of 0.875; scaled to 0.2, the rich have
  // 3 x 0.2 / 0.875 = 69 %.
  expect(0.15 * 0.6 / 0.875,
         [](const auto& t) { return t.household_car && t.income == Income::high; });
  // 85 % of the grown drive it; without observed mode shares nobody has a car of the office.
  expect(0.2 * (0.655 * 0.85 + 0.045 * 0.1), [](const auto& t) { return t.has_car; });
  expect(0.3 * 0.5, [](const auto& t) { return t.has_bicycle; });
  // Of the grown, 70 % of the men and 20 % of the women ride.
  expect(0.05 * 0.7 * 0.45, [](const auto& t) { return t.has_motorcycle; });
}

// Logit of the share below a cut falls by 2 ln(index): the odds of low income in a zone of index 2
// are a quarter of those at index 1.
TEST(Income, OddsFollowTheIndexOfTheZone) {
  const TraitModel model(two_zones(1, 2), figures(), {});
  const std::vector<PersonTraits> all = everybody(model);
  double low[2] = {0, 0};
  for (std::uint32_t n = 0; n < kPersons; ++n)
    low[n / 50000] += all[n].income == Income::low ? 1.0 / 50000 : 0;
  const auto odds = [](double p) { return p / (1 - p); };
  EXPECT_NEAR(odds(low[0]) / odds(low[1]), 4, 0.35);
  EXPECT_NEAR(low[0] + low[1], 2 * 0.5, 2 * three_sigma(0.5, kPersons / 4.0));
}

// 20 % of trips are driven, times 1.65 persons with a car: 33 %. Of all, 4.5 % are grown students
// and 65.5 % other grown people. Households give 0.2 x (0.655 x 0.85 + 0.045 x 0.1) = 11.23 %, so
// that 21.77 % of all, workers without one, draw a car of the office.
TEST(OfficeCars, MakeUpForTheDriversOfTheSurvey) {
  CityFigures f = figures();
  f.observed_mode_share.assign(kModeCount, 0);
  f.observed_mode_share[static_cast<std::size_t>(Mode::car_driver)] = 0.2F;
  const auto with = everybody(TraitModel(two_zones(), f, {}));
  const auto without = everybody(TraitModel(two_zones(), figures(), {}));
  std::size_t office = 0;
  for (std::uint32_t n = 0; n < kPersons; ++n) {
    if (with[n].has_car == without[n].has_car) continue;
    EXPECT_TRUE(with[n].has_car && with[n].activity == Activity::worker);
    ++office;
  }
  EXPECT_NEAR(static_cast<double>(office) / kPersons, 0.2177, 0.005);
}

// 5 % of trips, times 1.65: 8.25 % of persons have a motorcycle. Households of figures() give none
// or few; the rest are workers with one of their firm. Adults of a household with a car drive it to
// 85 %, students among them to 10 %.
TEST_F(Traits, StudentsSeldomDrive) {
  double students = 0, drive = 0;
  for (const PersonTraits& t : all) {
    if (!t.household_car || t.age == AgeGroup::child || t.activity != Activity::student) continue;
    students += 1;
    drive += t.has_car ? 1 : 0;
  }
  ASSERT_GT(students, 500);
  EXPECT_NEAR(drive / students, 0.1, three_sigma(0.1, students));
}

TEST(OfficeMotorcycles, MakeUpForTheRidersOfTheSurvey) {
  CityFigures f = figures();
  f.motorcycle_ownership = 0.02F;  // x 0.7 grown x 0.45 that ride: 0.63 % of persons
  const auto without = everybody(TraitModel(two_zones(), f, {}));
  f.observed_mode_share.assign(kModeCount, 0);
  f.observed_mode_share[static_cast<std::size_t>(Mode::own_motorcycle)] = 0.05F;
  const auto with = everybody(TraitModel(two_zones(), f, {}));
  double owners = 0;
  for (std::uint32_t n = 0; n < kPersons; ++n) {
    owners += with[n].has_motorcycle ? 1 : 0;
    if (with[n].has_motorcycle == without[n].has_motorcycle) continue;
    EXPECT_TRUE(with[n].has_motorcycle && with[n].activity == Activity::worker);
  }
  EXPECT_NEAR(owners / kPersons, 0.0825, 0.003);
}

TEST(TraitModel, FallsBackWhereACityGivesNoPlaces) {
  Zones z = two_zones();
  for (const ZoneId i : z.zones()) z.jobs[i] = z.school_places[i] = 0;
  const TraitModel none(z, figures(), {});
  EXPECT_EQ(none.worker_share(), 0.42);
  EXPECT_EQ(none.student_share(), 0.27);
  for (const ZoneId i : z.zones()) {
    z.jobs[i] = 45000;  // 90 %: kept at 55 %
    z.school_places[i] = 500;
  }
  const TraitModel clamped(z, figures(), {});
  EXPECT_EQ(clamped.worker_share(), 0.55);
  EXPECT_EQ(clamped.student_share(), 0.10);
}

// Two zones 2 km apart on a line of streets with a detour of 1: places are spread round the
// centres, so trips are a little longer than between them.
TEST(ZoneDistances, AddTheSpreadOfPlaces) {
  const SmallWorld w = testing::make_small_world({.size = 6, .block_m = 500});
  Zones z;
  for (const std::uint32_t x : {0U, 4U}) {
    z.name.push_back("zone");
    z.radius_m.push_back(300);
    z.nodes.append(std::vector<ZoneNode>{{testing::node_at(w, x, 0), 0.5F, 0.5F},
                                         {testing::node_at(w, x + 1, 0), 0.25F, 0.25F}});
  }
  const ZoneDistances d = zone_distances(w.network, z, 1.3F);
  EXPECT_EQ(d.centre[ZoneId{0}], testing::node_at(w, 0, 0));
  EXPECT_EQ(d.centre_point[ZoneId{1}].x, 2000);
  // Nodes at 0 (weight 2/3) and 500 m (1/3), homes on a disc of 300 m:
  // s^2 = 500^2 / 3 + 300^2 / 2.
  const double s2 = 250000 / 3.0 + 45000;
  EXPECT_NEAR(d.spread_m[ZoneId{0}], std::sqrt(s2), 0.01);
  EXPECT_FLOAT_EQ(d.detour.at(ZoneId{0}, ZoneId{1}), 1);
  EXPECT_NEAR(d.distance_m.at(ZoneId{0}, ZoneId{1}), std::sqrt(2000.0 * 2000 + 2 * s2), 0.5);
  EXPECT_NEAR(d.distance_m.at(ZoneId{0}, ZoneId{0}), 1.3 * std::sqrt(2 * s2), 0.5);
  EXPECT_EQ(d.distance_m.at(ZoneId{0}, ZoneId{1}), d.distance_m.at(ZoneId{1}, ZoneId{0}));
}

// Round the corner of a square the way is sqrt(2) times the crow's.
TEST(ZoneDistances, DetoursAreWaysOverCrowFly) {
  const SmallWorld w = testing::make_small_world({.size = 6, .block_m = 500});
  Zones z;
  for (const NodeId n : {testing::node_at(w, 0, 0), testing::node_at(w, 3, 3)}) {
    z.name.push_back("zone");
    z.radius_m.push_back(0);
    z.nodes.append(std::vector<ZoneNode>{{n, 1, 1}});
  }
  const ZoneDistances d = zone_distances(w.network, z, 1.3F);
  EXPECT_NEAR(d.detour.at(ZoneId{0}, ZoneId{1}), std::sqrt(2), 1e-5);
  EXPECT_NEAR(d.distance_m.at(ZoneId{0}, ZoneId{1}), 3000, 0.1);
  // From door to door: 130 m and 260 m on foot from the nodes are 100 and 200 m as the crow flies,
  // in unknown directions.
  const ZonedPlace from{ZoneId{0}, {testing::node_at(w, 0, 0), 130}};
  const ZonedPlace to{ZoneId{1}, {testing::node_at(w, 3, 3), 260}};
  const double crow2 = 2 * 1500.0 * 1500;
  EXPECT_NEAR(trip_distance(w.network, d, from, to), std::sqrt(2 * (crow2 + 1e4 + 4e4)), 0.1);
  // In one zone the local detour holds; from a node to itself the two walks are the way at most.
  const ZonedPlace near{ZoneId{0}, {testing::node_at(w, 0, 0), 260}};
  EXPECT_NEAR(trip_distance(w.network, d, from, near), 1.3 * std::sqrt(1e4 + 4e4), 0.1);
  // No trip is shorter than 50 m.
  const ZonedPlace here{ZoneId{0}, {testing::node_at(w, 0, 0), 0}};
  EXPECT_EQ(trip_distance(w.network, d, here, here), 50);
}

// Singly constrained with beta 0 each row has the shares of the attractions.
TEST(Gravity, WithoutFrictionDestinationsFollowAttraction) {
  Matrix<ZoneId, float> time(3, 10), metres(3, 1000);
  const std::vector<double> produced = {100, 0, 300}, attracted = {1, 2, 5};
  const GravityResult g = fit_gravity({.time_min = time,
                                       .distance_m = metres,
                                       .productions = produced,
                                       .attractions = attracted,
                                       .mean_distance_m = 2000,
                                       .doubly_constrained = false});
  EXPECT_EQ(g.beta, 0);
  EXPECT_NEAR(g.fitted_mean_m, 1000, 1e-6);
  const auto trips = [&](std::uint32_t i, std::uint32_t j) {
    return trips_between(g, produced, ZoneId{i}, ZoneId{j});
  };
  EXPECT_NEAR(trips(0, 0), 12.5, 1e-4);
  EXPECT_NEAR(trips(0, 1), 25, 1e-4);
  EXPECT_NEAR(trips(2, 2), 187.5, 1e-4);
  EXPECT_EQ(trips(1, 2), 0);
  EXPECT_EQ(g.worst_column, 0);
}

// Two zones, each half of all: with friction f = exp(-10 beta) the share that leaves the zone is
// f / (1 + f). 1,000 m in the zone and 5,000 m to the other, mean 2,000 m: a quarter leaves,
// f = 1/3, beta = ln 3 / 10.
TEST(Gravity, BetaOfTwoZonesIsALogarithm) {
  Matrix<ZoneId, float> time(2, 0), metres(2, 1000);
  time.at(ZoneId{0}, ZoneId{1}) = time.at(ZoneId{1}, ZoneId{0}) = 10;
  metres.at(ZoneId{0}, ZoneId{1}) = metres.at(ZoneId{1}, ZoneId{0}) = 5000;
  const std::vector<double> produced = {50, 50}, attracted = {7, 7};
  const GravityResult g = fit_gravity({.time_min = time,
                                       .distance_m = metres,
                                       .productions = produced,
                                       .attractions = attracted,
                                       .mean_distance_m = 2000});
  EXPECT_NEAR(g.beta, std::log(3.0) / 10, 1e-5);
  EXPECT_NEAR(g.fitted_mean_m, 2000, 0.1);
  EXPECT_NEAR(trips_between(g, produced, ZoneId{0}, ZoneId{1}), 12.5, 1e-3);
}

}  // namespace
}  // namespace mwendo
