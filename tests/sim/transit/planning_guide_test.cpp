// Printed examples of the planning guides.
#include "sim/world/planning_guide.h"

#include <gtest/gtest.h>

#include "sim/world/dwell.h"

namespace mwendo {
namespace {

// Sao Paulo: 8 buses an hour, 33 get on in 5 s, 80 off in 3 s, by separate doors.
TEST(PlanningGuide, AKerbStopInSaoPaulo) {
  const DwellTimes doors{0, 5, 3, true};
  const double people = static_cast<double>(dwell_s(doors, {33, 80}));
  const double x = station_saturation({.vehicles_h = 8, .dead_s = 16, .people_s_h = people});
  EXPECT_NEAR(x, 0.1209, 1e-4);
  EXPECT_NEAR(queue_on_busway(x), 0.0116, 1e-4);
  EXPECT_NEAR(queue_wait_s(queue_on_busway(x), 8), 5.2, 0.05);
}

// Alcala: 975 persons in 0.3 s, 23 in 0.2 s. The printed 0.11 is that of three docks.
TEST(PlanningGuide, AStationInAlcala) {
  StationHour h{.vehicles_h = 62, .dead_s = 15, .people_s_h = 975 * 0.3 + 23 * 0.2};
  EXPECT_NEAR(station_saturation(h), 0.341, 1e-3);
  h.docks = 3;
  EXPECT_NEAR(station_saturation(h), 0.114, 1e-3);
}

// The fifth station of the corridor of 20: year 0, and year 10 with buses of 70, 100, 160 places.
TEST(PlanningGuide, TheWorstStationOfTheCorridor) {
  const auto x = [](double buses, double on, double off) {
    return station_saturation({.vehicles_h = buses, .dead_s = 15, .people_s_h = on + off});
  };
  EXPECT_NEAR(x(60, 768, 82), 0.486, 1e-3);
  EXPECT_NEAR(x(60, 768 * 0.7, 82 * 0.7), 0.415, 1e-3);
  EXPECT_NEAR(x(76, 960 * 0.7, 102 * 0.7), 0.523, 1e-3);
  EXPECT_NEAR(x(53, 960 * 0.7, 102 * 0.7), 0.427, 1e-3);
  EXPECT_NEAR(x(33.1, 960 * 0.7, 102 * 0.7), 0.345, 1e-3);
  EXPECT_NEAR(x(33.1, 960 * 0.5, 102 * 0.5), 0.286, 1e-3);
}

TEST(PlanningGuide, QueuesGrowWithSaturation) {
  for (const auto& [x, random, ordered] :
       {std::tuple{0.4, 0.267, 0.187}, {0.6, 0.9, 0.63}, {0.75, 2.25, 1.575}, {0.9, 8.1, 5.67}}) {
    EXPECT_NEAR(queue_at_random(x), random, 1e-3);
    EXPECT_NEAR(queue_on_busway(x), ordered, 1e-3);
  }
  EXPECT_EQ(queue_on_busway(1), std::numeric_limits<double>::infinity());
}

TEST(PlanningGuide, CapacityOfVehiclesAndSubStops) {
  EXPECT_NEAR(planned_capacity(70, 60), 3570, 1e-9);
  EXPECT_NEAR(planned_capacity(160, 60), 8160, 1e-9);
  EXPECT_NEAR(planned_capacity(270, 60), 13770, 1e-9);
  EXPECT_NEAR(planned_capacity(160, 60, 2), 16320, 1e-9);
  EXPECT_NEAR(planned_capacity(160, 60, 4), 32640, 1e-9);
  EXPECT_NEAR(planned_capacity(270, 60, 5), 68850, 1e-9);
}

// Printed: 7.32, 3.66, 2.93; and 76, 53 and 33.1 buses an hour in year 10.
TEST(PlanningGuide, FleetsForALoad) {
  EXPECT_NEAR(fleet_for(224, 72, 2), 7.32, 5e-3);
  EXPECT_NEAR(fleet_for(224, 72, 1), 3.66, 5e-3);
  EXPECT_NEAR(fleet_for(224, 180, 2), 2.93, 5e-3);
  EXPECT_NEAR(vehicles_for(4505, 70), 76, 0.5);
  EXPECT_NEAR(vehicles_for(4505, 100), 53, 0.5);
  EXPECT_NEAR(vehicles_for(4505, 160), 33.1, 0.05);
}

// TCRP Report 165: dwells of 15, 30 and 60 s, with green all the time and half of it.
TEST(PlanningGuide, VehiclesAnHourAtADock) {
  for (const auto& [dwell, always, half] :
       {std::tuple{15.0, 98.6, 62.0}, {30.0, 57.1, 37.5}, {60.0, 31.0, 20.9}}) {
    EXPECT_NEAR(dock_capacity({.dwell_s = dwell}), always, 0.05);
    EXPECT_NEAR(dock_capacity({.dwell_s = dwell, .green = 0.5}), half, 0.05);
  }
}

TEST(PlanningGuide, TwoDocksInLineWaitForTheSlower) {
  EXPECT_NEAR(two_dock_cycle_s(15, 20, 20), 45, 1e-9);
  EXPECT_NEAR(two_dock_cycle_s(15, 20, 1e-6), 35, 1e-3);  // the second is never in the way
}

TEST(PlanningGuide, WaitsForUnevenVehicles) { EXPECT_NEAR(mean_wait_s(120, 0.3), 78, 1e-9); }

// 200 buses an hour on a lane of 720, cycle 80 s. Printed to two digits.
TEST(PlanningGuide, DelayAtASignal) {
  for (const auto& [red, uniform, random] : {std::tuple{10.0, 0.87, 0.0},
                                             {20.0, 3.46, 0.0},
                                             {30.0, 7.79, 0.0},
                                             {40.0, 13.85, 2.25},
                                             {45.0, 17.52, 6.65},
                                             {49.0, 20.78, 13.78}}) {
    const SignalHour h{.cycle_s = 80, .red_s = red, .vehicles_h = 200};
    EXPECT_NEAR(uniform_signal_delay_s(h), uniform, 0.01) << red;
    EXPECT_NEAR(random_signal_delay_s(h), random, 0.01) << red;
  }
  EXPECT_EQ(random_signal_delay_s({.cycle_s = 80, .red_s = 60, .vehicles_h = 200}),
            std::numeric_limits<double>::infinity());
}

// Four articulated buses of 18 m, 1.5 m apart: 78 m.
TEST(PlanningGuide, AStationBehindTheQueueOfARed) {
  const SignalHour h{.cycle_s = 80, .red_s = 50, .vehicles_h = 200};
  EXPECT_NEAR(queue_behind_red(h), 3.85, 5e-3);
  EXPECT_NEAR(set_back_m(h, 19.5), 78, 1e-9);
}

TEST(PlanningGuide, AStopByTheKoreanManual) {
  const double dock = dock_capacity_korea(13.2, 20, 0.3);
  EXPECT_NEAR(dock, 52.3, 0.05);
  EXPECT_NEAR(1.75 * dock, 91.5, 0.05);
}

}  // namespace
}  // namespace mwendo
