// What a run says of links, periods, zones and sections, calculated by hand.
#include "scenarios/results/link_figures.h"

#include <gtest/gtest.h>

#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::HandRun;

TEST(LinkFigures, AreSumsOverThePeriod) {
  HandRun run;
  const LinkId l = run.east(0, 2);  // 14 m/s
  TallyCell& car = run.traffic(l, 0, VehicleClass::car, 1400, 250);
  car.vehicles = 4;
  car.stops = 6;
  car.passengers_m = 2800;
  TallyCell& bus = run.traffic(l, 5, VehicleClass::bus, 700, 50);
  bus.vehicles = 2;
  bus.stops = 3;
  bus.passengers_m = 21000;
  TallyCell& bicycle = run.traffic(l, 5, VehicleClass::bicycle, 800, 200);
  bicycle.vehicles = 9;
  bicycle.stops = 1;
  bicycle.passengers_m = 800;
  const LinkFigures f = run.summary().links;
  EXPECT_DOUBLE_EQ(f.vehicles[l], 6);
  EXPECT_DOUBLE_EQ(f.transit_vehicles[l], 2);
  EXPECT_DOUBLE_EQ(f.vehicle_km[l], 2.1);
  EXPECT_DOUBLE_EQ(f.vehicle_h[l], 300 / 3600.0);
  EXPECT_DOUBLE_EQ(f.speed_kmh(l), 25.2);
  EXPECT_DOUBLE_EQ(f.stops[l], 9);
  EXPECT_DOUBLE_EQ(f.person_km[l], 24.6) << "cyclists are persons";
  EXPECT_DOUBLE_EQ(f.delay_h[l], 150 / 3600.0) << "the bus drives at free speed";
  const LinkId other = run.east(1, 2);
  EXPECT_EQ(f.vehicles[other], 0);
  EXPECT_EQ(f.speed_kmh(other), 0);
}

TEST(LinkFigures, QuickVehiclesGiveNoTimeBack) {
  HandRun run;
  const LinkId l = run.east(0, 2);
  run.traffic(l, 0, VehicleClass::car, 1400, 130);
  run.traffic(l, 1, VehicleClass::car, 1400, 40);
  EXPECT_DOUBLE_EQ(run.summary().links.delay_h[l], 30 / 3600.0);
}

TEST(LinkFigures, WalkersAndRidersOfAllQuarters) {
  HandRun run(0.5F);
  run.results.active.periods = 2;
  run.results.active.walkers.assign(2 * run.world.network.links().size(), 0);
  run.results.active.cyclists = run.results.active.walkers;
  const LinkId l = run.east(3, 4);
  run.results.active.walkers[2 * l.value] = 5;
  run.results.active.walkers[2 * l.value + 1] = 7;
  run.results.active.cyclists[2 * l.value + 1] = 2;
  const LinkFigures f = run.summary().links;
  EXPECT_EQ(f.walkers[l], 12);
  EXPECT_EQ(f.cyclists[l], 2);
  EXPECT_EQ(f.walkers[LinkId{l.value - 1}] + f.walkers[LinkId{l.value + 1}], 0);
}

TEST(LinkFigures, EmissionsOfALink) {
  HandRun run;
  const LinkId l = run.east(3, 4);
  run.emit(l, 0, VehicleClass::car, {{Emission::co2e, 1500}, {Emission::petrol_l, 3}});
  run.emit(l, 1, VehicleClass::truck,
           {{Emission::co2e, 500},
            {Emission::nox, 20},
            {Emission::pm25_exhaust, 2},
            {Emission::pm25_wear, 1},
            {Emission::pm25_resuspended, 50},
            {Emission::diesel_l, 4}});
  const LinkFigures f = run.summary().links;
  EXPECT_EQ(f.co2e_g[l], 2000);
  EXPECT_EQ(f.nox_g[l], 20);
  EXPECT_EQ(f.pm25_g[l], 3) << "without resuspended dust";
  EXPECT_EQ(f.fuel_l[l], 7);
}

TEST(LinkFigures, MeanOfRuns) {
  HandRun first;
  const LinkId l = first.east(0, 2);
  first.traffic(l, 0, VehicleClass::car, 1000, 100).vehicles = 3;
  HandRun second;
  second.traffic(l, 0, VehicleClass::car, 3000, 100).vehicles = 4;
  second.emit(l, 0, VehicleClass::car, {{Emission::co2e, 800}});
  const LinkFigures a = first.summary().links;
  const LinkFigures b = second.summary().links;
  const LinkFigures mean = mean_of({&a, &b});
  EXPECT_DOUBLE_EQ(mean.vehicles[l], 3.5);
  EXPECT_DOUBLE_EQ(mean.vehicle_km[l], 2);
  EXPECT_DOUBLE_EQ(mean.co2e_g[l], 400);
  EXPECT_DOUBLE_EQ(mean.speed_kmh(l), 72) << "of sums, not the mean of 36 and 108 km/h";
  const LinkFigures one = mean_of({&a});
  EXPECT_EQ(one.vehicles[l], 3);
  EXPECT_EQ(mean_of({}).size(), 0U);
}

TEST(MatchLinks, FindsTheSameLinkUnderAnotherNumber) {
  const HandRun run;
  const Network& small = run.world.network;
  const auto same = match_links(small, small);
  for (const LinkId l : small.links()) EXPECT_EQ(same[l], l);
  // A town of the same blocks, two nodes larger: its first six columns and rows are the small town.
  const auto large = testing::make_small_world({.size = 8});
  const auto match = match_links(small, large.network);
  std::size_t found = 0;
  for (const LinkId l : large.network.links()) {
    if (!match[l].valid()) continue;
    ++found;
    const auto ends = [](const Network& net, LinkId at) {
      return std::pair{net.node.position[net.link.from[at]], net.node.position[net.link.to[at]]};
    };
    EXPECT_EQ(ends(small, match[l]), ends(large.network, l));
  }
  EXPECT_EQ(found, small.links().size());
}

TEST(MatchLinks, AWayOfItsOwnKindIsAnotherLink) {
  const HandRun run;
  const LinkId l = run.east(0, 2);
  for (const RoadClass c : {RoadClass::busway, RoadClass::cycleway}) {
    Network changed = run.world.network;
    changed.link.road_class[l] = c;
    EXPECT_FALSE(match_links(run.world.network, changed)[l].valid());
  }
  Network wider = run.world.network;
  wider.link.road_class[l] = RoadClass::trunk;
  EXPECT_EQ(match_links(run.world.network, wider)[l], l) << "a street stays the street";
}

TEST(RunSummary, PeriodsAreQuarterHours) {
  HandRun run;
  const LinkId l = run.east(0, 2);
  run.traffic(l, 3, VehicleClass::car, 5000, 1800);
  run.traffic(l, 3, VehicleClass::bicycle, 5000, 1800);
  run.emit(l, 3, VehicleClass::car,
           {{Emission::co2e, 70},
            {Emission::nox, 6},
            {Emission::pm25_exhaust, 2},
            {Emission::pm25_wear, 3},
            {Emission::pm25_resuspended, 9}});
  const auto periods = run.summary().periods;
  ASSERT_EQ(periods.size(), 8U);
  EXPECT_EQ(periods[0].start_s, 6 * 3600);
  EXPECT_EQ(periods[3].start_s, 6 * 3600 + 2700);
  EXPECT_DOUBLE_EQ(periods[3].vehicle_km, 5) << "motor";
  EXPECT_DOUBLE_EQ(periods[3].vehicle_h, 0.5);
  EXPECT_DOUBLE_EQ(periods[3].co2e_g, 70);
  EXPECT_DOUBLE_EQ(periods[3].nox_g, 6);
  EXPECT_DOUBLE_EQ(periods[3].pm25_g, 5);
  EXPECT_EQ(periods[2].vehicle_km + periods[4].vehicle_km, 0);
}

TEST(RunSummary, ZonesCountTripsAndMinutesOfArrivals) {
  HandRun run;
  run.add_trip(Mode::walk, TripOutcome::arrived, ZoneId{0}, ZoneId{3}).travel_time_s = 600;
  run.add_trip(Mode::walk, TripOutcome::arrived, ZoneId{0}, ZoneId{0}).travel_time_s = 1200;
  run.add_trip(Mode::walk, TripOutcome::under_way, ZoneId{0}, ZoneId{3}).travel_time_s = 9000;
  run.add_trip(Mode::walk, TripOutcome::arrived, ZoneId{}, ZoneId{3}).travel_time_s = 60;
  const ZoneFigures f = run.summary().zones;
  EXPECT_EQ(f.trips_from[ZoneId{0}], 30);
  EXPECT_EQ(f.trips_to[ZoneId{0}], 10);
  EXPECT_EQ(f.trips_to[ZoneId{3}], 30);
  EXPECT_EQ(f.arrived_from[ZoneId{0}], 20);
  EXPECT_EQ(f.minutes_sum[ZoneId{0}], 300);
  EXPECT_EQ(f.trips_from[ZoneId{3}], 0);
}

TEST(Sections, LinesOfTheSameStopsAddUp) {
  HandRun run;
  LineResult& first = run.add_line_of(Mode::bus, 1);
  first.sections[0] = {.passengers = 60,
                       .peak_hour_passengers = 40,
                       .places = 100,
                       .run_time_s = 900,
                       .dwell_s = 900,
                       .vehicles = 5,
                       .length_m = 400};
  LineResult& second = run.add_line_of(Mode::bus, 1);
  second.sections[0] = {.passengers = 20,
                        .peak_hour_passengers = 10,
                        .places = 50,
                        .run_time_s = 1800,
                        .vehicles = 5,
                        .length_m = 400};
  run.add_line_of(Mode::minibus, 1).sections[0].passengers = 999;
  const auto sections = sections_of(run.world.transit, run.results.lines, Mode::bus);
  ASSERT_EQ(sections.size(), 4U) << "five stops";
  const Section& s = sections[0];
  EXPECT_EQ(run.world.transit.stop.position[s.from], (Point{400, 400}));
  EXPECT_EQ(run.world.transit.stop.position[s.to], (Point{800, 400}));
  EXPECT_DOUBLE_EQ(s.passengers, 80);
  EXPECT_DOUBLE_EQ(s.peak_hour_passengers, 50);
  EXPECT_DOUBLE_EQ(s.places, 150);
  EXPECT_DOUBLE_EQ(s.run_h, 1);
  EXPECT_NEAR(s.vehicle_km, 4, 1e-6);
  EXPECT_NEAR(s.passenger_km, 32, 1e-6);
  EXPECT_NEAR(s.place_km, 60, 1e-6);
  EXPECT_TRUE(sections_of(run.world.transit, run.results.lines, Mode::brt).empty());
}

}  // namespace
}  // namespace mwendo
