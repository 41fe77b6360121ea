// Every indicator of a run that is small enough to be calculated by hand: 36 nodes 400 m apart,
// four zones of 1,000 people, 90 minutes, seven trips that stand for ten each.
#include "scenarios/results/indicators.h"

#include <gtest/gtest.h>

#include <set>

#include "scenarios/results/sections.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

constexpr float kSeven = 7 * 3600;
constexpr std::size_t kPeriods = 6;
constexpr LinkId kStreet{0};  // 8 m/s, 28.8 km/h

struct SmallRun {
  testing::SmallWorld world = testing::make_small_world({.size = 6, .population = 4000});
  Population people;
  RunResults results;
  EmissionTallies emissions;

  SmallRun() {
    people.expansion = 10;
    results.from_s = kSeven;
    results.to_s = kSeven + 900 * kPeriods;
    results.tallies = Tallies(world.network.links().size(), results.from_s, results.to_s);
    EXPECT_EQ(results.tallies.periods(), kPeriods);
  }
  void trip(Mode mode, TripOutcome outcome, float seconds, float metres) {
    TripRecord r;
    r.mode = mode;
    r.outcome = outcome;
    r.travel_time_s = seconds;
    r.distance_m = metres;
    results.trips.push_back(r);
  }
  void drive(LinkId l, std::size_t period, VehicleClass c, double km, double hours) {
    TallyCell& cell = results.tallies.at(l, period, c);
    const std::size_t bin = speed_bin(static_cast<float>(km / hours));
    cell.distance_m[bin] += static_cast<float>(1000 * km);
    cell.time_s[bin] += static_cast<float>(3600 * hours);
  }
  LineId line(Mode mode, std::uint32_t row, LineResult result = {}) {
    const LineId l = testing::add_line(
        world, {.name = "line", .mode = mode, .nodes = testing::row_nodes(world, row)});
    result.line = l;
    results.lines.push_back(result);
    return l;
  }
  [[nodiscard]] std::optional<double> value(const std::string& id,
                                            const Corridor* corridor = nullptr) const {
    const auto values = compute_indicators({world, people, results, emissions, corridor});
    return value_of(values, id);
  }
  void expect(const std::string& id, double expected) const {
    const auto seen = value(id);
    ASSERT_TRUE(seen.has_value()) << id;
    EXPECT_NEAR(*seen, expected, 1e-6 * std::abs(expected) + 1e-9) << id;
  }
  void expect_absent(const std::string& id) const { EXPECT_FALSE(value(id).has_value()) << id; }
};

// ---- trips --------------------------------------------------------------------------------------

SmallRun seven_trips() {
  SmallRun run;
  using enum TripOutcome;
  run.trip(Mode::walk, arrived, 600, 750);
  run.trip(Mode::walk, under_way, 300, 400);
  run.trip(Mode::car_driver, arrived, 1200, 6000);
  run.trip(Mode::minibus, arrived, 1800, 5000);
  run.trip(Mode::minibus, arrived, 900, 3000);
  run.trip(Mode::bicycle, arrived, 720, 2800);
  run.trip(Mode::brt, not_started, 0, 0);
  run.results.trips[2].walk_m = 100;
  run.results.trips[3].walk_m = 400;
  run.results.trips[4].walk_m = 200;
  run.results.trips[3].wait_s = 300;
  run.results.trips[4].wait_s = 120;
  run.results.trips[3].left_behind = 2;
  run.results.trips[0].walk_m = 750;  // is its distance already
  return run;
}

TEST(Indicators, TripsStandForTheirExpansion) {
  const SmallRun run = seven_trips();
  run.expect("trips", 70);
  run.expect("person_km.walk", 10 * 1.15);
  run.expect("person_km.car_driver", 60);
  run.expect("person_km.minibus", 80);
  run.expect("person_km.taxi", 0);
  run.expect("person_km_total", 10 * (0.75 + 0.4 + 6 + 5 + 3 + 2.8));
}

TEST(Indicators, SharesAreOfAllTripsThatDepart) {
  const SmallRun run = seven_trips();
  run.expect("mode_share.walk", 100 * 2 / 7.0);
  run.expect("mode_share.minibus", 100 * 2 / 7.0);
  run.expect("mode_share.brt", 100 / 7.0);
  run.expect("mode_share.taxi", 0);
}

TEST(Indicators, TimesAndLengthsAreOfTripsThatArrived) {
  const SmallRun run = seven_trips();
  run.expect("travel_time.walk", 10);
  run.expect("travel_time.minibus", (30 + 15) / 2.0);
  run.expect_absent("travel_time.brt");
  run.expect_absent("travel_time.taxi");
  run.expect("travel_time_mean", (10 + 20 + 30 + 15 + 12) / 5.0);
  run.expect("trip_length.walk", 0.75);
  run.expect("trip_length_mean", (0.75 + 6 + 5 + 3 + 2.8) / 5);
}

TEST(Indicators, WalkingIsWholeTripsAndTheWaysToVehicles) {
  const SmallRun run = seven_trips();
  run.expect("walking_km", 10 * (0.75 + 0.4 + 0.1 + 0.4 + 0.2));
  run.expect("cycling_km", 28);
}

TEST(Indicators, WaitingIsTheMeanOfTripsThatArrived) {
  const SmallRun run = seven_trips();
  run.expect("wait.minibus", (5 + 2) / 2.0);
  run.expect_absent("wait.brt");
  run.expect("left_behind", 20);
}

TEST(Indicators, WithoutTripsThereAreNoShares) {
  const SmallRun run;
  run.expect("trips", 0);
  run.expect_absent("mode_share.walk");
  run.expect_absent("travel_time_mean");
  run.expect_absent("trips_arrived");
  run.expect_absent("relative_gap");
}

TEST(Indicators, QualityIsInPerCentOfTheTripsExpected) {
  SmallRun run;
  run.results.quality.trips_expected = 80;
  run.results.quality.trips_arrived = 60;
  run.results.quality.trips_no_way = 4;
  run.results.quality.vehicles_moved_on = 2;
  run.results.quality.relative_gap = 0.015;
  run.expect("trips_arrived", 75);
  run.expect("trips_no_way", 5);
  run.expect("moved_on", 2.5);
  run.expect_absent("relative_gap");
  run.results.iterations.push_back({});
  run.expect("relative_gap", 1.5);
}

// ---- traffic ------------------------------------------------------------------------------------

// 7.2 km of cars in each quarter of an hour, which take 0.25 h at free speed.
constexpr double kHours[kPeriods] = {0.25, 0.25, 0.3, 0.4, 0.5, 0.35};
constexpr double kCarHours = 2.05;

SmallRun traffic() {
  SmallRun run;
  for (std::size_t p = 0; p < kPeriods; ++p) {
    run.drive(kStreet, p, VehicleClass::car, 7.2, kHours[p]);
    run.results.tallies.at(kStreet, p, VehicleClass::car).passengers_m = 2 * 7200;
  }
  run.drive(LinkId{1}, 5, VehicleClass::minibus, 3.6, 0.4);
  run.drive(LinkId{2}, 3, VehicleClass::bicycle, 5, 0.4);
  run.results.tallies.at(kStreet, 0, VehicleClass::car).stops = 10;
  run.results.tallies.at(LinkId{1}, 5, VehicleClass::minibus).stops = 5;
  run.results.tallies.at(LinkId{2}, 3, VehicleClass::bicycle).stops = 100;
  return run;
}

TEST(Indicators, DistanceIsByClassAndBicyclesAreNoMotorVehicles) {
  const SmallRun run = traffic();
  run.expect("vehicle_km.car", 6 * 7.2);
  run.expect("vehicle_km.minibus", 3.6);
  run.expect("vehicle_km.bicycle", 5);
  run.expect("vehicle_km.truck", 0);
  run.expect("vehicle_km_motor", 6 * 7.2 + 3.6);
  run.expect("motor_speed", (6 * 7.2 + 3.6) / (kCarHours + 0.4));
  run.expect("stops_per_km", 15 / (6 * 7.2 + 3.6));
}

// Quarters 3 to 6 hold 1.55 h of cars and 0.4 h of a minibus: more than any other four.
TEST(Indicators, ThePeakIsTheHourWithMostVehicleHours) {
  traffic().expect("peak_speed", (4 * 7.2 + 3.6) / (0.3 + 0.4 + 0.5 + 0.35 + 0.4));
  SmallRun early = traffic();
  early.drive(kStreet, 0, VehicleClass::truck, 1, 2);
  early.expect("peak_speed", (4 * 7.2 + 1) / (0.25 + 0.25 + 0.3 + 0.4 + 2));
}

// Buses stop for passengers: their time is no delay.
TEST(Indicators, DelayIsTimeAboveFreeFlow) {
  const SmallRun run = traffic();
  run.expect("congestion_index", kCarHours / 1.5);
  run.expect("delay", kCarHours - 1.5);
  run.expect("delay_persons", 2 * (kCarHours - 1.5));
}

TEST(Indicators, AnEmptyTownHasNoSpeed) {
  const SmallRun run;
  run.expect_absent("motor_speed");
  run.expect_absent("peak_speed");
  run.expect_absent("congestion_index");
  run.expect("delay", 0);
  run.expect("vehicle_km_motor", 0);
}

// ---- public transport ---------------------------------------------------------------------------

LineResult line_result(float boardings, float vehicle_km, float kmh) {
  LineResult r;
  r.boardings = boardings;
  r.vehicle_km = vehicle_km;
  r.commercial_speed_kmh = kmh;
  return r;
}

LineSectionResult section(float passengers, float peak_hour, float places) {
  return {.passengers = passengers,
          .peak_hour_passengers = peak_hour,
          .places = places,
          .run_time_s = 540,
          .dwell_s = 180,
          .vehicles = 10,
          .length_m = 400};
}

// 30 km take 2 h, 10 km 1 h; a line that did not run has no speed.
TEST(Indicators, CommercialSpeedIsDistanceOverTime) {
  SmallRun run;
  run.line(Mode::minibus, 2, line_result(100, 30, 15));
  run.line(Mode::minibus, 3, line_result(50, 10, 10));
  run.line(Mode::minibus, 4, line_result(0, 7, 0));
  run.line(Mode::bus, 1, line_result(1000, 30, 40));
  run.expect("minibus_speed", 40 / 3.0);
  run.expect("boardings.minibus", 150);
  run.expect("boardings.bus", 1000);
  run.expect_absent("boardings.brt");
  run.expect_absent("brt_riders");
  run.expect_absent("brt_speed");
}

TEST(Indicators, BrtHasRidersAndSpeed) {
  SmallRun run;
  run.line(Mode::brt, 2, line_result(800, 50, 25));
  run.line(Mode::brt, 2, line_result(400, 30, 20));
  run.expect("brt_riders", 1200);
  run.expect("brt_speed", 80 / 3.5);
  run.expect_absent("minibus_speed");
}

// Over section 1: 60 of 100 and 40 of 100 places; over section 2: 90 of 200.
TEST(Indicators, LoadFactorIsPassengerKmOverPlaceKm) {
  SmallRun run;
  LineResult one;
  one.sections = {section(60, 0, 100), section(90, 0, 200)};
  LineResult two;
  two.sections = {section(40, 0, 100)};
  run.line(Mode::minibus, 2, one);
  run.line(Mode::minibus, 2, two);
  run.expect("load_factor.minibus", 100 * 190 / 400.0);
  // A longer section weighs more.
  run.results.lines[0].sections[1].length_m = 1200;
  run.expect("load_factor.minibus", 100 * (100 + 3 * 90) / (200 + 3 * 200.0));
  run.expect_absent("load_factor.brt");
}

// Two lines serve the same stops: 300 + 200 passengers in the peak hour on the first section, 450
// on the second of one line. Places there: 800 + 400 in 1.5 h.
TEST(Indicators, ThePeakLoadOfBrtIsOfAllItsLines) {
  SmallRun run;
  LineResult one;
  one.sections = {section(0, 300, 800), section(0, 450, 900)};
  LineResult two;
  two.sections = {section(0, 200, 400)};
  run.line(Mode::brt, 2, one);
  run.line(Mode::brt, 2, two);
  run.expect("brt_peak_load", 500);
  run.expect("brt_peak_capacity", 1200 / 1.5);
}

// Sections of row 2 lie on the corridor: 10 vehicles, 400 m, 720 s in all, 4 km in 0.2 h. Row 4 is
// 800 m away.
TEST(Indicators, SpeedOnTheCorridorIsThatOfSectionsNearIt) {
  SmallRun run;
  LineResult slow;
  slow.sections = {section(0, 0, 0), section(0, 0, 0)};
  LineResult quick = slow;
  for (LineSectionResult& s : quick.sections) s.run_time_s = 36, s.dwell_s = 0;
  run.line(Mode::minibus, 2, slow);
  run.line(Mode::minibus, 4, quick);
  run.line(Mode::bus, 2, quick);
  const Corridor corridor{.lines = {{{0, 800}, {2000, 800}}}};
  EXPECT_NEAR(*run.value("minibus_speed_corridor", &corridor), 20, 1e-4);
  EXPECT_FALSE(run.value("minibus_speed_corridor").has_value());
  const Corridor elsewhere{.lines = {{{0, 90000}, {2000, 90000}}}};
  EXPECT_FALSE(run.value("minibus_speed_corridor", &elsewhere).has_value());
  const Corridor none;
  EXPECT_FALSE(run.value("minibus_speed_corridor", &none).has_value());
}

TEST(Corridor, ReachesRoundItsEndsAndBends) {
  const Corridor c{.lines = {{{0, 0}, {1000, 0}, {1000, 1000}}}, .reach_m = 150};
  EXPECT_TRUE(c.near({500, 149}));
  EXPECT_FALSE(c.near({500, 151}));
  EXPECT_TRUE(c.near({-149, 0}));
  EXPECT_FALSE(c.near({-151, 0}));
  EXPECT_TRUE(c.near({1149, 500}));
  EXPECT_FALSE(c.near({1107, -107})) << "151 m from the bend";
  EXPECT_TRUE(c.near({1105, -105})) << "148 m from the bend";
}

TEST(Corridor, IsThatOfTheBrtLines) {
  SmallRun run;
  run.line(Mode::minibus, 4);
  EXPECT_TRUE(brt_corridor_of(run.world).empty());
  run.line(Mode::brt, 2);
  const Corridor c = brt_corridor_of(run.world);
  ASSERT_EQ(c.lines.size(), 1U);
  EXPECT_TRUE(c.near({1000, 800}));
  EXPECT_FALSE(c.near({1000, 1600}));
}

TEST(Sections, ShorterResultsAndOtherModesAreLeftOut) {
  SmallRun run;
  LineResult one;
  one.sections = {section(60, 0, 100), section(90, 0, 200)};  // of four sections
  run.line(Mode::minibus, 2, one);
  run.line(Mode::bus, 3, one);
  const auto sections = sections_of(run.world.transit, run.results.lines, Mode::minibus);
  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(sections[0].to, sections[1].from);
  EXPECT_NEAR(sections[0].vehicle_km, 4, 1e-6);
  EXPECT_NEAR(sections[0].run_h, 0.2, 1e-6);
  EXPECT_NEAR(sections[1].passenger_km, 36, 1e-5);
  EXPECT_NEAR(sections[1].place_km, 80, 1e-5);
}

// ---- who lives near a stop ----------------------------------------------------------------------

// 500 m of way are 385 m in a straight line: only the node of the stop itself. Row 2 has stops at
// five of the 36 nodes, row 1 (BRT) too; all nodes have the same people.
TEST(Indicators, PeopleNearStopsByHand) {
  SmallRun run;
  run.line(Mode::minibus, 2);
  run.expect("near_stop", 100 * 5 / 36.0);
  run.expect_absent("near_mass_transit");
  run.expect_absent("near_brt_500");
  run.line(Mode::brt, 1);
  run.expect("near_stop", 100 * 10 / 36.0);
  run.expect("near_brt_500", 100 * 5 / 36.0);
  // 1,000 m of way are 769 m: the rows 0 to 2 whole, the node beside the first stop too.
  run.expect("near_mass_transit", 100 * 18 / 36.0);
}

TEST(Indicators, PeopleNearRailAreNotNearBrt) {
  SmallRun run;
  run.line(Mode::lrt, 1);
  run.expect("near_mass_transit", 50);
  run.expect_absent("near_brt_500");
}

TEST(Indicators, PeopleAreWeightedByWhereTheyLive) {
  SmallRun run;
  run.line(Mode::minibus, 2);
  run.world.zones.population[ZoneId{0}] = 3000;  // holds two of the five nodes
  run.expect("near_stop", 100 * (2 * 3000 + 3 * 1000) / 9.0 / 6000);
}

TEST(Indicators, AStopThatNoLineServesDoesNotCount) {
  SmallRun run;
  run.line(Mode::minibus, 2);
  const auto stops = run.world.transit.stops().size();
  run.line(Mode::minibus, 3);
  EXPECT_GT(run.world.transit.stops().size(), stops);
  SmallRun unserved = run;
  for (LineStop& s : unserved.world.transit.line.stops.values) s.stop = StopId{0};
  unserved.expect("near_stop", 100 / 36.0);
}

// ---- emissions ----------------------------------------------------------------------------------

EmissionCell cell(VehicleClass c, const std::vector<std::pair<Emission, float>>& values) {
  EmissionCell made{0, c, {}};
  for (const auto& [e, value] : values) made.values[static_cast<std::size_t>(e)] = value;
  return made;
}

SmallRun emitting() {
  SmallRun run = seven_trips();
  run.emissions = EmissionTallies(
      run.world.network.links().size(), kPeriods,
      {.grid_g_per_kwh = 100, .grid_losses = 0.2, .charger_efficiency = 0.9, .rail_kwh_per_km = 4});
  for (const LinkId l : run.world.network.links()) {
    std::vector<EmissionCell> cells;
    if (l == kStreet)
      cells = {cell(VehicleClass::car, {{Emission::co2e, 2e6F},
                                        {Emission::co2, 1.5e6F},
                                        {Emission::ch4, 3000},
                                        {Emission::n2o, 500},
                                        {Emission::nox, 7000},
                                        {Emission::pm25_exhaust, 400},
                                        {Emission::pm25_wear, 100},
                                        {Emission::pm25_resuspended, 900},
                                        {Emission::petrol_l, 640}}),
               cell(VehicleClass::minibus, {{Emission::co2e, 5e5F},
                                            {Emission::co2, 4e5F},
                                            {Emission::co2e_upstream, 1e5F},
                                            {Emission::pm25_wear, 50},
                                            {Emission::diesel_l, 150}})};
    if (l == LinkId{5})
      cells = {cell(VehicleClass::car, {{Emission::co2e, 1e6F}, {Emission::petrol_l, 60}}),
               cell(VehicleClass::bus, {{Emission::electricity_kwh, 30}})};
    run.emissions.append(l, cells);
  }
  return run;
}

TEST(Indicators, EmissionsAreSumsInTheirUnits) {
  const SmallRun run = emitting();
  run.expect("co2e", 3.5);
  run.expect("co2", 1.9);
  run.expect("ch4", 3);
  run.expect("n2o", 0.5);
  run.expect("co2e_upstream", 0.1);
  run.expect("nox", 7);
  run.expect("pm25", 0.55);
  run.expect("pm25_exhaust", 0.4);
  run.expect("pm25_wear", 0.15);
  run.expect("pm25_resuspended", 0.9);
  run.expect("petrol", 700);
  run.expect("diesel", 150);
  run.expect("electricity", 30);
  run.expect("co2e_class.car", 3);
  run.expect("co2e_class.minibus", 0.5);
  run.expect("co2e_class.bus", 0);
  run.expect("co2e_per_person_km", 3.5e6 / 179.5);
}

// 50 km at 4 kWh from the overhead line; of the power stations' 100 g/kWh a fifth is lost on the
// way.
TEST(Indicators, LightRailIsAddedByItsDistance) {
  SmallRun run = emitting();
  run.line(Mode::lrt, 1, line_result(0, 50, 25));
  run.line(Mode::bus, 2, line_result(0, 900, 20));
  run.expect("electricity", 30 + 200);
  run.expect("co2e", 3.5 + 200 * 100 / 0.8 / 1e6);
  run.expect("co2", 1.9);
  run.expect("co2e_per_person_km", (3.5e6 + 25000) / 179.5);
}

// ---- the table ----------------------------------------------------------------------------------

TEST(Indicators, StandInTheOrderOfTheTableOncePerSplit) {
  const SmallRun run;
  const auto values = compute_indicators({run.world, run.people, run.results, run.emissions});
  std::set<std::string> ids;
  std::size_t row = 0;
  for (const IndicatorValue& v : values) {
    EXPECT_TRUE(ids.insert(v.id).second) << v.id;
    while (row < indicator_table().size() && &indicator_table()[row] != v.indicator) ++row;
    ASSERT_LT(row, indicator_table().size()) << v.id << " is out of order";
  }
  std::size_t expected = 0;
  for (const Indicator& i : indicator_table())
    expected += i.split == Split::none            ? 1
                : i.split == Split::mode          ? kModeCount
                : i.split == Split::vehicle_class ? kVehicleClassCount
                                                  : 4;
  EXPECT_EQ(values.size(), expected);
}

TEST(Indicators, LabelsArePlainWords) {
  const SmallRun run;
  std::map<std::string, std::string> labels;
  for (const auto& v : compute_indicators({run.world, run.people, run.results, run.emissions}))
    labels[v.id] = label_of(v);
  EXPECT_EQ(labels["trips"], "Trips");
  EXPECT_EQ(labels["person_km.motorcycle_taxi"], "Person-km: motorcycle taxi");
  EXPECT_EQ(labels["boardings.brt"], "Boardings: BRT");
  EXPECT_EQ(labels["vehicle_km.articulated_bus"], "Vehicle-km: articulated bus");
}

}  // namespace
}  // namespace mwendo
