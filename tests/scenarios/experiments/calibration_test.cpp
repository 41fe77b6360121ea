// What `mwendo calibrate` fits, on a town of 6 x 6 nodes with two minibus lines and a bus: headways
// use the fleet. What ends on a bound is named.
#include "scenarios/experiments/calibration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/learning/simulate.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PreparedScenario small_town() {
  testing::SmallWorld w = testing::make_small_world({.size = 6, .population = 500});
  const auto add = [&](const char* name, Mode mode, std::vector<NodeId> nodes) {
    const LineId l = testing::add_line(
        w, {.name = name, .mode = mode, .nodes = std::move(nodes), .headway_s = 300});
    w.transit.line.assumed_headway[l] = 1;
  };
  add("one", Mode::minibus, testing::row_nodes(w, 2));
  add("bus", Mode::bus, testing::row_nodes(w, 1));
  add("two", Mode::minibus, testing::column_nodes(w, 2));
  PreparedScenario p;
  static_cast<World&>(p.world) = w;
  p.scenario.from_s = 7 * 3600;
  p.scenario.to_s = 7.25 * 3600;
  p.scenario.sample = 1;
  p.distances = zone_distances(p.world.network, p.world.zones, 1.3F);
  return p;
}

void with_shares(PreparedScenario& town, const std::map<Mode, float>& observed) {
  auto& share = town.world.figures.observed_mode_share;
  share.assign(kModeCount, 0);
  for (const auto& [mode, value] : observed) share[static_cast<std::size_t>(mode)] = value;
}

bool go_on(double, const std::string&) { return true; }

Fitted fitted(int rounds, CalibrationOptions options = {}) {
  options.rounds = rounds;
  if (options.fleet == CalibrationOptions{}.fleet) options.fleet = 30;
  return calibrate(small_town(), options, go_on);
}

TEST(Calibration, ListsTheMinibusLinesInOrder) {
  const Fitted f = fitted(1);
  ASSERT_EQ(f.headways.size(), 2U);
  EXPECT_EQ(f.headways[0].name, "one");
  EXPECT_EQ(f.headways[0].description, "one");
  EXPECT_EQ(f.headways[1].name, "two");
  for (const FittedHeadway& h : f.headways) {
    EXPECT_EQ(h.peak_s, std::round(h.peak_s));
    EXPECT_NEAR(h.offpeak_s, 2 * h.peak_s, 1) << "the ratio of the plan, in whole seconds";
    EXPECT_EQ(h.capacity, 14);
  }
}

// A fleet of more than any need: the shortest headway. Of none: two vehicles a line, whose cycle of
// 1,600 m at 1.5 to 12 m/s and 300 s is 433 to 1,367 s.
TEST(Calibration, HeadwaysUseTheFleet) {
  for (const FittedHeadway& h : fitted(1, {.fleet = 1e6, .kinds = {}}).headways)
    EXPECT_EQ(h.peak_s, 8);
  for (const FittedHeadway& h : fitted(1, {.fleet = 1, .kinds = {}}).headways) {
    EXPECT_GE(h.peak_s, 216);
    EXPECT_LE(h.peak_s, 684);
  }
}

// Two lines of 433 to 1,367 s take 2 x 2 vehicles at least, and 2 x 54 to 2 x 171 at a headway of
// 8 s. So 30 vehicles fit; 1 and 1,000,000 do not.
TEST(Calibration, AFleetBeyondTheLimitsOfHeadwaysIsNamed) {
  PreparedScenario town = small_town();
  with_shares(town, {{Mode::walk, 0.5F}, {Mode::minibus, 0.5F}});
  EXPECT_THAT(calibrate(town, {.rounds = 1, .fleet = 30, .kinds = {}}, go_on).on_bounds, IsEmpty());
  for (const double fleet : {1.0, 1e6}) {
    const Fitted f = calibrate(town, {.rounds = 1, .fleet = fleet, .kinds = {}}, go_on);
    ASSERT_THAT(f.on_bounds, SizeIs(1)) << fleet;
    EXPECT_THAT(f.on_bounds[0], HasSubstr("headways of minibuses"));
  }
}

// Where one household in fifty has a car, no constant makes half of the trips car trips.
TEST(Calibration, AModeShareThatNoConstantGivesIsNamed) {
  PreparedScenario town = small_town();
  town.world.figures.car_ownership = 0.02F;
  with_shares(town, {{Mode::walk, 0.5F}, {Mode::car_driver, 0.5F}});
  const Fitted f = calibrate(std::move(town), {.rounds = 1, .fleet = 30, .kinds = {}}, go_on);
  EXPECT_THAT(f.on_bounds, Contains(HasSubstr("50.0 % of trips observed")));
}

TEST(Calibration, ThePublishedSizesAreGivenOut) {
  const Fitted f = fitted(1, {.fleet = 30, .kinds = {{VehicleClass::midibus, 33, 1}}});
  for (const FittedHeadway& h : f.headways) EXPECT_EQ(h.capacity, 33);
}

TEST(Calibration, PublishedHeadwaysStay) {
  PreparedScenario town = small_town();
  town.world.transit.line.assumed_headway[LineId{2}] = 0;
  const Fitted f = calibrate(std::move(town), {.rounds = 1, .fleet = 1e6, .kinds = {}}, go_on);
  ASSERT_EQ(f.headways.size(), 2U);
  EXPECT_EQ(f.headways[0].peak_s, 8);
  EXPECT_EQ(f.headways[1].name, "two");
  EXPECT_EQ(f.headways[1].peak_s, 300);
  EXPECT_EQ(f.headways[1].offpeak_s, 600);
}

TEST(Calibration, TheSameForOneAndTwoThreads) {
  const Fitted one = fitted(1);
  const Fitted two = fitted(1, {.threads = 2, .kinds = {}});
  ASSERT_EQ(one.headways.size(), two.headways.size());
  for (std::size_t i = 0; i < one.headways.size(); ++i)
    EXPECT_EQ(one.headways[i].peak_s, two.headways[i].peak_s);
}

TEST(Calibration, ProgressRisesThroughTheRounds) {
  double last = 0;
  std::vector<std::string> phases;
  (void)calibrate(small_town(), {.rounds = 2, .fleet = 30, .kinds = {}},
                  [&](double share, const std::string& phase) {
                    EXPECT_GE(share, last - 1e-9);
                    EXPECT_LE(share, 1);
                    last = share;
                    if (phases.empty() || phases.back() != phase) phases.push_back(phase);
                    return true;
                  });
  EXPECT_GT(last, 0.9);
  ASSERT_EQ(phases.size(), 2U);
  EXPECT_EQ(phases[0], "round 1 of 2");
  EXPECT_EQ(phases[1], "round 2 of 2");
}

TEST(Calibration, StopsWhenTold) {
  EXPECT_THROW((void)calibrate(small_town(), {.kinds = {}},
                               [](double, const std::string&) { return false; }),
               Interrupted);
}

// A town without a figure for its modes cannot be calibrated.
TEST(Calibration, BadTargetsAreRefused) {
  PreparedScenario town = small_town();
  town.world.figures.observed_mode_share.assign(kModeCount, 0);
  EXPECT_THROW((void)calibrate(std::move(town), {.rounds = 1, .kinds = {}}, go_on), InputError);
}

}  // namespace
}  // namespace mwendo
