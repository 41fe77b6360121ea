// Utilities of trips and tours by hand.
#include "sim/choice/utility.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sim/choice/utility_table.h"
#include "tests/sim/choice/utilities.h"

namespace mwendo {
namespace {

std::size_t at(Mode m) { return static_cast<std::size_t>(m); }

// 30 felt minutes and 50 shillings, at 2.5 shillings a minute 20 minutes more: 50 x 0.045.
TEST(Utility, IsGeneralisedTimeTimesItsWeight) {
  const ChoiceParameters p;
  const Alternative a{.felt_s = 1800, .money = 50, .time_s = 1500};
  EXPECT_NEAR(utility(a, 2.5 / 60, p), -50 * 0.045, 1e-9);
  EXPECT_NEAR(utility({.felt_s = 1800, .money = 0, .time_s = 9}, 2.5 / 60, p), -30 * 0.045, 1e-9);
  EXPECT_EQ(utility({}, 2.5 / 60, p), kUnavailable);
  EXPECT_FALSE(available(utility({}, 1, p)));
}

TEST(Utility, MoneyWeighsLessForThoseWhoHaveMore) {
  const ChoiceParameters p;
  const Alternative a{.felt_s = 0, .money = 60, .time_s = 0};
  EXPECT_NEAR(utility(a, 1, p) / utility(a, 4, p), 4, 1e-12);
}

// 1.2 dollars an hour at 130 shillings: 156 shillings an hour.
TEST(Utility, TheCityGivesTheValueOfTime) {
  CityFigures f;
  f.value_of_time_usd_h = 1.2F;
  f.currency_per_usd = 130;
  EXPECT_NEAR(choice_parameters(f).value_of_time_s, 156.0 / 3600, 1e-8);
}

TEST(Utility, WaysByPublicTransportHaveTheSameWeights) {
  ChoiceParameters p;
  p.walk_weight = 1.5, p.wait_weight = 2.5, p.transfer_s = 240, p.value_of_time_s = 0.125;
  const TransitCosts c = transit_costs(p);
  EXPECT_EQ(c.walk_weight, 1.5F);
  EXPECT_EQ(c.wait_weight, 2.5F);
  EXPECT_EQ(c.transfer_s, 240);
  EXPECT_EQ(c.value_of_time_s, 0.125F);
}

constexpr std::uint32_t kPersons = 20000;

// Lognormal: mean of the logarithm that of the income, its standard deviation 0.5. Standard errors:
// 0.5 / sqrt(20000) = 0.0035 and 0.0025; the bounds are four of them.
TEST(ValueOfTime, IsLognormalRoundThatOfTheIncome) {
  ChoiceParameters p;
  p.value_of_time_s = 0.04;
  for (const auto& [income, factor] :
       {std::pair{Income::low, 0.6}, {Income::middle, 1.0}, {Income::high, 2.0}}) {
    double sum = 0;
    double squares = 0;
    for (std::uint32_t i = 0; i < kPersons; ++i) {
      const double x = std::log(value_of_time(i, income, p) / (0.04 * factor));
      sum += x;
      squares += x * x;
    }
    const double mean = sum / kPersons;
    EXPECT_NEAR(mean, 0, 0.014);
    EXPECT_NEAR(std::sqrt(squares / kPersons - mean * mean), 0.5, 0.01);
  }
}

TEST(ValueOfTime, WithoutSpreadIsThatOfTheIncome) {
  ChoiceParameters p;
  p.value_of_time_spread = 0;
  EXPECT_DOUBLE_EQ(value_of_time(7, Income::high, p), 2 * p.value_of_time_s);
}

// A share of 0.1 of 20,000: standard deviation 42, the bounds are four of them.
TEST(Lifts, GoToTheirShareAndToTheSamePersons) {
  ChoiceParameters p;
  int lifts = 0;
  for (std::uint32_t i = 0; i < kPersons; ++i) lifts += gets_lifts(i, p) ? 1 : 0;
  EXPECT_NEAR(lifts, 2000, 170);
  ChoiceParameters more = p;
  more.lift_share = 0.2;
  for (std::uint32_t i = 0; i < kPersons; ++i)
    if (gets_lifts(i, p)) {
      EXPECT_TRUE(gets_lifts(i, more)) << "who gets lifts keeps them when more do";
    }
}

// ---- tours --------------------------------------------------------------------------------------

TEST(Tours, AreTripsOfOnePersonAndNumber) {
  Population people;
  const std::pair<std::uint32_t, int> trips[] = {{0, 0}, {0, 0}, {0, 1}, {1, 0},
                                                 {1, 0}, {1, 0}, {2, 1}};
  for (const auto& [person, tour] : trips) {
    people.trip.person.push_back(PersonId{person});
    people.trip.tour.push_back(static_cast<std::uint8_t>(tour));
  }
  const auto tours = find_tours(people);
  ASSERT_EQ(tours.size(), 4U);
  const std::pair<std::uint32_t, std::uint32_t> expected[] = {{0, 2}, {2, 1}, {3, 3}, {6, 1}};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(tours[i].first.value, expected[i].first);
    EXPECT_EQ(tours[i].trips, expected[i].second);
  }
}

TEST(Tours, UtilityIsTheMeanOfItsTripsAndTheConstant) {
  const UtilityTable t = table_of(
      {{{Mode::walk, -1}, {Mode::car_driver, -0.5}}, {{Mode::walk, -2}, {Mode::car_driver, -1.5}}});
  ModeValues constant{};
  constant[at(Mode::car_driver)] = 0.25;
  const ModeValues v = tour_utilities(t, {TripId{0}, 2}, constant);
  EXPECT_NEAR(v[at(Mode::walk)], -1.5, 1e-6);
  EXPECT_NEAR(v[at(Mode::car_driver)], -1 + 0.25, 1e-6);
  EXPECT_EQ(v[at(Mode::minibus)], kUnavailable);
}

// What is taken out has to come back: a car for one of two trips is no car for the tour.
TEST(Tours, OwnVehiclesNeedEveryTrip) {
  for (const Mode own : {Mode::car_driver, Mode::bicycle, Mode::walk, Mode::taxi}) {
    const UtilityTable t = table_of({{{own, -1}, {Mode::minibus, -1}}, {{Mode::minibus, -1}}});
    EXPECT_EQ(tour_utilities(t, {TripId{0}, 2}, {})[at(own)], kUnavailable) << name_of(own);
  }
}

// BRT for the one trip, the best substitute for the other: the minibus (-1 + 0.5) before walking.
TEST(Tours, PublicTransportMayServeSomeTrips) {
  const UtilityTable t = table_of({{{Mode::brt, -2}}, {{Mode::walk, -0.8}, {Mode::minibus, -1}}});
  ModeValues constant{};
  constant[at(Mode::minibus)] = 0.5;
  constant[at(Mode::brt)] = 1;
  EXPECT_EQ(trip_mode(t, TripId{0}, Mode::brt, constant), Mode::brt);
  EXPECT_EQ(trip_mode(t, TripId{1}, Mode::brt, constant), Mode::minibus);
  EXPECT_EQ(trip_mode(t, TripId{1}, Mode::brt, {}), Mode::walk);
  const ModeValues v = tour_utilities(t, {TripId{0}, 2}, constant);
  EXPECT_NEAR(v[at(Mode::brt)], ((-2 + 1) + (-1 + 0.5)) / 2, 1e-6);
  EXPECT_EQ(v[at(Mode::lrt)], kUnavailable) << "serves no trip of the tour";
}

TEST(Tours, NobodyFillsInWithACar) {
  const UtilityTable t = table_of(
      {{{Mode::brt, -2}}, {{Mode::car_driver, 5}, {Mode::taxi, 5}, {Mode::motorcycle_taxi, -3}}});
  EXPECT_EQ(trip_mode(t, TripId{1}, Mode::brt, {}), Mode::motorcycle_taxi);
}

}  // namespace
}  // namespace mwendo
