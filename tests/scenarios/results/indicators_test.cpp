// Every indicator against its definition, calculated by hand.
#include "scenarios/results/indicators.h"

#include <gtest/gtest.h>

#include "scenarios/results/indicator_sink.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::expect_absent;
using testing::expect_value;
using testing::HandRun;

// ---- trips ---------------------------------------------------------------------------------

// 10 persons walk 1 km in 10 min; 10 ride 5 km in 30 min, of these 5 min of waiting and 400 m on
// foot; 10 drive 8 km in 20 min. 10 are under way for 40 min, 8 of these spent waiting: they rode
// 2 km of at least 6.
HandRun four_trips() {
  HandRun run;
  TripRecord& walk = run.add_trip(Mode::walk, TripOutcome::arrived);
  walk.distance_m = walk.walk_m = 1000;
  walk.travel_time_s = 600;
  TripRecord& ride = run.add_trip(Mode::minibus, TripOutcome::arrived);
  ride.distance_m = 5000;
  ride.walk_m = 400;
  ride.travel_time_s = 1800;
  ride.wait_s = 300;
  ride.left_behind = 2;
  TripRecord& waits = run.add_trip(Mode::minibus, TripOutcome::under_way);
  waits.distance_m = 2000;
  run.people.trip.distance_m[waits.trip] = 6000;
  waits.walk_m = 100;
  waits.travel_time_s = 2400;
  waits.wait_s = 480;
  waits.left_behind = 1;
  TripRecord& drive = run.add_trip(Mode::car_driver, TripOutcome::arrived);
  drive.distance_m = 8000;
  drive.travel_time_s = 1200;
  return run;
}

TEST(TripIndicators, SharesAreOfAllTrips) {
  const RunSummary s = four_trips().summary();
  expect_value(s, "trips", 40);
  expect_value(s, "mode_share.walk", 25);
  expect_value(s, "mode_share.minibus", 50);
  expect_value(s, "mode_share.car_driver", 25);
  expect_value(s, "mode_share.brt", 0);
}

TEST(TripIndicators, PersonKilometresAreOfAllTrips) {
  const RunSummary s = four_trips().summary();
  expect_value(s, "person_km.walk", 10);
  expect_value(s, "person_km.minibus", 70);
  expect_value(s, "person_km.car_driver", 80);
  expect_value(s, "person_km.taxi", 0);
  expect_value(s, "person_km_total", 160);
}

TEST(TripIndicators, TimesAndLengthsAreOfAllThatBegan) {
  const RunSummary s = four_trips().summary();
  expect_value(s, "travel_time.walk", 10);
  expect_value(s, "travel_time.minibus", 35);
  expect_value(s, "travel_time_mean", 25);
  expect_value(s, "trip_length.minibus", 5.5);
  expect_value(s, "trip_length_mean", 5);
  expect_absent(s, "travel_time.taxi");
  expect_absent(s, "trip_length.taxi");
  expect_value(s, "wait.minibus", 6.5);
  expect_absent(s, "wait.brt");
}

// Also by those under way: 1 km + 0.4 km + 0.1 km, ten times.
TEST(TripIndicators, WalkingIsWholeTripsAndAccess) {
  expect_value(four_trips().summary(), "walking_km", 15);
}

TEST(TripIndicators, CyclingIsOnOwnAndSharedBicycles) {
  HandRun run;
  run.add_trip(Mode::bicycle, TripOutcome::arrived).distance_m = 3000;
  TripRecord& shared = run.add_trip(Mode::shared_bicycle, TripOutcome::under_way);
  shared.distance_m = 2000;
  shared.walk_m = 200;
  const RunSummary s = run.summary();
  expect_value(s, "cycling_km", 50);
  expect_value(s, "walking_km", 2);
}

TEST(TripIndicators, APersonLeftBehindCountsOnce) {
  expect_value(four_trips().summary(), "left_behind", 20);
}

TEST(TripIndicators, WithoutTripsThereIsNoMean) {
  const RunSummary s = HandRun().summary();
  expect_value(s, "trips", 0);
  for (const char* id : {"mode_share.walk", "travel_time_mean", "trip_length_mean",
                         "co2e_per_person_km", "wait.minibus"})
    expect_absent(s, id);
}

TEST(QualityIndicators, ArePerCentOfTheTrips) {
  HandRun run;
  QualityCounts& q = run.results.quality;
  q.trips_expected = 2000;
  q.trips_arrived = 1900;
  q.trips_no_way = 5;
  q.vehicles_moved_on = 4;
  q.relative_gap = 0.012;
  q.route_gap = 0.034;
  expect_absent(run.summary(), "relative_gap");
  run.results.iterations.push_back({.iteration = 0, .relative_gap = 0.5});
  const RunSummary s = run.summary();
  expect_value(s, "trips_arrived", 95);
  expect_value(s, "trips_no_way", 0.25);
  expect_value(s, "moved_on", 0.2);
  expect_value(s, "relative_gap", 1.2);
  expect_value(s, "route_gap", 3.4);
}

// ---- traffic -------------------------------------------------------------------------------

TEST(TrafficIndicators, KilometresByClass) {
  HandRun run;
  run.traffic(run.east(0, 2), 0, VehicleClass::car, 3000, 300);
  run.traffic(run.east(1, 2), 3, VehicleClass::car, 1000, 100);
  run.traffic(run.east(0, 2), 1, VehicleClass::minibus, 500, 60);
  run.traffic(run.east(0, 2), 1, VehicleClass::bicycle, 700, 200);
  const RunSummary s = run.summary();
  expect_value(s, "vehicle_km.car", 4);
  expect_value(s, "vehicle_km.minibus", 0.5);
  expect_value(s, "vehicle_km.bicycle", 0.7);
  expect_value(s, "vehicle_km.truck", 0);
  expect_value(s, "vehicle_km_motor", 4.5);
  expect_value(s, "motor_speed", 4.5 / (460 / 3600.0));
}

TEST(TrafficIndicators, DistanceOfEverySpeedCounts) {
  HandRun run;
  TallyCell& cell = run.traffic(run.east(0, 2), 0, VehicleClass::car, 0, 0);
  for (std::size_t b = 0; b < kSpeedBins; ++b) {
    cell.distance_m[b] = 1000;
    cell.time_s[b] = 90;
  }
  const RunSummary s = run.summary();
  expect_value(s, "vehicle_km.car", 7);
  expect_value(s, "motor_speed", 40);
}

// Vehicle-hours by quarter: 3 3 3 3 5 5 0.25 1. The most in four are 16, from the third on, with
// 10 + 20 + 30 + 10 km. (The most in three begin a quarter later.)
TEST(TrafficIndicators, ThePeakHourHasTheMostVehicleHours) {
  HandRun run;
  const std::vector<std::pair<float, float>> kQuarters = {{90, 3}, {90, 3}, {10, 3},     {20, 3},
                                                          {30, 5}, {10, 5}, {90, 0.25F}, {90, 1}};
  for (std::size_t q = 0; q < kQuarters.size(); ++q)
    run.traffic(run.east(0, 2), q, VehicleClass::car, 1000 * kQuarters[q].first,
                3600 * kQuarters[q].second);
  const RunSummary s = run.summary();
  expect_value(s, "peak_speed", 70.0 / 16);
  expect_value(s, "motor_speed", 430.0 / 23.25);
}

TEST(TrafficIndicators, APeriodBelowAnHourIsItsOwnPeak) {
  HandRun run(0.5F);
  run.traffic(run.east(0, 2), 0, VehicleClass::car, 10000, 3600);
  run.traffic(run.east(0, 2), 1, VehicleClass::car, 30000, 3600);
  expect_value(run.summary(), "peak_speed", 20);
}

// 1,400 m of a main street take 100 s freely, 800 m of a side street 100 s. A car took 150 s and
// 300 s, a motorcycle 100 s on the side street. Buses and bicycles stop for other reasons.
TEST(TrafficIndicators, DelayIsTimeAboveFreeFlow) {
  HandRun run;
  run.traffic(run.east(0, 2), 0, VehicleClass::car, 1400, 150).passengers_m = 1400 * 2;
  run.traffic(run.east(0, 1), 1, VehicleClass::car, 800, 300).passengers_m = 800;
  run.traffic(run.east(0, 1), 1, VehicleClass::motorcycle, 800, 100).passengers_m = 800;
  run.traffic(run.east(0, 2), 0, VehicleClass::minibus, 1400, 900).passengers_m = 14000;
  run.traffic(run.east(0, 2), 0, VehicleClass::articulated_bus, 1400, 900).passengers_m = 14000;
  run.traffic(run.east(0, 2), 0, VehicleClass::bicycle, 1400, 400).passengers_m = 1400;
  const RunSummary s = run.summary();
  expect_value(s, "congestion_index", 550.0 / 300);
  expect_value(s, "delay", 250 / 3600.0);
  expect_value(s, "delay_persons", (50 * 2 + 200) / 3600.0);
}

TEST(TrafficIndicators, StopsAreOfMotorVehicles) {
  HandRun run;
  run.traffic(run.east(0, 2), 0, VehicleClass::car, 3000, 300).stops = 12;
  run.traffic(run.east(0, 2), 0, VehicleClass::minibus, 1000, 300).stops = 8;
  run.traffic(run.east(0, 2), 0, VehicleClass::bicycle, 9000, 900).stops = 50;
  expect_value(run.summary(), "stops_per_km", 5);
}

TEST(TrafficIndicators, WithoutTrafficThereIsNoSpeed) {
  const RunSummary s = HandRun().summary();
  for (const char* id : {"motor_speed", "peak_speed", "congestion_index", "stops_per_km"})
    expect_absent(s, id);
  expect_value(s, "vehicle_km_motor", 0);
  expect_value(s, "delay", 0);
}

// ---- public transport ----------------------------------------------------------------------

// 30 km at 15 km/h and 10 km at 20 km/h: 40 km in 2.5 h.
TEST(TransitIndicators, CommercialSpeedIsKilometresOverHours) {
  HandRun run;
  for (const auto& [y, km, kmh] : {std::tuple(1U, 30.0F, 15.0F), {3U, 10.0F, 20.0F}}) {
    LineResult& line = run.add_line_of(Mode::minibus, y);
    line.vehicle_km = km;
    line.commercial_speed_kmh = kmh;
    line.boardings = 100;
  }
  LineResult& idle = run.add_line_of(Mode::minibus, 4);
  idle.vehicle_km = 50;  // no vehicle has reached a stop yet
  const RunSummary s = run.summary();
  expect_value(s, "minibus_speed", 16);
  expect_value(s, "boardings.minibus", 200);
  for (const char* id : {"boardings.brt", "boardings.lrt", "brt_riders", "brt_speed",
                         "brt_peak_load", "load_factor.brt"})
    expect_absent(s, id);
}

TEST(TransitIndicators, BrtRidersAreBoardingsOfItsLines) {
  HandRun run;
  run.add_line_of(Mode::brt, 2).boardings = 300;
  LineResult& second = run.add_line_of(Mode::brt, 3);
  second.boardings = 50;
  second.vehicle_km = 12;
  second.commercial_speed_kmh = 24;
  run.add_line_of(Mode::bus, 4).boardings = 7;
  const RunSummary s = run.summary();
  expect_value(s, "brt_riders", 350);
  expect_value(s, "boardings.brt", 350);
  expect_value(s, "boardings.bus", 7);
  expect_value(s, "brt_speed", 24);
}

// Two vehicles on a section of 0.4 km and one on the next: 1.2 vehicle-km. Of 130 s without the
// stops 100 are what a free vehicle takes, 10 a queue before a platform; held no less than 0 s.
TEST(TransitIndicators, TimesOfBrtVehiclesByCause) {
  HandRun run;
  LineResult& line = run.add_line_of(Mode::brt, 1);
  line.sections[0].vehicles = 2;
  line.sections[1].vehicles = 1;
  line.sections[0].run_time_s = 130;
  line.sections[0].free_time_s = 100;
  line.sections[0].queue_s = 10;
  line.sections[0].dwell_s = 36;
  line.sections[1].run_time_s = 40;
  line.sections[1].free_time_s = 44;
  const RunSummary s = run.summary();
  expect_value(s, "brt_time_moving", 144 / 1.2);
  expect_value(s, "brt_time_dwell", 36 / 1.2);
  expect_value(s, "brt_time_queue", 10 / 1.2);
  expect_value(s, "brt_time_held", 20 / 1.2);
}

TEST(TransitIndicators, TheBusiestBrtStationIsNamedByItsDocks) {
  HandRun run;
  run.add_line_of(Mode::brt, 1);
  expect_absent(run.summary(), "brt_saturation");
  run.results.stops.resize(2);
  run.results.stops[0].saturation = 0.2F;
  run.results.stops[1].saturation = 0.45F;
  expect_value(run.summary(), "brt_saturation", 45);
}

// 60 passengers of 100 places over 0.4 km, 20 of 100 over another: 32 of 80 place-km.
TEST(TransitIndicators, LoadFactorIsPassengerOverPlaceKilometres) {
  HandRun run;
  LineResult& line = run.add_line_of(Mode::bus, 1);
  line.sections[0].passengers = 60;
  line.sections[1].passengers = 20;
  line.sections[0].places = line.sections[1].places = 100;
  expect_value(run.summary(), "load_factor.bus", 40);
}

// Two lines share stops: their passengers of the same section add up, 700 + 250; another section
// of one line has 900. Places of two hours: (1,600 + 400) / 2.
TEST(TransitIndicators, TheBusiestSectionIsOfAllLinesTogether) {
  HandRun run;
  LineResult& first = run.add_line_of(Mode::brt, 2);
  first.sections[1].peak_hour_passengers = 700;
  first.sections[1].places = 1600;
  first.sections[3].peak_hour_passengers = 900;
  first.sections[3].places = 5000;
  LineResult& second = run.add_line_of(Mode::brt, 2);
  second.sections[1].peak_hour_passengers = 250;
  second.sections[1].places = 400;
  const RunSummary s = run.summary();
  expect_value(s, "brt_peak_load", 950);
  expect_value(s, "brt_peak_capacity", 1000);
}

TEST(TransitIndicators, WaitingIsOfTheModeOfTheTrip) {
  HandRun run;
  for (const float wait : {120.0F, 240.0F})
    run.add_trip(Mode::brt, TripOutcome::arrived).wait_s = wait;
  run.add_trip(Mode::bus, TripOutcome::arrived).wait_s = 600;
  const RunSummary s = run.summary();
  expect_value(s, "wait.brt", 3);
  expect_value(s, "wait.bus", 10);
  expect_absent(s, "wait.minibus");
}

// The corridor is row 2. A minibus line along it and one 400 m beside it, one that crosses it.
TEST(TransitIndicators, SpeedOnTheCorridorIsOfSectionsWithBothStopsNearIt) {
  HandRun run;
  const auto drive = [](LineResult& line, float seconds, float dwell) {
    for (LineSectionResult& s : line.sections) {
      s.vehicles = 10;
      s.run_time_s = 10 * seconds;
      s.dwell_s = 10 * dwell;
    }
  };
  drive(run.add_line_of(Mode::minibus, 2), 80, 20);  // 400 m in 100 s
  drive(run.add_line_of(Mode::minibus, 3), 400, 0);
  Corridor corridor;
  corridor.lines = {{{0, 800}, {2000, 800}}};
  const RunSummary s = run.summary(&corridor);
  expect_value(s, "minibus_speed_corridor", 14.4);
  expect_absent(run.summary(), "minibus_speed_corridor");
  corridor.lines = {{{0, 810}, {1250, 810}}};           // three of the five stops
  run.results.lines[0].sections[2].run_time_s = 99999;  // ends beyond it
  expect_value(run.summary(&corridor), "minibus_speed_corridor", 14.4);
  const Corridor nowhere;
  expect_absent(run.summary(&nowhere), "minibus_speed_corridor");
}

TEST(Corridor, ReachesPointsBesideItsLines) {
  Corridor corridor;
  EXPECT_TRUE(corridor.empty());
  EXPECT_FALSE(corridor.near({0, 0}));
  corridor.lines = {{{0, 0}, {1000, 0}, {1000, 500}}};
  EXPECT_TRUE(corridor.near({500, 150}));
  EXPECT_FALSE(corridor.near({500, 151}));
  EXPECT_TRUE(corridor.near({-90, 120})) << "150 m from the end";
  EXPECT_FALSE(corridor.near({-91, 121}));
  EXPECT_TRUE(corridor.near({1150, 250})) << "the second part";
  corridor.lines = {{{5, 5}, {5, 5}}};
  EXPECT_TRUE(corridor.near({155, 5})) << "a line without length";
}

TEST(Corridor, IsThePathOfTheBrtLines) {
  HandRun run;
  run.add_line_of(Mode::minibus, 4);
  EXPECT_TRUE(brt_corridor_of(run.world).empty());
  run.add_line_of(Mode::brt, 2);
  const Corridor corridor = brt_corridor_of(run.world);
  ASSERT_EQ(corridor.lines.size(), 1U);
  EXPECT_EQ(corridor.lines[0].front(), (Point{0, 800}));
  EXPECT_EQ(corridor.lines[0].back(), (Point{2000, 800}));
  EXPECT_TRUE(corridor.near({1100, 900}));
  EXPECT_FALSE(corridor.near({1100, 1600}));
}

// ---- emissions -----------------------------------------------------------------------------

TEST(EmissionIndicators, UnitsAndSums) {
  HandRun run;
  run.emit(run.east(0, 2), 0, VehicleClass::car,
           {{Emission::co2e, 3e6F},
            {Emission::co2, 2.5e6F},
            {Emission::ch4, 400},
            {Emission::n2o, 60},
            {Emission::co2e_upstream, 5e5F},
            {Emission::nox, 9000},
            {Emission::pm25_exhaust, 700},
            {Emission::pm25_wear, 300},
            {Emission::pm25_resuspended, 2000},
            {Emission::petrol_l, 1000},
            {Emission::diesel_l, 20}});
  run.emit(run.east(1, 2), 3, VehicleClass::articulated_bus,
           {{Emission::co2e, 1e6F}, {Emission::electricity_kwh, 640}, {Emission::pm25_wear, 100}});
  run.add_trip(Mode::walk, TripOutcome::under_way).distance_m = 2000;
  const RunSummary s = run.summary();
  expect_value(s, "co2e", 4);
  expect_value(s, "co2e_class.car", 3);
  expect_value(s, "co2e_class.articulated_bus", 1);
  expect_value(s, "co2e_class.truck", 0);
  expect_value(s, "co2", 2.5);
  expect_value(s, "ch4", 0.4);
  expect_value(s, "n2o", 0.06);
  expect_value(s, "co2e_upstream", 0.5);
  expect_value(s, "nox", 9);
  expect_value(s, "pm25_exhaust", 0.7);
  expect_value(s, "pm25_wear", 0.4);
  expect_value(s, "pm25", 1.1);
  expect_value(s, "pm25_resuspended", 2);
  expect_value(s, "petrol", 1000);
  expect_value(s, "diesel", 20);
  expect_value(s, "electricity", 640);
  expect_value(s, "co2e_per_person_km", 4e6 / 20);
}

// 50 km of light rail at 6 kWh/km: 300 kWh; 100 g/kWh over 0.8 of the grid's lines: 37.5 kg.
TEST(EmissionIndicators, LightRailCountsByItsKilometres) {
  HandRun run;
  run.electricity = {.grid_g_per_kwh = 100, .grid_losses = 0.2, .rail_kwh_per_km = 6};
  run.add_line_of(Mode::lrt, 2).vehicle_km = 50;
  run.add_line_of(Mode::brt, 3).vehicle_km = 1000;
  run.add_trip(Mode::lrt, TripOutcome::arrived).distance_m = 1000;
  const RunSummary s = run.summary();
  expect_value(s, "electricity", 300);
  expect_value(s, "co2e", 0.0375);
  expect_value(s, "co2", 0);
  expect_value(s, "co2e_per_person_km", 3750);
}

// ---- access --------------------------------------------------------------------------------

// 500 m on foot are 384.6 m as the crow flies, less than a block: the node of the stop alone, a
// 36th of the people. 1,000 m are 769 m: the eight nodes about it too.
TEST(AccessIndicators, PeopleWithinReachOfAStop) {
  HandRun run;
  testing::add_line(run.world, {.mode = Mode::brt, .nodes = {run.node(1, 2), run.node(2, 2)}});
  RunSummary s = run.summary();
  expect_value(s, "near_stop", 100.0 / 36);
  expect_value(s, "near_brt_500", 100.0 / 36);
  expect_value(s, "near_mass_transit", 100.0 * 9 / 36);
  run.world.figures.mean_detour_walk = 1.25F;  // 400 m: the four neighbours are reached
  s = run.summary();
  expect_value(s, "near_stop", 100.0 * 5 / 36);
  expect_value(s, "near_mass_transit", 100.0 * 13 / 36);
}

TEST(AccessIndicators, OnlyStopsThatALineServesCount) {
  HandRun run;
  expect_value(run.summary(), "near_stop", 0);
  expect_absent(run.summary(), "near_mass_transit");
  testing::add_line(run.world, {.mode = Mode::minibus, .nodes = {run.node(1, 2), run.node(2, 2)}});
  expect_value(run.summary(), "near_stop", 100.0 / 36);
  expect_absent(run.summary(), "near_mass_transit");
  expect_absent(run.summary(), "near_brt_500");
  testing::add_line(run.world, {.mode = Mode::lrt, .nodes = {run.node(4, 4), run.node(5, 5 - 1)}});
  expect_value(run.summary(), "near_stop", 200.0 / 36);
  expect_value(run.summary(), "near_mass_transit", 600.0 / 36);  // at the town's edge
  expect_absent(run.summary(), "near_brt_500");
}

TEST(AccessIndicators, PeopleCountByTheirNumber) {
  HandRun run;
  testing::add_line(run.world, {.nodes = {run.node(0, 0), run.node(1, 0)}});
  run.world.zones.population[ZoneId{0}] = 63000;  // of 90,000; a ninth of it at the stop
  expect_value(run.summary(), "near_stop", 100.0 * 7000 / 90000);
}

// ---- the table -----------------------------------------------------------------------------

TEST(IndicatorValues, AreInOrderOfTheTableWithEveryModeAndClass) {
  const RunSummary s = HandRun().summary();
  std::size_t i = 0;
  for (const Indicator& row : indicator_table()) {
    if (std::string(row.id).starts_with("counts_")) continue;  // nothing was counted
    const std::size_t n = row.split == Split::none            ? 1
                          : row.split == Split::mode          ? kModeCount
                          : row.split == Split::vehicle_class ? kVehicleClassCount
                                                              : 4;
    for (std::size_t k = 0; k < n; ++k, ++i) {
      ASSERT_LT(i, s.indicators.size());
      EXPECT_EQ(s.indicators[i].indicator, &row);
      EXPECT_TRUE(s.indicators[i].id.starts_with(row.id));
    }
  }
  EXPECT_EQ(i, s.indicators.size());
}

TEST(IndicatorValues, EveryOneThatIsSetIsInTheTable) {
  IndicatorSink sink;
  sink.set("co2e", 7);
  sink.set("person_km", Mode::walk, 3);
  sink.set_ratio("delay", 1, 0);
  sink.set_ratio("motor_speed", 30, 2);
  const auto values = sink.in_table_order();
  EXPECT_EQ(value_of(values, "co2e"), 7);
  EXPECT_EQ(value_of(values, "person_km.walk"), 3);
  EXPECT_EQ(value_of(values, "delay"), std::nullopt);
  EXPECT_EQ(value_of(values, "motor_speed"), 15);
  EXPECT_EQ(value_of(values, "no such thing"), std::nullopt);
}

TEST(IndicatorValues, HaveNamesForPeople) {
  const RunSummary s = HandRun().summary();
  const auto label = [&](const std::string& id) {
    for (const IndicatorValue& v : s.indicators)
      if (v.id == id) return label_of(v);
    return std::string("none");
  };
  EXPECT_EQ(label("co2e"), "CO2e in operation");
  EXPECT_EQ(label("mode_share.motorcycle_taxi"), "Mode share: motorcycle taxi");
  EXPECT_EQ(label("boardings.brt"), "Boardings: BRT");
  EXPECT_EQ(label("wait.lrt"), "Mean waiting time: LRT");
  EXPECT_EQ(label("vehicle_km.articulated_bus"), "Vehicle-km: articulated bus");
}

}  // namespace
}  // namespace mwendo
