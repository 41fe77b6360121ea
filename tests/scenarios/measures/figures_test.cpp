// Measures that change figures: each figure against its own calculation, all others as they were.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/measures/measure.h"
#include "tests/support/small_world.h"
#include "tests/support/world_table.h"

namespace mwendo {
namespace {

using ::testing::UnorderedElementsAre;

CityWorld town() {
  testing::SmallWorld small = testing::make_small_world({.size = 6});
  testing::add_line(small, {.name = "46", .nodes = testing::row_nodes(small, 2), .fare_per_km = 2});
  testing::add_line(small, {.name = "46", .nodes = testing::row_nodes(small, 3)});
  testing::add_line(small, {.name = "23", .nodes = testing::column_nodes(small, 2)});
  testing::add_line(small,
                    {.name = "B1", .mode = Mode::bus, .nodes = testing::row_nodes(small, 4)});
  for (const LineId l : small.transit.lines()) small.transit.line.description[l] += " of town";
  CityWorld world;
  static_cast<World&>(world) = small;
  world.figures.car_ownership = 0.2F;
  world.figures.motorcycle_ownership = 0.1F;
  return world;
}

template <class M>
CityWorld applied(const CityWorld& base, const M& measure) {
  Problems problems;
  CityWorld world = apply(base, measure, problems);
  EXPECT_TRUE(problems.empty()) << problems.all().front().text();
  return world;
}

// What is said; the world is then the base.
template <class M>
std::string refused(const CityWorld& base, const M& measure) {
  Problems problems;
  const CityWorld world = apply(base, measure, problems);
  EXPECT_TRUE(testing::differences(base, world).empty());
  std::string all;
  for (const Problem& p : problems.all()) all += p.text() + "\n";
  return all;
}

std::vector<std::string> columns_of(const CityWorld& a, const CityWorld& b) {
  std::vector<std::string> columns;
  for (const testing::Difference& d : testing::differences(a, b))
    if (std::find(columns.begin(), columns.end(), d.column) == columns.end())
      columns.push_back(d.column);
  return columns;
}

// 15 a km, of which 85 per cent are fuel: a fifth more fuel is 17 per cent more. Motorcycles: the
// same.
TEST(PriceChange, FuelIsMostOfTheCostOfAKilometre) {
  const CityWorld base = town();
  const CityWorld w = applied(base, PriceChangeMeasure{.fuel_percent = 20});
  EXPECT_FLOAT_EQ(w.figures.car_cost_km, 17.55F);
  EXPECT_EQ(w.figures.car_cost_trip, base.figures.car_cost_trip);
  EXPECT_EQ(w.transit.line.fare[LineId{0}], 40);
  EXPECT_THAT(
      columns_of(base, w),
      UnorderedElementsAre("figure.car_cost_km", "figure.motorcycle_cost_km", "assumptions"));
  EXPECT_FLOAT_EQ(w.figures.motorcycle_cost_km, 1.17F * base.figures.motorcycle_cost_km);
}

TEST(PriceChange, ChargesAddUp) {
  CityWorld base = town();
  base.figures.car_cost_trip = 30;
  const CityWorld once = applied(base, PriceChangeMeasure{.parking = 100, .congestion_charge = 50});
  EXPECT_EQ(once.figures.car_cost_trip, 180);
  EXPECT_EQ(applied(once, PriceChangeMeasure{.parking = 20}).figures.car_cost_trip, 200);
}

TEST(PriceChange, FaresOfRidesAndOfKilometres) {
  const CityWorld w = applied(
      town(), PriceChangeMeasure{.transit_fare_percent = -25, .motorcycle_taxi_fare_percent = 10});
  EXPECT_FLOAT_EQ(w.transit.line.fare[LineId{0}], 30);
  EXPECT_FLOAT_EQ(w.transit.line.fare_per_km[LineId{0}], 1.5F);
  EXPECT_FLOAT_EQ(w.transit.line.fare[LineId{3}], 30);
  EXPECT_FLOAT_EQ(w.figures.motorcycle_taxi_fare_base, 33);
  EXPECT_FLOAT_EQ(w.figures.motorcycle_taxi_fare_km, 33);
  EXPECT_EQ(w.figures.taxi_fare_km, 50) << "taxis in cars keep theirs";
  EXPECT_EQ(applied(town(), PriceChangeMeasure{.transit_fare_percent = -100})
                .transit.line.fare[LineId{0}],
            0);
}

TEST(PriceChange, IsRefusedBelowNothing) {
  const CityWorld base = town();
  EXPECT_EQ(refused(base, PriceChangeMeasure{.fuel_percent = -101}),
            "price change: a price falls by more than 100 percent; use -100 or more\n");
  EXPECT_EQ(refused(base, PriceChangeMeasure{.congestion_charge = -1}),
            "price change: parking or congestion charge is negative; use 0 or more, in local "
            "currency for each car trip\n");
}

TEST(PriceChange, DescribesWhatChanges) {
  EXPECT_EQ(describe(PriceChangeMeasure{.fuel_percent = 20, .parking = 100}),
            "Prices: fuel +20 %; parking +100");
  EXPECT_EQ(describe(PriceChangeMeasure{.transit_fare_percent = -12.5}),
            "Prices: public transport fares -12.5 %");
}

// 1.04^10 = 1.480244; 0.2 x 1.06^10 = 0.358170; 0.1 x 1.08^10 = 0.215892.
TEST(Growth, IsCompound) {
  const CityWorld base = town();
  const CityWorld w = applied(base, GrowthMeasure{});
  for (const ZoneId z : base.zones.zones()) {
    EXPECT_NEAR(w.zones.population[z], 1.480244 * base.zones.population[z], 0.01);
    EXPECT_NEAR(w.zones.jobs[z], 1.480244 * base.zones.jobs[z], 0.01);
    EXPECT_NEAR(w.zones.school_places[z], 1.480244 * base.zones.school_places[z], 0.01);
  }
  EXPECT_NEAR(w.figures.car_ownership, 0.358170, 1e-6);
  EXPECT_NEAR(w.figures.motorcycle_ownership, 0.215892, 1e-6);
  EXPECT_THAT(
      columns_of(base, w),
      UnorderedElementsAre("zone.population", "zone.jobs", "zone.school_places",
                           "figure.car_ownership", "figure.motorcycle_ownership", "assumptions"));
}

TEST(Growth, TwoTimesFiveYearsAreTen) {
  const CityWorld base = town();
  const CityWorld ten = applied(base, GrowthMeasure{.years = 10});
  const CityWorld five = applied(base, GrowthMeasure{.years = 5});
  const CityWorld twice = applied(five, GrowthMeasure{.years = 5});
  EXPECT_NEAR(twice.zones.population[ZoneId{0}], ten.zones.population[ZoneId{0}], 0.01);
  EXPECT_NEAR(twice.figures.car_ownership, ten.figures.car_ownership, 1e-6);
}

TEST(Growth, NotEverybodyOwnsACar) {
  const CityWorld w = applied(town(), GrowthMeasure{.years = 60, .car_ownership_percent_year = 10});
  EXPECT_EQ(w.figures.car_ownership, 0.95F);
}

TEST(Growth, YearsAreFromNowOnAndFew) {
  const CityWorld base = town();
  EXPECT_THAT(columns_of(base, applied(base, GrowthMeasure{.years = 0})),
              UnorderedElementsAre("assumptions"));
  for (const int years : {-1, 61})
    EXPECT_EQ(refused(base, GrowthMeasure{.years = years}),
              "growth: years outside 0 to 60; use the years from the base to the horizon\n");
  EXPECT_EQ(describe(GrowthMeasure{.years = 7, .car_ownership_percent_year = -1.5}),
            "7 years of growth: people +4 %, cars -1.5 % a year");
}

TEST(FleetChange, ConcernsLinesOfItsModes) {
  const CityWorld base = town();
  const CityWorld w = applied(base, FleetChangeMeasure{.modes = {Mode::minibus}, .capacity = 25});
  for (const LineId l : base.transit.lines()) {
    const bool minibus = base.transit.line.mode[l] == Mode::minibus;
    EXPECT_EQ(w.transit.line.capacity[l], minibus ? 25 : base.transit.line.capacity[l]);
    EXPECT_EQ(w.transit.line.powertrain[l],
              minibus ? static_cast<std::uint8_t>(Powertrain::battery_electric)
                      : base.transit.line.powertrain[l]);
  }
  EXPECT_EQ(w.assumptions.back().count, 3);
  const CityWorld same_size = applied(base, FleetChangeMeasure{.modes = {Mode::minibus}});
  EXPECT_EQ(same_size.transit.line.capacity, base.transit.line.capacity);
}

TEST(FleetChange, NeedsModesOfTheCity) {
  const CityWorld base = town();
  EXPECT_EQ(refused(base, FleetChangeMeasure{}),
            "fleet change: no modes are given; name one or more of minibus, bus, brt\n");
  EXPECT_EQ(refused(base, FleetChangeMeasure{.modes = {Mode::lrt}}),
            "fleet change: no line has one of the modes; name modes that the city has\n");
}

TEST(RouteChange, HeadwaysOfAllLinesOfTheName) {
  const CityWorld base = town();
  const CityWorld w = applied(base, RouteChangeMeasure{.lines = {"46"}, .peak_headway_s = 100});
  ASSERT_EQ(w.transit.lines().size(), 4U);
  for (const LineId l : w.transit.lines()) {
    EXPECT_EQ(w.transit.line.peak_headway_s[l], w.transit.line.name[l] == "46" ? 100 : 300);
    EXPECT_EQ(w.transit.line.offpeak_headway_s[l], 600) << "as before";
  }
  EXPECT_EQ(w.assumptions.back().count, 2);
}

TEST(RouteChange, WithdrawnLinesAreGone) {
  const CityWorld base = town();
  const CityWorld w = applied(base, RouteChangeMeasure{.lines = {"46", "B1"}, .withdraw = true});
  ASSERT_EQ(w.transit.lines().size(), 1U);
  EXPECT_EQ(w.transit.line.name[LineId{0}], "23");
  EXPECT_EQ(w.transit.stops_of(LineId{0}).size(), base.transit.stops_of(LineId{2}).size());
  EXPECT_EQ(w.transit.line.peak_headway_s[LineId{0}], 300);
}

TEST(RouteChange, NeedsKnownLines) {
  const CityWorld base = town();
  EXPECT_EQ(refused(base, RouteChangeMeasure{.lines = {"B2", "46"}}),
            "unknown line 'B2'; did you mean 'B1'?\n");
  EXPECT_EQ(refused(base, RouteChangeMeasure{.lines = {"46"}, .offpeak_headway_s = -1}),
            "route change: a headway is negative; give seconds above 0\n");
}

// B1 comes back off the streets: each way 4 blocks of 400 m at 14 km/h, 4 x 20 s at stops and 180 s
// of layover, 20 s of loading; 1362.9 s together. Every 200 s that takes 7 buses.
TEST(RouteChange, TooFewVehiclesForTheHeadwayAreRefused) {
  CityWorld base = town();
  for (const LineId l : base.transit.lines())
    if (base.transit.line.name[l] == "B1") base.transit.line.fleet[l] = 6;
  EXPECT_EQ(refused(base, RouteChangeMeasure{.lines = {"B1"}, .peak_headway_s = 200}),
            "route change: line 'B1' needs 7 vehicles for a headway of 200 s, the fleet is 6; a "
            "cycle takes 22.7 min; give a fleet of at least 7, or a headway of at least 228 s\n");
  (void)applied(base, RouteChangeMeasure{.lines = {"B1"}, .peak_headway_s = 228});
}

// One after the other: prices of what is left, people of the year after.
TEST(Measures, AreAppliedInTheirOrder) {
  const CityWorld base = town();
  const std::vector<Measure> both = {RouteChangeMeasure{.lines = {"46"}, .withdraw = true},
                                     PriceChangeMeasure{.transit_fare_percent = 50},
                                     GrowthMeasure{.years = 1, .population_percent_year = 10}};
  Problems problems;
  const CityWorld w = apply(base, both, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(w.transit.lines().size(), 2U);
  EXPECT_FLOAT_EQ(w.transit.line.fare[LineId{0}], 60);
  EXPECT_NEAR(w.zones.population[ZoneId{1}], 1.1F * base.zones.population[ZoneId{1}], 0.01);
  // A line that an earlier measure withdrew is unknown to the later: nothing is applied.
  const std::vector<Measure> wrong = {both[0], both[0]};
  const CityWorld same = apply(base, wrong, problems);
  EXPECT_EQ(problems.all().size(), 1U);
  EXPECT_TRUE(testing::differences(base, same).empty());
}

}  // namespace
}  // namespace mwendo
