// Constants of made-up utilities, whose exact values follow from the nested logit turned round:
// V_j + c_j = lambda ln P(j | nest) + ln P(nest) + k, with c = 0 for walking.
#include "sim/choice/calibrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "network/base/input_error.h"
#include "tests/sim/choice/utilities.h"

namespace mwendo {
namespace {

constexpr double kTight = 1e-9;

std::size_t at(Mode m) { return static_cast<std::size_t>(m); }

std::vector<Tour> single_trips(std::size_t n) {
  std::vector<Tour> tours;
  for (std::uint32_t t = 0; t < n; ++t) tours.push_back({TripId{t}, 1});
  return tours;
}

std::vector<float> observed(const std::map<Mode, double>& shares) {
  std::vector<float> all(kModeCount, 0);
  for (const auto& [m, share] : shares) all[at(m)] = static_cast<float>(share);
  return all;
}

ChoiceParameters with_nests(std::array<double, kNestCount> lambda) {
  ChoiceParameters p;
  p.nests.lambda = lambda;
  return p;
}

CalibrationInput exactly(std::vector<float> shares, std::array<double, kNestCount> lambda) {
  return {.observed = std::move(shares),
          .parameters = with_nests(lambda),
          .rounds = 500,
          .tolerance = kTight};
}

const Utilities kUsual = {
    {Mode::walk, -1.0}, {Mode::minibus, -0.5}, {Mode::car_driver, 0.25}, {Mode::taxi, -2.0}};
const std::map<Mode, double> kShares = {
    {Mode::walk, 0.5}, {Mode::minibus, 0.25}, {Mode::car_driver, 0.125}, {Mode::taxi, 0.125}};

// ln(s_j / s_walk) - (V_j - V_walk).
TEST(FitConstants, OfTheMultinomialLogitAreTheClosedForm) {
  const auto fit =
      fit_constants(table_of({kUsual}), single_trips(1), exactly(observed(kShares), {1, 1, 1, 1}));
  EXPECT_EQ(fit.constant[at(Mode::walk)], 0);
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], std::log(0.5) - 0.5, 1e-7);
  EXPECT_NEAR(fit.constant[at(Mode::car_driver)], std::log(0.25) - 1.25, 1e-7);
  EXPECT_NEAR(fit.constant[at(Mode::taxi)], std::log(0.25) + 1.0, 1e-7);
  EXPECT_LE(fit.worst, kTight);
}

// Two modes in one nest: with P(active) = 0.6, P(walk | active) = 5/6 and lambda = 0.8
// V_walk = 0.8 ln(5/6) + ln 0.6 + k, V_bicycle = 0.8 ln(1/6) + ln 0.6 + k, V_minibus = ln 0.4 + k.
TEST(FitConstants, OfTheNestedLogitAreTheClosedForm) {
  const Utilities v = {{Mode::walk, -0.75}, {Mode::bicycle, -1.5}, {Mode::minibus, -0.25}};
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::bicycle, 0.1}, {Mode::minibus, 0.4}});
  const auto fit =
      fit_constants(table_of({v}), single_trips(1), exactly(shares, {0.8, 0.6, 0.8, 0.8}));
  EXPECT_NEAR(fit.constant[at(Mode::bicycle)], 0.8 * std::log(1.0 / 5) + 0.75, 1e-6);
  const double k = 0.8 * std::log(5.0 / 6) + std::log(0.6);
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], std::log(0.4) - k - 0.5, 1e-6);
}

// From equal shares of a quarter, one step of damping d: d ln(s_j / (1/4)) - d ln(s_walk / (1/4)).
TEST(FitConstants, AStepIsDampedLogarithmOfObservedOverModelled) {
  const Utilities equal = {
      {Mode::walk, 0}, {Mode::minibus, 0}, {Mode::car_driver, 0}, {Mode::taxi, 0}};
  for (const double damping : {0.5, 0.8, 1.0}) {
    CalibrationInput input = exactly(observed(kShares), {1, 1, 1, 1});
    input.rounds = 1;
    input.damping = damping;
    const auto fit = fit_constants(table_of({equal}), single_trips(1), input);
    EXPECT_NEAR(fit.constant[at(Mode::minibus)], damping * std::log(0.5), 1e-7);
    EXPECT_NEAR(fit.constant[at(Mode::taxi)], damping * std::log(0.25), 1e-7);
    EXPECT_NEAR(fit.modelled[at(Mode::taxi)], 0.25, 1e-7) << "shares before the step";
    EXPECT_NEAR(fit.worst, 0.25, 1e-7) << "walking: 0.5 observed, 0.25 modelled";
    EXPECT_EQ(fit.rounds, 1);
  }
}

// A full step of a multinomial logit of equal people is exact; the next round sees it and stops.
TEST(FitConstants, AnExactStepEndsTheRounds) {
  CalibrationInput input = exactly(observed(kShares), {1, 1, 1, 1});
  input.damping = 1;
  input.tolerance = 1e-6;
  EXPECT_EQ(fit_constants(table_of({kUsual}), single_trips(1), input).rounds, 1);
}

// Without nests and with equal people the error of a constant falls by 1 - damping a round.
TEST(FitConstants, ErrorsFallByOneLessDampingARound) {
  CalibrationInput input = exactly(observed(kShares), {1, 1, 1, 1});
  input.damping = 0.5;
  const double exact = std::log(0.25) + 1.0;
  double error = std::abs(exact);
  for (int rounds = 1; rounds <= 6; ++rounds) {
    input.rounds = rounds;
    const auto fit = fit_constants(table_of({kUsual}), single_trips(1), input);
    error *= 0.5;
    EXPECT_NEAR(std::abs(fit.constant[at(Mode::taxi)] - exact), error, 1e-6) << rounds;
  }
}

TEST(FitConstants, WhereItStartsDoesNotMatter) {
  CalibrationInput input = exactly(observed(kShares), {0.9, 0.6, 0.8, 0.7});
  const std::vector<Utilities> trips = {
      kUsual,
      {{Mode::walk, 1}, {Mode::minibus, -2}, {Mode::taxi, 0.5}},
      {{Mode::walk, -3}, {Mode::minibus, 1}, {Mode::car_driver, 2}}};
  const auto zero = fit_constants(table_of(trips), single_trips(3), input);
  input.parameters.constant[at(Mode::walk)] = 4;
  input.parameters.constant[at(Mode::minibus)] = -3;
  input.parameters.constant[at(Mode::taxi)] = 2;
  const auto other = fit_constants(table_of(trips), single_trips(3), input);
  for (const Mode m : {Mode::walk, Mode::minibus, Mode::car_driver, Mode::taxi}) {
    EXPECT_NEAR(other.constant[at(m)], zero.constant[at(m)], 1e-6);
    EXPECT_NEAR(other.modelled[at(m)], kShares.at(m), 1e-6);
  }
}

// A car is there for half of the people: with c its constant, p = e^c / (1 + e^c) of these drive,
// and p / 2 = 0.2 gives c = ln(0.4 / 0.6).
TEST(FitConstants, SharesAreTheMeanOfPeopleWhoDiffer) {
  const std::vector<Utilities> trips = {{{Mode::walk, 0}, {Mode::car_driver, 0}},
                                        {{Mode::walk, 0}}};
  const auto shares = observed({{Mode::walk, 0.8}, {Mode::car_driver, 0.2}});
  const auto fit = fit_constants(table_of(trips), single_trips(2), exactly(shares, {1, 1, 1, 1}));
  EXPECT_NEAR(fit.constant[at(Mode::car_driver)], std::log(0.4 / 0.6), 1e-6);
}

// Trips: three of a tour without a car, one of a tour with it. The car's share is p / 4, and
// p = 0.6 for 0.15 of the trips.
TEST(FitConstants, ToursCountByTheirTrips) {
  const Utilities walk = {{Mode::walk, 0}};
  const Utilities car = {{Mode::walk, 0}, {Mode::car_driver, 0}};
  const std::vector<Tour> tours = {{TripId{0}, 3}, {TripId{3}, 1}};
  const auto shares = observed({{Mode::walk, 0.85}, {Mode::car_driver, 0.15}});
  const auto fit =
      fit_constants(table_of({walk, walk, walk, car}), tours, exactly(shares, {1, 1, 1, 1}));
  EXPECT_NEAR(fit.constant[at(Mode::car_driver)], std::log(0.6 / 0.4), 1e-6);
}

// The same three trips and one, but the tour with the car counts three times: its share is p / 2.
TEST(FitConstants, ToursCountByTheirWeight) {
  const Utilities walk = {{Mode::walk, 0}};
  const Utilities car = {{Mode::walk, 0}, {Mode::car_driver, 0}};
  auto input = exactly(observed({{Mode::walk, 0.7}, {Mode::car_driver, 0.3}}), {1, 1, 1, 1});
  input.weight = {1, 3};
  const std::vector<Tour> tours = {{TripId{0}, 3}, {TripId{3}, 1}};
  const auto fit = fit_constants(table_of({walk, walk, walk, car}), tours, input);
  EXPECT_NEAR(fit.constant[at(Mode::car_driver)], std::log(0.6 / 0.4), 1e-6);
}

// In the period a pupil makes three trips and a worker one; in the day they make 60 and 90.
TEST(FitConstants, WeightsMakeThePeopleOfAPeriodThoseOfTheDay) {
  Population people;
  people.day_trips = {90, 60, 0};
  people.person.activity = Column<PersonId, Activity>(2, Activity::student);
  people.person.activity[PersonId{1}] = Activity::worker;
  people.trip.person = Column<TripId, PersonId>(4, PersonId{0});
  people.trip.person[TripId{3}] = PersonId{1};
  const std::vector<Tour> tours = {{TripId{0}, 2}, {TripId{2}, 1}, {TripId{3}, 1}};
  EXPECT_THAT(weights_of_day(people, tours), ::testing::ElementsAre(20, 20, 90));
  people.day_trips = {};
  EXPECT_THAT(weights_of_day(people, tours), ::testing::Each(1));
}

// Half of the people have a car; no constant makes more than three quarters of them drive. What
// they do not drive goes to walking and minibus, 3 to 1.
TEST(FitConstants, NotAllWhoHaveACarDriveIt) {
  const Utilities car = {{Mode::walk, 0}, {Mode::minibus, 0}, {Mode::car_driver, 0}};
  const Utilities without = {{Mode::walk, 0}, {Mode::minibus, 0}};
  for (const double driven : {0.45, 0.6, 0.8}) {
    const double left = 1 - driven;
    const auto shares = observed(
        {{Mode::walk, 0.75 * left}, {Mode::minibus, 0.25 * left}, {Mode::car_driver, driven}});
    const auto fit =
        fit_constants(table_of({car, without}), single_trips(2), exactly(shares, {1, 1, 1, 1}));
    EXPECT_NEAR(fit.target[at(Mode::car_driver)], 0.375, 1e-9) << driven;
    EXPECT_NEAR(fit.target[at(Mode::walk)], 0.75 * 0.625, 1e-7) << driven;
    EXPECT_NEAR(fit.modelled[at(Mode::car_driver)], 0.375, 1e-6) << driven;
    // Of who has a car a quarter does not drive: e^c = 3 (1 + e^minibus), e^minibus = 1 / 3.
    EXPECT_NEAR(fit.constant[at(Mode::car_driver)], std::log(3 * 4 / 3.0), 1e-5) << driven;
  }
}

// A tour by BRT whose way home no BRT serves: that trip is walked and counted so. With q the
// probability of the BRT tour the share of BRT is q / 2; q = 0.5 at equal tour utilities.
TEST(FitConstants, ATripThatTheModeDoesNotServeIsCountedByHowItIsMade) {
  const std::vector<Utilities> trips = {{{Mode::walk, -1}, {Mode::brt, -1}}, {{Mode::walk, -1}}};
  CalibrationInput input = exactly(observed({{Mode::walk, 0.75}, {Mode::brt, 0.25}}), {1, 1, 1, 1});
  const auto fit = fit_constants(table_of(trips), {{TripId{0}, 2}}, input);
  EXPECT_EQ(fit.rounds, 0) << "the start has the observed shares";
  EXPECT_NEAR(fit.modelled[at(Mode::brt)], 0.25, 1e-9);
  // Observed 0.375: q = 0.75; the tour's utility is the mean of its trips, so c / 2 = ln 3.
  input.observed = observed({{Mode::walk, 0.625}, {Mode::brt, 0.375}});
  const auto more = fit_constants(table_of(trips), {{TripId{0}, 2}}, input);
  EXPECT_NEAR(more.constant[at(Mode::brt)], 2 * std::log(3.0), 1e-6);
}

TEST(FitConstants, SharesOfWhatIsNotThereAreSpreadOverTheRest) {
  const Utilities v = {{Mode::walk, 0}, {Mode::minibus, 0}};
  const auto shares = observed({{Mode::walk, 0.4}, {Mode::minibus, 0.4}, {Mode::lrt, 0.2}});
  const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  EXPECT_NEAR(fit.observed[at(Mode::walk)], 0.5, 1e-7);
  EXPECT_NEAR(fit.observed[at(Mode::minibus)], 0.5, 1e-7);
  EXPECT_EQ(fit.observed[at(Mode::lrt)], 0);
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], 0, 1e-7);
}

TEST(FitConstants, ObservedSharesNeedNotSumToOne) {
  auto doubled = observed(kShares);
  for (float& s : doubled) s *= 2;
  const auto input = exactly(doubled, {1, 1, 1, 1});
  const auto fit = fit_constants(table_of({kUsual}), single_trips(1), input);
  EXPECT_NEAR(fit.modelled[at(Mode::taxi)], 0.125, 1e-7);
}

// Bus without a figure: minibus and bus together have the observed 0.5, both one constant c.
// Without nests e^c (e^0 + e^-1) / (e^c (e^0 + e^-1) + 1) = 0.5 gives c = -ln(1 + 1/e).
TEST(FitConstants, BusTakesPartInTheFigureOfMinibus) {
  const Utilities v = {{Mode::walk, 0}, {Mode::minibus, 0}, {Mode::bus, -1}};
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::minibus, 0.5}});
  const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  const double c = -std::log(1 + std::exp(-1.0));
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], c, 1e-6);
  EXPECT_NEAR(fit.constant[at(Mode::bus)], c, 1e-6);
  EXPECT_NEAR(fit.modelled[at(Mode::minibus)], 0.5, 1e-7);
  EXPECT_EQ(fit.modelled[at(Mode::bus)], 0);
}

TEST(FitConstants, MinibusTakesPartInTheFigureOfBus) {
  const Utilities v = {{Mode::walk, 0}, {Mode::minibus, -1}, {Mode::bus, 0}};
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::bus, 0.5}});
  const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  const double c = -std::log(1 + std::exp(-1.0));
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], c, 1e-6);
  EXPECT_NEAR(fit.constant[at(Mode::bus)], c, 1e-6);
}

// A city whose figure of minibuses is all that its buses carry.
TEST(FitConstants, TheOnlyKindOfBusTakesTheWholeFigure) {
  const Utilities v = {{Mode::walk, 0}, {Mode::bus, 0}};
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::minibus, 0.25}, {Mode::bus, 0.25}});
  const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  EXPECT_NEAR(fit.observed[at(Mode::bus)], 0.5, 1e-7);
  EXPECT_NEAR(fit.constant[at(Mode::bus)], 0, 1e-7);
}

TEST(FitConstants, RapidTransitTakesTheBetterConstantOfTheRoad) {
  const Utilities v = {
      {Mode::walk, 0}, {Mode::minibus, 0}, {Mode::bus, 0}, {Mode::brt, -0.5}, {Mode::lrt, -1}};
  for (const auto& [minibus, bus] : {std::pair(0.3, 0.1), std::pair(0.1, 0.3)}) {
    const auto shares =
        observed({{Mode::walk, 1 - minibus - bus}, {Mode::minibus, minibus}, {Mode::bus, bus}});
    const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
    const double better = fit.constant[at(minibus > bus ? Mode::minibus : Mode::bus)];
    const double worse = fit.constant[at(minibus > bus ? Mode::bus : Mode::minibus)];
    EXPECT_NEAR(better - worse, std::log(3.0), 1e-6) << "of equal utilities, 0.3 and 0.1";
    EXPECT_EQ(fit.constant[at(Mode::brt)], better);
    EXPECT_EQ(fit.constant[at(Mode::lrt)], better);
  }
}

TEST(FitConstants, ObservedRapidTransitHasAConstantOfItsOwn) {
  const Utilities v = {{Mode::walk, 0}, {Mode::minibus, 0}, {Mode::lrt, 0}};
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::minibus, 0.4}, {Mode::lrt, 0.1}});
  const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], std::log(0.8), 1e-6);
  EXPECT_NEAR(fit.constant[at(Mode::lrt)], std::log(0.2), 1e-6);
}

TEST(FitConstants, ASharedBicycleTakesTheConstantOfTheBicycle) {
  const Utilities v = {{Mode::walk, 0}, {Mode::bicycle, -1}, {Mode::minibus, 0}};
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::bicycle, 0.1}, {Mode::minibus, 0.4}});
  const auto fit = fit_constants(table_of({v}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  EXPECT_NEAR(fit.constant[at(Mode::bicycle)], std::log(0.2) + 1, 1e-6);
  EXPECT_NEAR(fit.constant[at(Mode::shared_bicycle)], std::log(0.2) + 1, 1e-6);
}

TEST(FitConstants, NobodyTakesAModeWithoutAFigure) {
  const auto shares = observed({{Mode::walk, 0.5}, {Mode::minibus, 0.5}});
  const auto fit =
      fit_constants(table_of({kUsual}), single_trips(1), exactly(shares, {1, 1, 1, 1}));
  for (const Mode m : {Mode::car_driver, Mode::taxi, Mode::bicycle, Mode::motorcycle_taxi}) {
    EXPECT_LT(fit.constant[at(m)], -45) << name_of(m);
    EXPECT_LT(fit.modelled[at(m)], 1e-18) << name_of(m);
  }
  EXPECT_NEAR(fit.constant[at(Mode::minibus)], -0.5, 1e-6);
}

// Every third tour is looked at when at most two of four may be: the first and the last.
TEST(FitConstants, OfManyToursARegularChoiceIsLookedAt) {
  const Utilities with_car = {{Mode::walk, 0}, {Mode::car_driver, 0}};
  const Utilities without = {{Mode::walk, 0}};
  CalibrationInput input =
      exactly(observed({{Mode::walk, 0.75}, {Mode::car_driver, 0.25}}), {1, 1, 1, 1});
  input.most_tours = 2;
  const auto fit =
      fit_constants(table_of({with_car, without, without, with_car}), single_trips(4), input);
  EXPECT_NEAR(fit.constant[at(Mode::car_driver)], std::log(0.25 / 0.75), 1e-6);
}

TEST(FitConstants, ThreadsDoNotMatter) {
  std::vector<Utilities> trips;
  for (int i = 0; i < 5000; ++i)  // three chunks
    trips.push_back({{Mode::walk, -0.001 * i}, {Mode::minibus, -1}, {Mode::taxi, 0.0003 * i}});
  CalibrationInput input = exactly(observed(kShares), {0.8, 0.6, 0.8, 0.8});
  input.rounds = 5;
  const auto one = fit_constants(table_of(trips), single_trips(trips.size()), input);
  input.threads = 3;
  const auto three = fit_constants(table_of(trips), single_trips(trips.size()), input);
  EXPECT_EQ(one.constant, three.constant);
  EXPECT_EQ(one.modelled, three.modelled);
}

TEST(FitConstants, BadTargetsAreRefused) {
  const UtilityTable table = table_of({kUsual});
  std::vector<float> negative = observed(kShares);
  negative[at(Mode::taxi)] = -0.01F;
  for (const auto& bad : {std::vector<float>{}, std::vector<float>(kModeCount - 1, 0.1F),
                          std::vector<float>(kModeCount, 0), negative}) {
    try {
      (void)fit_constants(table, single_trips(1), {.observed = bad});
      ADD_FAILURE() << bad.size();
    } catch (const InputError& error) {
      ASSERT_EQ(error.problems().size(), 1U);
      EXPECT_EQ(error.problems()[0].file, "observed mode shares");
      EXPECT_EQ(error.problems()[0].what, "are empty or negative");
    }
  }
}

}  // namespace
}  // namespace mwendo
