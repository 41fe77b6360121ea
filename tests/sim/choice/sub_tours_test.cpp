#include <gtest/gtest.h>

#include "sim/choice/calibrate.h"
#include "sim/choice/replanning.h"
#include "tests/sim/choice/demand_fixture.h"
#include "tests/sim/choice/utilities.h"

namespace mwendo {
namespace {

using testing::DemandTown;

// Of one person: the tours of its trips.
Population person_with(const std::vector<int>& tours) {
  Population people;
  people.person.number.push_back(7);
  for (const int tour : tours) {
    people.trip.person.push_back(PersonId{0});
    people.trip.tour.push_back(static_cast<std::uint8_t>(tour));
  }
  return people;
}

TEST(SubTourChoice, ASubTourIsPartOfItsTour) {
  const auto tours = find_tours(person_with({0, 9, 1, 9, 9, 1, 2, 2}));
  ASSERT_EQ(tours.size(), 3U);
  const Tour all = find_tours(person_with({1, 9, 9, 1}))[0];
  EXPECT_EQ(all.trips, 4U);
  EXPECT_EQ(all.own_trips(), 2U);
  EXPECT_EQ(all.sub_tour().first.value, 1U);
  EXPECT_TRUE(all.in_sub_tour(1) && all.in_sub_tour(2));
  EXPECT_FALSE(all.in_sub_tour(0) || all.in_sub_tour(3));
}

TEST(SubTourChoice, ARunMayCutATourBesideItsSubTour) {
  const Tour back = find_tours(person_with({8, 8, 0}))[0];
  EXPECT_EQ(back.own().value, 2U);
  EXPECT_EQ(back.own_trips(), 1U);
  const Tour half = find_tours(person_with({8, 0}))[0];
  EXPECT_EQ(half.own().value, 1U);
  const Tour alone = find_tours(person_with({8, 8}))[0];
  EXPECT_EQ(alone.own_trips(), 2U);
  EXPECT_EQ(alone.own().value, 0U);
}

// To work, away, back to work, home.
const UtilityTable& table() {
  static const UtilityTable t = table_of(std::vector<Utilities>(4, {{Mode::walk, -1},
                                                                    {Mode::bicycle, -0.8},
                                                                    {Mode::car_driver, -0.5},
                                                                    {Mode::own_motorcycle, -0.6},
                                                                    {Mode::taxi, -1.2}}));
  return t;
}
const Tour kTour{.first = TripId{0}, .trips = 4, .sub_first = 1, .sub_trips = 2};

TEST(SubTourChoice, OnlyTheVehicleOfTheTourIsAtWork) {
  for (const Mode main : {Mode::walk, Mode::taxi, Mode::car_driver, Mode::bicycle}) {
    const ModeValues v = sub_tour_utilities(table(), kTour, main, {});
    EXPECT_TRUE(available(v[index_of(Mode::walk)]));
    EXPECT_TRUE(available(v[index_of(Mode::taxi)]));
    for (const Mode own : kOwnVehicles) EXPECT_EQ(available(v[index_of(own)]), own == main);
  }
}

// The closed form beside people who draw tastes and choose.
TEST(SubTourChoice, ProbabilitiesAreSharesOfPeople) {
  const ChoiceParameters p;
  const ModeValues main = probabilities(tour_utilities(table(), kTour, {}), p.nests);
  const ModeValues sub = sub_tour_probabilities(table(), kTour, main, p);
  ModeValues seen{};
  constexpr std::uint32_t kPeople = 40000;
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    const Mode m = choose(tour_utilities(table(), kTour, {}), draw_tastes({1, i, 0}, p.nests));
    const Mode s =
        choose(sub_tour_utilities(table(), kTour, m, {}), draw_tastes({1, i, kSubTour}, p.nests));
    seen[index_of(s)] += 1.0 / kPeople;
  }
  double sum = 0;
  for (std::size_t m = 0; m < kModeCount; ++m) {
    EXPECT_NEAR(sub[m], seen[m], 0.0075) << m;  // three sigma
    sum += sub[m];
  }
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(SubTourChoice, FittedConstantsHoldWithSubTours) {
  DemandTown town({.from_s = 0, .to_s = 24 * 3600});
  const UtilityTable t = evaluate(town.people, *town.level);
  const auto tours = find_tours(town.people);
  const CalibrationResult fit = fit_constants(
      t, tours,
      {.observed = town.world.figures.observed_mode_share, .parameters = town.parameters});
  EXPECT_LT(fit.worst, 0.0011);
  town.level->set_constants(fit.constant);
  (void)choose_modes(town.people, *town.level, t, {.seed = 3});
  const ModeValues share = mode_shares(town.people);
  for (const Mode m : {Mode::walk, Mode::car_driver, Mode::motorcycle_taxi})
    EXPECT_NEAR(share[index_of(m)], fit.modelled[index_of(m)], 0.015) << name_of(m);
  int driven = 0;
  for (const Tour& tour : tours)
    if (tour.sub_trips > 0)
      driven += town.people.trip.mode[tour.sub_tour().first] == Mode::car_driver ? 1 : 0;
  EXPECT_GT(driven, 10);
}

}  // namespace
}  // namespace mwendo
