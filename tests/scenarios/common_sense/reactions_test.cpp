// People of a town who may leave at other times, or go elsewhere for errands, than in the base.
#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::SenseTown;

// Where distance matters for errands.
SenseTown& town() {
  static SenseTown made({.mean_trip_km = 1.7F});
  return made;
}

struct Base {
  FinishedRun run;
  Base()
      : run(run_scenario(town().base(), town().base(),
                         {.keep_days = {.driving = true, .access = true}})) {}
  [[nodiscard]] FinishedRun alternative(PreparedScenario p, bool departures,
                                        bool destinations = false, bool operators = false) const {
    p.scenario.departure_choice = departures;
    p.scenario.destination_choice = destinations;
    p.scenario.operator_choice = operators;
    return run_scenario(p, town().base(), {.start_from = &run.experience, .base_days = &run.days});
  }
};

PreparedScenario slower() {
  PreparedScenario p = town().base();
  Network& net = p.world.network;
  for (const LinkId l : net.links()) net.link.free_speed_mps[l] *= 0.6F;
  return p;
}

TEST(Reactions, NothingChangesWithoutAMeasure) {
  const Base base;
  const FinishedRun same = base.alternative(town().base(), true, true, true);
  EXPECT_EQ(same.summary.value("left_earlier"), 0);
  EXPECT_EQ(same.summary.value("left_later"), 0);
  EXPECT_EQ(same.summary.value("went_elsewhere"), 0);
  EXPECT_EQ(same.summary.value("vehicles_moved"), 0);
  EXPECT_EQ(same.population.trip.to_zone, base.run.population.trip.to_zone);
  EXPECT_EQ(same.population.trip.departure_s, base.run.population.trip.departure_s);
  for (const IndicatorValue& v : base.run.summary.indicators)
    EXPECT_TRUE(!v.value || same.summary.value(v.id) == v.value) << v.id;
}

TEST(Reactions, SlowerStreetsMakePeopleLeaveEarlier) {
  const Base base;
  const FinishedRun fixed = base.alternative(slower(), false);
  const FinishedRun free = base.alternative(slower(), true);
  EXPECT_FALSE(fixed.summary.value("left_earlier").has_value());
  EXPECT_EQ(fixed.population.trip.departure_s, base.run.population.trip.departure_s);
  ASSERT_TRUE(free.summary.value("left_earlier").has_value());
  EXPECT_GT(*free.summary.value("left_earlier"), 100);
  EXPECT_GT(*free.summary.value("left_earlier"), *free.summary.value("left_later"));
}

PreparedScenario dearer() {
  PreparedScenario p = town().base();
  for (const LineId l : p.world.transit.lines()) p.world.transit.line.fare_per_km[l] += 30;
  p.world.figures.motorcycle_taxi_fare_km += 30;
  return p;
}

// Where each km costs more errands stay nearer; ways to work keep their ends.
TEST(Reactions, DearKilometresKeepErrandsNearer) {
  const Base base;
  const FinishedRun fixed = base.alternative(dearer(), false);
  const FinishedRun free = base.alternative(dearer(), false, true);
  EXPECT_FALSE(fixed.summary.value("went_elsewhere").has_value());
  ASSERT_TRUE(free.summary.value("went_elsewhere").has_value());
  EXPECT_GT(*free.summary.value("went_elsewhere"), 100);
  const TripColumns& trip = free.population.trip;
  const TripColumns& before = base.run.population.trip;
  double metres = 0, metres_before = 0;
  for (const TripId t : free.population.trips()) {
    EXPECT_EQ(trip.departure_s[t], before.departure_s[t]);
    if (trip.to_zone[t] == before.to_zone[t]) continue;
    EXPECT_EQ(trip.purpose[t], Purpose::other);
    metres += double{trip.distance_m[t]}, metres_before += double{before.distance_m[t]};
  }
  EXPECT_LT(metres, metres_before);
}

// A line that may ask for less earns less: some of its vehicles go elsewhere.
TEST(Reactions, MinibusesLeaveALineThatEarnsLess) {
  const Base base;
  PreparedScenario p = town().base();
  LineColumns& line = p.world.transit.line;
  for (const LineId l : p.world.transit.lines())
    if (line.name[l] == "3") line.fare[l] *= 0.3F, line.fare_per_km[l] *= 0.3F;
  const FinishedRun fixed = base.alternative(p, false);
  const FinishedRun free = base.alternative(p, false, false, true);
  EXPECT_FALSE(fixed.summary.value("vehicles_moved").has_value());
  ASSERT_TRUE(free.summary.value("vehicles_moved").has_value());
  EXPECT_GT(*free.summary.value("vehicles_moved"), 1);
  double before = 0, after = 0, hours = 0, all_hours = 0;
  for (std::size_t i = 0; i < free.lines.size(); ++i) {
    hours += free.lines[i].vehicle_hours;
    all_hours += fixed.lines[i].vehicle_hours;
    if (line.name[free.lines[i].line] != "3") continue;
    before += double{fixed.lines[i].departures};
    after += double{free.lines[i].departures};
  }
  EXPECT_LT(after, 0.8 * before);
  EXPECT_NEAR(hours, all_hours, 0.2 * all_hours);  // whole vehicles on short lines
}

}  // namespace
}  // namespace mwendo
