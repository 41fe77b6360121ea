#include "sim/choice/replanning.h"

#include <gtest/gtest.h>

#include "network/base/input_error.h"
#include "sim/learning/convergence.h"
#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

std::size_t at(Mode m) { return static_cast<std::size_t>(m); }

TEST(Choice, EverybodyHasAModeAndRidersHaveRides) {
  DemandTown town({});
  const IterationRecord record = town.choose();
  EXPECT_EQ(record.replanned_share, 1);
  const TripColumns& trip = town.people.trip;
  std::size_t riders = 0;
  for (TripId t : town.people.trips()) {
    if (!is_transit(trip.mode[t])) {
      EXPECT_EQ(trip.ride_count[t], 0);
      continue;
    }
    ++riders;
    ASSERT_GE(trip.ride_count[t], 1);
    for (std::uint32_t k = 0; k < trip.ride_count[t]; ++k) {
      const RideLeg& leg = trip.rides[trip.first_ride[t] + k];
      const auto stops = town.world.transit.stops_of(leg.preferred);
      const auto board = std::find_if(stops.begin(), stops.end(),
                                      [&](const LineStop& s) { return s.stop == leg.board; });
      const auto alight = std::find_if(stops.begin(), stops.end(),
                                       [&](const LineStop& s) { return s.stop == leg.alight; });
      ASSERT_NE(board, stops.end());
      ASSERT_NE(alight, stops.end());
      EXPECT_LT(board - stops.begin(), alight - stops.begin());
    }
  }
  EXPECT_GT(riders, town.people.trips().size() / 20);
}

TEST(Choice, ACarTakenOutComesBack) {
  DemandTown town({.from_s = 0, .to_s = 24 * 3600});
  town.choose();
  std::size_t tours = 0;
  for (const Tour& tour : find_tours(town.people)) {
    for (Mode own : {Mode::car_driver, Mode::bicycle}) {
      std::uint32_t with = 0, at_work = 0;
      for (std::uint32_t k = 0; k < tour.trips; ++k)
        if (town.people.trip.mode[tour.trip(k)] == own) ++(tour.in_sub_tour(k) ? at_work : with);
      EXPECT_TRUE(with == 0 || with == tour.own_trips());
      EXPECT_TRUE(at_work == 0 || (at_work == tour.sub_trips && with > 0));
      tours += with > 0 ? 1 : 0;
    }
    const PersonId p = town.people.trip.person[tour.first];
    if (town.people.trip.mode[tour.first] == Mode::car_driver) {
      EXPECT_NE(town.people.person.has_car[p], 0);
    }
  }
  EXPECT_GT(tours, 100U);
}

TEST(Choice, NothingNewNobodyMoves) {
  DemandTown town({});
  town.choose();
  const auto modes = town.people.trip.mode;
  const std::size_t rides = town.people.trip.rides.size();
  const IterationRecord second = town.choose(1);
  EXPECT_EQ(town.people.trip.mode, modes);
  EXPECT_EQ(town.people.trip.rides.size(), rides);
  EXPECT_NEAR(second.relative_gap, 0, 1e-6);
  EXPECT_EQ(second.mode_share_drift, 0);
  EXPECT_NEAR(second.replanned_share, 0.5, 0.05);
  EXPECT_TRUE(converged({second.relative_gap, 0, second.mode_share_drift, 0}));
}

TEST(Choice, ThreadsDoNotMatter) {
  DemandTown one({.brt = true, .threads = 1});
  const IterationRecord a = one.choose();
  DemandTown three({.brt = true, .threads = 3});
  const IterationRecord b = three.choose();
  EXPECT_EQ(one.people.trip.mode, three.people.trip.mode);
  EXPECT_EQ(one.people.trip.egress_m, three.people.trip.egress_m);
  EXPECT_EQ(one.people.trip.rides.size(), three.people.trip.rides.size());
  EXPECT_EQ(a.mean_travel_time_s, b.mean_travel_time_s);
}

// The same people with the same tastes: a new line wins people and nobody changes for another
// reason.
TEST(Choice, ANewLineOnlyWinsPeople) {
  DemandTown base({});
  DemandTown with({.brt = true});
  base.choose();
  with.choose();
  ASSERT_EQ(base.people.trips().size(), with.people.trips().size());
  std::size_t won = 0;
  for (const Tour& tour : find_tours(base.people)) {
    bool changed = false;
    bool rides_brt = false;
    for (std::uint32_t k = 0; k < tour.trips; ++k) {
      const TripId t{tour.first.value + k};
      changed = changed || base.people.trip.mode[t] != with.people.trip.mode[t];
      rides_brt = rides_brt || with.people.trip.mode[t] == Mode::brt;
    }
    EXPECT_EQ(changed, rides_brt);
    won += changed ? 1 : 0;
  }
  EXPECT_GT(won, 50U);
}

TEST(Choice, AShorterHeadwayNeverLowersBrt) {
  DemandTown slow({.brt = true, .brt_headway_s = 600});
  DemandTown fast({.brt = true, .brt_headway_s = 120});
  const UtilityTable a = evaluate(slow.people, *slow.level);
  const UtilityTable b = evaluate(fast.people, *fast.level);
  std::size_t better = 0;
  for (TripId t : slow.people.trips()) {
    if (!available(a.at(t, Mode::brt)) || !available(b.at(t, Mode::brt))) continue;
    EXPECT_GE(b.at(t, Mode::brt), a.at(t, Mode::brt) - 1e-5);
    better += b.at(t, Mode::brt) > a.at(t, Mode::brt) ? 1 : 0;
  }
  EXPECT_GT(better, 100U);
}

TEST(Choice, TimesThatPeopleSeeChangeWhatTheyDo) {
  DemandTown town({});
  town.choose();
  const ModeValues before = mode_shares(town.people);
  LinkTimes jam = free_flow_times(town.world.network, 6 * 3600, 10 * 3600);
  for (float& s : jam.seconds) s *= 12;
  town.level->believe(
      jam, expected_times(town.world.network, town.world.transit, {.mixed_mps = 14 / 3.6F}));
  const IterationRecord record = town.choose(1);
  const ModeValues after = mode_shares(town.people);
  EXPECT_LT(after[at(Mode::car_driver)], before[at(Mode::car_driver)]);
  EXPECT_LT(after[at(Mode::taxi)], before[at(Mode::taxi)]);
  EXPECT_GT(after[at(Mode::walk)], before[at(Mode::walk)]);
  EXPECT_GT(record.relative_gap, 0.001);
  EXPECT_GT(record.mode_share_drift, 0.001);
  EXPECT_FALSE(converged({record.relative_gap, 0, record.mode_share_drift, 0}));
}

TEST(Choice, StreetModesLearnFromTrips) {
  DemandTown town({});
  std::vector<TripRecord> records;
  for (TripId t : town.people.trips()) {
    const Alternative a = town.level->of_street(t, Mode::taxi);
    const float ride = a.time_s - 300;
    records.push_back({.trip = t,
                       .mode = Mode::taxi,
                       .outcome = TripOutcome::arrived,
                       .travel_time_s = 300 + 1.5F * ride});
  }
  town.level->learn_trips(records, 1);
  EXPECT_NEAR(town.level->street_factor(Mode::taxi), 1.5, 0.001);
  EXPECT_EQ(town.level->street_factor(Mode::car_driver), 1);
}

TEST(Choice, FewerAndFewerReplan) {
  EXPECT_EQ(replan_share(0, 0.05), 1);
  EXPECT_EQ(replan_share(1, 0.05), 0.5);
  EXPECT_EQ(replan_share(100, 0.05), 0.05);
}

TEST(Calibration, ReachesTheObservedShares) {
  DemandTown town({.from_s = 0, .to_s = 24 * 3600});
  const UtilityTable table = evaluate(town.people, *town.level);
  const CalibrationResult fit = fit_constants(
      table, find_tours(town.people),
      {.observed = town.world.figures.observed_mode_share, .parameters = town.parameters});
  EXPECT_LE(fit.worst, 0.002);
  EXPECT_EQ(fit.constant[at(Mode::walk)], 0);
  EXPECT_EQ(fit.constant[at(Mode::brt)], fit.constant[at(Mode::minibus)]);
  town.level->set_constants(fit.constant);
  choose_modes(town.people, *town.level, table, {.iteration = 0, .seed = 11});
  const ModeValues chosen = mode_shares(town.people);
  for (std::size_t m = 0; m < kModeCount; ++m) EXPECT_NEAR(chosen[m], fit.observed[m], 0.012) << m;
}

TEST(Calibration, ModesWithoutAnObservedShareAreNotChosen) {
  DemandTown town({.sample = 0.1});
  std::vector<float> observed = town.world.figures.observed_mode_share;
  observed[at(Mode::taxi)] = 0;
  const UtilityTable table = evaluate(town.people, *town.level);
  const CalibrationResult fit = fit_constants(
      table, find_tours(town.people), {.observed = observed, .parameters = town.parameters});
  EXPECT_LT(fit.modelled[at(Mode::taxi)], 1e-9);
  EXPECT_LE(fit.worst, 0.005);
}

TEST(Calibration, SaysWhatIsWrong) {
  DemandTown town({.sample = 0.02});
  const UtilityTable table = evaluate(town.people, *town.level);
  EXPECT_THROW((void)fit_constants(table, find_tours(town.people), {.observed = {}}), InputError);
  EXPECT_THROW((void)fit_constants(table, find_tours(town.people),
                                   {.observed = std::vector<float>(kModeCount, -1.0F)}),
               InputError);
}

}  // namespace
}  // namespace mwendo
