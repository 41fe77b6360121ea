#include <gtest/gtest.h>

#include "scenarios/results/indicators.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::expect_absent;
using testing::expect_value;
using testing::HandRun;

TEST(TransitIndicators, BrtRidersADayFollowTheDepartureProfile) {
  HandRun run;  // 06:00 to 08:00
  run.add_line_of(Mode::brt, 2).boardings = 300;
  auto& profile = run.world.figures.departure_profile;
  profile.assign(24, 0);
  expect_absent(run.summary(), "brt_riders_day");
  profile[6] = 0.05F;
  profile[7] = 0.1F;
  profile[8] = 0.85F;
  const RunSummary s = run.summary();
  expect_value(s, "brt_riders", 300);
  expect_value(s, "brt_riders_day", 2000);
  run.results.from_s += 1800;
  expect_value(run.summary(), "brt_riders_day", 2400);
}

// A BRT line of four sections along row 2. Cars use one of its links at 10 m/s, minibuses need
// twice their time.
TEST(TransitIndicators, TimeAlongTheLongestBrtLineByBrtMinibusAndCar) {
  HandRun run;
  LineResult& brt = run.add_line_of(Mode::brt, 2);
  for (LineSectionResult& s : brt.sections) {
    s.vehicles = 10;
    s.run_time_s = 10 * 45;
    s.dwell_s = 10 * 15;
  }
  for (LineSectionResult& s : run.add_line_of(Mode::minibus, 2).sections) {
    s.vehicles = 10;
    s.run_time_s = 10 * 80;
  }
  const Corridor corridor = brt_corridor_of(run.world);
  EXPECT_EQ(corridor.longest.size(), 5U);
  run.traffic(run.east(1, 2), 0, VehicleClass::car, 40000, 4000);
  run.traffic(run.east(2, 2), 0, VehicleClass::car, 2, 900);  // one car that stands: no mean
  const RunSummary s = run.summary(&corridor);
  expect_value(s, "corridor_time.brt", 4);
  expect_value(s, "corridor_time.car_driver", corridor.longest_m / 10 / 60);
  expect_value(s, "corridor_time.minibus", corridor.longest_m / 5 / 60);
  run.results.lines[0].sections[3].vehicles = 0;  // no vehicle got so far
  expect_absent(run.summary(&corridor), "corridor_time.brt");
  expect_absent(run.summary(), "corridor_time.car_driver");
}

TEST(Corridor, LongestLineIsTheSameInABaseWithoutBrt) {
  HandRun with;
  with.add_line_of(Mode::brt, 2);
  const Corridor corridor = brt_corridor_of(with.world);
  HandRun base;
  base.traffic(base.east(0, 2), 0, VehicleClass::car, 40000, 4000);
  const RunSummary s = base.summary(&corridor);
  expect_absent(s, "corridor_time.brt");
  expect_value(s, "corridor_time.car_driver", corridor.longest_m / 10 / 60);
}

// Of 36 s at platforms 12 are waited to keep the headway; 1.2 vehicle-km.
TEST(TransitIndicators, HoldingOfBrtVehiclesIsACauseOfItsOwn) {
  HandRun run;
  LineResult& line = run.add_line_of(Mode::brt, 1);
  line.sections[0].vehicles = 2;
  line.sections[1].vehicles = 1;
  line.sections[0].dwell_s = 36;
  expect_absent(run.summary(), "brt_time_control");
  line.sections[0].control_s = 12;
  const RunSummary s = run.summary();
  expect_value(s, "brt_time_dwell", 24 / 1.2);
  expect_value(s, "brt_time_control", 12 / 1.2);
}

}  // namespace
}  // namespace mwendo
