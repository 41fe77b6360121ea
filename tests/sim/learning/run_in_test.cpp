// Runs with a run-in: what they report, what people learn and choose.
#include <gtest/gtest.h>

#include <algorithm>

#include "network/base/input_error.h"
#include "sim/learning/simulate.h"
#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

constexpr float kSeven = 7 * 3600;
constexpr float kEight = 8 * 3600;

SimulationOptions with_run_in(float warm_up_s) {
  return {.from_s = kSeven,
          .to_s = kEight,
          .warm_up_s = warm_up_s,
          .seed = 11,
          .sample = 0.1,
          .iterations = 2,
          .settle_days = 1};
}

struct RunInTown : DemandTown {
  RunInTown() : DemandTown({.from_s = 6 * 3600, .to_s = kEight, .sample = 0.1}) {}
  [[nodiscard]] Learners learners(const SimulationOptions& o,
                                  const Experience* from = nullptr) const {
    return {world, distances, people, o, from};
  }
};

double persons(const Population& people, float from_s, float to_s) {
  double count = 0;
  for (const TripId t : people.trips()) {
    const float departure_s = people.trip.departure_s[t];
    count += departure_s >= from_s && departure_s < to_s ? double{people.expansion} : 0;
  }
  return count;
}

TEST(RunInOfARun, ReportsTheTripsOfThePeriodAlone) {
  const RunInTown town;
  const SimulationOptions o = with_run_in(3600);
  Learners people = town.learners(o);
  const RunResults r = simulate(town.world, people, o, {});
  ASSERT_GT(persons(town.people, 6 * 3600, kSeven), 100);
  const double expected = persons(town.people, kSeven, kEight);
  const double expansion = double{town.people.expansion};
  EXPECT_EQ(static_cast<double>(r.trips.size()) * expansion, expected);
  EXPECT_EQ(r.quality.trips_expected, expected);
  double minutes = 0, begun = 0, arrived = 0;
  for (const TripRecord& t : r.trips) {
    EXPECT_TRUE(t.departure_s >= kSeven && t.departure_s < kEight) << t.departure_s;
    if (!has_begun(t)) continue;
    minutes += double{t.travel_time_s};
    begun += 1;
    arrived += t.outcome == TripOutcome::arrived ? expansion : 0;
  }
  EXPECT_EQ(r.quality.trips_arrived, arrived);
  EXPECT_DOUBLE_EQ(r.iterations.back().mean_travel_time_s, minutes / begun);
  EXPECT_EQ(r.tallies.from_s(), kSeven);
  EXPECT_EQ(r.tallies.periods(), 4U);
  EXPECT_EQ(r.active.periods, 4U);
  for (const TimePoint& t : r.time_series) EXPECT_TRUE(t.time_s > kSeven && t.time_s <= kEight);
  EXPECT_EQ(r.time_series.size(), 60U);
}

TEST(RunInOfARun, PeopleLearnTheStreetsOfTheRunIn) {
  const RunInTown town;
  const SimulationOptions o = with_run_in(3600);
  Learners people = town.learners(o);
  (void)simulate(town.world, people, o, {});
  const LinkTimes& links = people.experience().links;
  EXPECT_EQ(links.from_s, 6 * 3600);
  EXPECT_EQ(links.periods, 8U);
  EXPECT_EQ(people.experience().walkers.from_s, 6 * 3600);
}

TEST(RunInOfARun, ExperienceOfAnotherRunInIsRefused) {
  const RunInTown town;
  const Experience cold = first_experience(town.world, kSeven, kEight);
  EXPECT_NO_THROW((void)town.learners(with_run_in(0), &cold));
  const Experience warm = first_experience(town.world, kSeven, kEight, 3600);
  EXPECT_NO_THROW((void)town.learners(with_run_in(3600), &warm));
  EXPECT_EQ(warm.transit.time_of_day_s, cold.transit.time_of_day_s);
  for (const float warm_up_s : {900.0F, 3600.0F}) {
    try {
      (void)town.learners(with_run_in(warm_up_s), &cold);
      FAIL() << warm_up_s;
    } catch (const InputError& e) {
      EXPECT_NE(std::string(e.what()).find("another period or run-in"), std::string::npos);
    }
  }
}

// From home in the run-in, back in the period.
TEST(RunInOfARun, ATourOverTheStartKeepsItsMode) {
  const DemandTown town({.from_s = 6 * 3600, .to_s = 13 * 3600, .sample = 0.1});
  SimulationOptions o = with_run_in(5 * 3600);
  o.from_s = 11 * 3600, o.to_s = 13 * 3600;
  Learners people(town.world, town.distances, town.people, o, nullptr);
  (void)people.choose(0);
  const TripColumns& trip = people.population().trip;
  int tours = 0, driven = 0;
  for (const Tour& tour : find_tours(people.population())) {
    const TripId last{tour.first.value + tour.trips - 1};
    if (trip.departure_s[tour.first] >= o.from_s || trip.departure_s[last] < o.from_s) continue;
    ++tours;
    const bool drives = trip.mode[tour.own()] == Mode::car_driver;
    driven += drives ? 1 : 0;
    for (std::uint32_t k = 0; k < tour.trips; ++k)
      if (!tour.in_sub_tour(k)) {
        EXPECT_EQ(trip.mode[tour.trip(k)] == Mode::car_driver, drives);
      }
  }
  EXPECT_GT(tours, 100);
  EXPECT_GT(driven, 5);
}

}  // namespace
}  // namespace mwendo
