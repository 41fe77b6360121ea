// The planning guide applied to runs whose figures are set by hand.
#include "scenarios/results/planning_check.h"

#include <gtest/gtest.h>

#include <limits>

#include "sim/traffic/vehicle_type.h"
#include "sim/transit/fleets.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::HandRun;

// Two hours with 60 buses of 70 places an hour on five stations of one dock.
struct Corridor5 {
  HandRun run;
  LineId line;

  Corridor5() {
    LineResult& r = run.add_line_of(Mode::brt, 2);
    line = r.line;
    for (LineSectionResult& s : r.sections) {
      s.vehicles = 120;
      s.run_time_s = 120 * 60;
      s.dwell_s = 120 * 15;
      s.peak_hour_passengers = 1000;
    }
    r.sections[1].peak_hour_passengers = 3603;
    r.fleet = 14;
    auto& transit = run.world.transit;
    transit.line.capacity[line] = 70;
    transit.line.vehicle[line] = VehicleClass::bus;
    transit.line.dwell[line] = {7, 1, 1, false};
    for (const LineStop& s : transit.stops_of(line)) {
      transit.stop.kind[s.stop] = StopKind::brt_station;
      transit.stop.docking_bays[s.stop] = 1;
      run.results.stops.push_back({.stop = s.stop});
    }
    StopResult& busiest = run.results.stops[2];
    busiest.boardings = 2 * 768;
    busiest.alightings = 2 * 82;
    busiest.saturation = 0.49F;
  }
};

// (60 x 16 + 850) / 3600, 0.7 x^2 / (1 - x), 3600 / (16 + 14.17 (1 + 1.28 x 0.6)).
TEST(PlanningCheck, TheFullestStationComesFirst) {
  Corridor5 c;
  const auto checks = station_checks(c.run.world, c.run.summary());
  ASSERT_EQ(checks.size(), 5U);
  const StationCheck& s = checks.front();
  EXPECT_EQ(s.stop, c.run.results.stops[2].stop);
  EXPECT_NEAR(s.vehicles_h, 60, 1e-6);
  EXPECT_NEAR(s.boardings_h, 768, 1e-3);
  EXPECT_NEAR(s.planned_saturation, 0.5028, 1e-3);
  EXPECT_NEAR(s.saturation, 0.49, 1e-6);
  EXPECT_NEAR(s.planned_queue, 0.3559, 1e-3);
  EXPECT_NEAR(s.planned_wait_s, 21.4, 0.1);
  EXPECT_NEAR(s.dock_capacity, 87.7, 0.1);
  EXPECT_NEAR(checks.back().planned_saturation, 60 * 16 / 3600.0, 1e-6);
}

// 75 s a section, layover of 180 s; without an opposite the way back takes as long.
TEST(PlanningCheck, TheFleetForTheLoad) {
  Corridor5 c;
  const auto checks = fleet_checks(c.run.world, c.run.summary());
  ASSERT_EQ(checks.size(), 1U);
  const FleetCheck& f = checks.front();
  const double sections = static_cast<double>(c.run.results.lines[0].sections.size());
  EXPECT_EQ(f.load_h, 3603);
  EXPECT_NEAR(f.vehicles_h, 3603 / (70 * 0.85), 1e-6);
  EXPECT_NEAR(f.run_h, 60, 1e-6);
  EXPECT_NEAR(f.cycle_s, 2 * (75 * sections + 180), 1e-3);
  EXPECT_NEAR(f.fleet, f.vehicles_h * f.cycle_s / 3600, 1e-9);
  EXPECT_EQ(f.in_service, 14);
}

// Green for 25 of 90 s: 60 x 65 / 3600 / (1 - 60 / 720) = 1.18 buses, so two wait.
TEST(PlanningCheck, AStationTooNearToItsStopLine) {
  Corridor5 c;
  World& world = c.run.world;
  const LineStop at = world.transit.stops_of(c.line)[2];
  const auto path = world.transit.path_of(c.line);
  const LinkId here = path[at.path_index];
  EXPECT_EQ(station_checks(world, c.run.summary()).front().set_back.stop_line_m,
            std::numeric_limits<double>::infinity());
  const LinkId next = path[at.path_index + 1];
  SignalPhase on, off;
  on.green_s = 25, off.green_s = 59;
  for (const MovementId m : world.network.movements_of(here))
    if (world.network.movement.to[m] == next) on.movements.push_back(m);
  world.network.node.signal_plan[world.network.link.to[here]] =
      static_cast<std::uint32_t>(world.network.signal_plans.size());
  world.network.signal_plans.push_back({.phases = {on, off}});
  world.transit.stop.position_m[at.stop] = world.network.link.length_m[here] - 20;
  const SetBack s = station_checks(world, c.run.summary()).front().set_back;
  const double spacing = static_cast<double>(make_type(VehicleClass::bus, kBrt).spacing);
  EXPECT_NEAR(s.stop_line_m, 20, 1e-3);
  EXPECT_NEAR(s.needed_m, 2 * spacing, 1e-6);
  EXPECT_NEAR(s.delay_s, 65.0 * 65 / (2 * 90 * (1 - 60 / 720.0)), 1e-6);
}

TEST(PlanningCheck, OtherLinesAndStationsWithoutVehiclesAreLeftOut) {
  Corridor5 c;
  c.run.add_line_of(Mode::minibus, 4);
  for (LineSectionResult& s : c.run.results.lines[0].sections) s.vehicles = 0;
  EXPECT_TRUE(station_checks(c.run.world, c.run.summary()).empty());
  EXPECT_EQ(fleet_checks(c.run.world, c.run.summary()).size(), 1U);
}

}  // namespace
}  // namespace mwendo
