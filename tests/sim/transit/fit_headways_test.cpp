// Lines of 6 km at 18 km/h with 5 min at the terminal: a cycle of 1,500 s. A line with n vehicles
// has a headway of 1,500 s / n.
#include "sim/transit/fit_headways.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/transit/line_need.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

constexpr double kCycle = 1500;
constexpr float kBefore = 300;  // headway in s; twice as long off the peak

LineResult result_of(LineId l, float peak_hour_passengers) {
  LineResult r;
  r.line = l;
  r.commercial_speed_kmh = 18;
  r.sections.push_back({.peak_hour_passengers = peak_hour_passengers, .length_m = 6000});
  return r;
}

struct Town {
  testing::SmallWorld world = testing::make_small_world();
  std::vector<LineResult> day;

  explicit Town(const std::vector<float>& passengers_per_hour, Mode mode = Mode::minibus) {
    std::uint32_t row = 2;
    for (const float passengers : passengers_per_hour) {
      const LineId l = testing::add_line(world, {.name = std::to_string(row),
                                                 .mode = mode,
                                                 .nodes = testing::row_nodes(world, row),
                                                 .headway_s = kBefore});
      world.transit.line.assumed_headway[l] = 1;
      day.push_back(result_of(l, passengers));
      ++row;
    }
  }
  double fit(FitHeadwaysOptions o) { return fit_headways(world.transit, day, o).largest_change; }
  double taken(FitHeadwaysOptions o) { return fit_headways(world.transit, day, o).taken; }
  [[nodiscard]] float peak(std::size_t i) const {
    return world.transit.line.peak_headway_s[day[i].line];
  }
  [[nodiscard]] float offpeak(std::size_t i) const {
    return world.transit.line.offpeak_headway_s[day[i].line];
  }
};

// Twice the passengers, twice the vehicles: 30 and 60 of 90.
TEST(FitHeadways, VehiclesAreInProportionToPassengers) {
  Town town({300, 600});
  town.fit({.fleet = 90, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), kCycle / 30);
  EXPECT_EQ(town.peak(1), kCycle / 60);
}

// Passengers times cycle over places: 600 x 1,500 / 14 against 600 x 1,500 / 28.
TEST(FitHeadways, LargerVehiclesNeedFewerOfThem) {
  Town town({600, 600});
  town.world.transit.line.capacity[town.day[1].line] = 28;
  town.fit({.fleet = 90, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), kCycle / 60);
  EXPECT_EQ(town.peak(1), kCycle / 30);
}

// A line twice as long (2 x 1,200 s and the terminal) has the same headway for the same demand.
TEST(FitHeadways, LongLinesGetMoreVehiclesForTheSameHeadway) {
  Town town({600, 600});
  town.day[1].sections[0].length_m = 12000;
  town.fit({.fleet = 84, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), town.peak(1));
  EXPECT_EQ(town.peak(0), 50);  // (1,500 + 2,700) / 84
}

// headway = before x (target / before)^damping; then all are stretched until the fleet is used.
TEST(FitHeadways, AStepIsDampedAndUsesTheWholeFleet) {
  for (const double damping : {0.3, 0.6}) {
    Town town({300, 600});
    town.fit({.fleet = 90, .hours = 1, .damping = damping});
    const double a = kBefore * std::pow(50.0 / kBefore, damping);
    const double b = kBefore * std::pow(25.0 / kBefore, damping);
    const double stretch = (kCycle / a + kCycle / b) / 90;
    EXPECT_EQ(town.peak(0), std::round(a * stretch));
    EXPECT_EQ(town.peak(1), std::round(b * stretch));
  }
}

TEST(FitHeadways, RepeatedStepsSettleAtTheProportion) {
  Town town({300, 600});
  double change = 1;
  for (int step = 0; step < 12; ++step) change = town.fit({.fleet = 90, .hours = 1});
  EXPECT_EQ(town.peak(0), 50);
  EXPECT_EQ(town.peak(1), 25);
  EXPECT_LT(change, 0.02) << "within half a second of 25 s";
}

TEST(FitHeadways, TellsTheLargestRelativeChange) {
  Town town({300, 600});
  EXPECT_NEAR(town.fit({.fleet = 90, .hours = 1, .damping = 1}), 1 - 25.0 / kBefore, 1e-9);
  Town longer({300, 300});
  EXPECT_NEAR(longer.fit({.fleet = 5, .hours = 1, .damping = 1}), 600.0 / kBefore - 1, 1e-9)
      << "two lines of 2.5 vehicles: 600 s";
}

// Between the limits the lines take the fleet: 90. At 8 s they take 2 x 1,500 / 8 = 375 of a
// million.
TEST(FitHeadways, TellsTheVehiclesThatTheLinesTake) {
  EXPECT_NEAR(Town({300, 600}).taken({.fleet = 90, .hours = 1}), 1, 1e-6);
  EXPECT_NEAR(Town({300, 600}).taken({.fleet = 1e6, .hours = 1}), 375e-6, 1e-9);
  Town published({300});
  published.world.transit.line.assumed_headway[published.day[0].line] = 0;
  EXPECT_EQ(published.taken({.fleet = 90, .hours = 1}), 0);
}

// 120 departures an hour instead of a fleet, in proportion to passengers: 40 and 80.
TEST(FitHeadways, CountedDeparturesAreKept) {
  Town town({300, 600});
  town.fit({.departures_per_hour = 120, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), 90);
  EXPECT_EQ(town.peak(1), 45);
}

// The same vehicles go out and back: both directions get what the busier one needs.
TEST(FitHeadways, DirectionsShareTheirVehicles) {
  Town town({300, 600, 600});
  auto& opposite = town.world.transit.line.opposite;
  opposite[town.day[0].line] = town.day[1].line;
  opposite[town.day[1].line] = town.day[0].line;
  town.fit({.fleet = 90, .hours = 1, .damping = 1});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(town.peak(i), kCycle / 30);
}

TEST(FitHeadways, OffPeakKeepsItsRatio) {
  Town town({300, 600});
  town.world.transit.line.offpeak_headway_s[town.day[1].line] = 3 * kBefore;
  town.fit({.fleet = 90, .hours = 1, .damping = 1});
  EXPECT_EQ(town.offpeak(0), 100);
  EXPECT_EQ(town.offpeak(1), 75);
}

// Nobody rides the first line: it keeps two vehicles (750 s), the other has the rest of 32.
TEST(FitHeadways, AnEmptyLineKeepsTwoVehicles) {
  Town town({0, 6000});
  town.fit({.fleet = 32, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), kCycle / 2);
  EXPECT_EQ(town.peak(1), kCycle / 30);
}

TEST(FitHeadways, StayWithinTheirLimits) {
  Town town({300, 600});
  town.fit({.fleet = 1e6, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), 8);
  EXPECT_EQ(town.peak(1), 8);
  Town few({300, 600});
  few.day[1].sections[0].length_m = 30000;  // 6,300 s of cycle: the limit is 1,200 s
  few.fit({.fleet = 1, .hours = 1, .damping = 1});
  EXPECT_EQ(few.peak(0), kCycle / kLeastVehicles);
  EXPECT_EQ(few.peak(1), 1200);
}

TEST(FitHeadways, PublishedHeadwaysStay) {
  Town town({300, 600, 900});
  town.world.transit.line.assumed_headway[town.day[2].line] = 0;
  town.fit({.fleet = 90, .hours = 1, .damping = 1});
  EXPECT_EQ(town.peak(0), 50) << "the fleet is that of the lines with assumed headways";
  EXPECT_EQ(town.peak(1), 25);
  EXPECT_EQ(town.peak(2), kBefore);
  EXPECT_EQ(town.offpeak(2), 2 * kBefore);
}

TEST(FitHeadways, OnlyLinesOfTheModeChange) {
  Town town({300, 600}, Mode::bus);
  EXPECT_EQ(town.fit({.fleet = 90, .hours = 1}), 0);
  EXPECT_EQ(town.peak(0), kBefore);
  town.fit({.mode = Mode::bus, .fleet = 90, .hours = 1, .damping = 1});
  EXPECT_LT(town.peak(0), kBefore);
}

// ---- what a line needs --------------------------------------------------------------------------

TEST(LineNeed, IsThatOfTheBusiestSection) {
  LineResult r = result_of(LineId{0}, 200);
  r.sections.push_back({.peak_hour_passengers = 500, .length_m = 1000});
  r.sections.push_back({.peak_hour_passengers = 300, .length_m = 500});
  const LineNeed need = need_of(r, 2, 5);
  EXPECT_EQ(need.passengers_per_hour, 500);
  EXPECT_NEAR(need.cycle_s, 7500 / 5.0 + 300, 1e-9);
}

// 100 boarded and 60 could not, in two hours: 80 an hour; more than the 50 who rode in the peak.
TEST(LineNeed, CountsThoseLeftBehind) {
  LineResult r = result_of(LineId{0}, 50);
  r.sections[0].boardings = 100;
  r.sections[0].left_behind = 60;
  EXPECT_EQ(need_of(r, 2, 5).passengers_per_hour, 80);
  // One person is left behind many times: at most three for each who boarded, and 50.
  r.sections[0].left_behind = 5000;
  EXPECT_EQ(need_of(r, 2, 5).passengers_per_hour, (100 + 350) / 2);
}

struct Speed {
  float observed_kmh;
  double mps;  // of the cycle
};

TEST(LineNeed, SpeedIsTheObservedOneWithinReason) {
  for (const auto& [observed_kmh, mps] :
       {Speed{18, 5}, Speed{0, 4}, Speed{1, 4}, Speed{3.6F, 1.5}, Speed{100, 12}}) {
    LineResult r = result_of(LineId{0}, 100);
    r.commercial_speed_kmh = observed_kmh;
    EXPECT_NEAR(need_of(r, 1, 4).cycle_s, 6000 / mps + 300, 1e-3) << observed_kmh;
  }
}

}  // namespace
}  // namespace mwendo
