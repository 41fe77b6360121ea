// Passengers of cars are bound to drivers.
#include "sim/choice/lifts.h"

#include <gtest/gtest.h>

#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

struct Choice {
  double kept = 1;  // share of persons who keep the offer
  double driven = 0, ridden = 0;
  std::vector<Mode> modes;
};

// A town whose drivers pay the charge of a car trip alone, so that everybody looks for a lift.
struct ChargedTown : DemandTown {
  ChargedTown(float charge, int threads) : DemandTown({.threads = threads}) {
    world.figures.car_cost_trip = charge;
    parameters.passenger_cost = 0;
    parameters.lift_share = 1;
    level = std::make_unique<LevelOfService>(LevelInput{world, distances, people, active},
                                             parameters, 6 * 3600, 10 * 3600, threads);
    const Experience first = first_experience(world, 6 * 3600, 10 * 3600);
    level->believe(first.links, first.transit);
  }
};

// After a choice of all.
Choice at_charge(float charge, int threads = 1) {
  ChargedTown town(charge, threads);
  UtilityTable table = evaluate(town.people, *town.level, threads);
  Choice c;
  c.kept = limit_lifts(table, town.people, town.level->parameters(), {11, threads});
  choose_modes(town.people, *town.level, table, {.seed = 11, .threads = threads});
  for (const Mode m : town.people.trip.mode) {
    c.driven += m == Mode::car_driver;
    c.ridden += m == Mode::car_passenger;
    c.modes.push_back(m);
  }
  return c;
}

TEST(Lifts, AreAsTheyWereWhereDriversAreEnough) {
  DemandTown town({});
  UtilityTable table = evaluate(town.people, *town.level);
  const UtilityTable before = table;
  EXPECT_EQ(limit_lifts(table, town.people, town.level->parameters(), {11}), 1);
  EXPECT_EQ(table.utility, before.utility);
}

// With few drivers the seats of their cars are the limit, and all are taken: one tour more, of at
// most a dozen trips, would not fit.
TEST(Lifts, FillTheSeatsOfThoseWhoDrive) {
  const Choice c = at_charge(100);
  EXPECT_LT(c.kept, 1);
  EXPECT_GT(c.driven, 50);
  EXPECT_LE(c.ridden, kPassengerSeats * c.driven);
  EXPECT_GT(c.ridden, kPassengerSeats * c.driven - 12);
}

TEST(Lifts, AreFewerWhereTheChargeIsHigher) { EXPECT_LT(at_charge(200).kept, at_charge(100).kept); }

TEST(Lifts, ThreadsDoNotMatter) { EXPECT_EQ(at_charge(100, 1).modes, at_charge(100, 2).modes); }

}  // namespace
}  // namespace mwendo
