// What `mwendo calibrate` fits, on a town of 6 x 6 nodes with two minibus lines and a bus: reaction
// times move by ratio^0.7 a round, ratio = modelled over observed speed within 0.7 and 1.3, and
// stay within 0.35 and 2.5; headways use the fleet.
#include "scenarios/experiments/calibration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/learning/simulate.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

constexpr double kPower = 0.7;

PreparedScenario small_town(float observed_kmh) {
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
  p.world.figures.peak_speed_kmh = observed_kmh;
  p.scenario.from_s = 7 * 3600;
  p.scenario.to_s = 7.25 * 3600;
  p.scenario.sample = 1;
  p.distances = zone_distances(p.world.network, p.world.zones, 1.3F);
  return p;
}

bool go_on(double, const std::string&) { return true; }

Fitted fitted(float observed_kmh, int rounds, CalibrationOptions options = {}) {
  options.rounds = rounds;
  if (options.fleet == CalibrationOptions{}.fleet) options.fleet = 30;
  return calibrate(small_town(observed_kmh), options, go_on);
}

TEST(Calibration, ScaleMovesByModelledOverObserved) {
  // Streets of 8 to 14 m/s that are not full: the mean is between 15 and 40 km/h.
  const Fitted f = fitted(25, 1);
  EXPECT_EQ(f.observed_speed_kmh, 25);
  EXPECT_GT(f.modelled_speed_kmh, 15);
  EXPECT_LT(f.modelled_speed_kmh, 40);
  const double ratio = std::clamp(f.modelled_speed_kmh / 25, 0.7, 1.3);
  EXPECT_NE(ratio, 1);
  EXPECT_NEAR(f.reaction_scale, std::pow(ratio, kPower), 1e-6);
}

// A scale that the town has before the calibration.
Fitted from_scale(float scale, float observed_kmh, int rounds = 1) {
  PreparedScenario town = small_town(observed_kmh);
  town.world.figures.reaction_scale = scale;
  return calibrate(std::move(town), {.rounds = rounds, .fleet = 30, .kinds = {}}, go_on);
}

// Streets much too quick in the model: drivers react more slowly, 1.3^0.7 a round, at most 2.5.
TEST(Calibration, ScaleGrowsWhereTheModelIsTooQuick) {
  EXPECT_NEAR(fitted(5, 2).reaction_scale, std::pow(1.3, kPower * 2), 1e-5);
  EXPECT_NEAR(from_scale(0.5F, 5).reaction_scale, 0.5 * std::pow(1.3, kPower), 1e-6);
  EXPECT_EQ(from_scale(2.3F, 5).reaction_scale, 2.5F);
}

TEST(Calibration, ScaleShrinksWhereTheModelIsTooSlow) {
  EXPECT_NEAR(fitted(200, 2).reaction_scale, std::pow(0.7, kPower * 2), 1e-5);
  EXPECT_EQ(from_scale(0.4F, 200).reaction_scale, 0.35F);
}

TEST(Calibration, ListsTheMinibusLinesInOrder) {
  const Fitted f = fitted(25, 1);
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
  for (const FittedHeadway& h : fitted(25, 1, {.fleet = 1e6, .kinds = {}}).headways)
    EXPECT_EQ(h.peak_s, 8);
  for (const FittedHeadway& h : fitted(25, 1, {.fleet = 1, .kinds = {}}).headways) {
    EXPECT_GE(h.peak_s, 216);
    EXPECT_LE(h.peak_s, 684);
  }
}

TEST(Calibration, ThePublishedSizesAreGivenOut) {
  const Fitted f = fitted(25, 1, {.fleet = 30, .kinds = {{VehicleClass::midibus, 33, 1}}});
  for (const FittedHeadway& h : f.headways) EXPECT_EQ(h.capacity, 33);
}

TEST(Calibration, PublishedHeadwaysStay) {
  PreparedScenario town = small_town(25);
  town.world.transit.line.assumed_headway[LineId{2}] = 0;
  const Fitted f = calibrate(std::move(town), {.rounds = 1, .fleet = 1e6, .kinds = {}}, go_on);
  ASSERT_EQ(f.headways.size(), 2U);
  EXPECT_EQ(f.headways[0].peak_s, 8);
  EXPECT_EQ(f.headways[1].name, "two");
  EXPECT_EQ(f.headways[1].peak_s, 300);
  EXPECT_EQ(f.headways[1].offpeak_s, 600);
}

TEST(Calibration, TheSameForOneAndTwoThreads) {
  const Fitted one = fitted(25, 1);
  const Fitted two = fitted(25, 1, {.threads = 2, .kinds = {}});
  EXPECT_EQ(one.reaction_scale, two.reaction_scale);
  EXPECT_EQ(one.modelled_speed_kmh, two.modelled_speed_kmh);
  ASSERT_EQ(one.headways.size(), two.headways.size());
  for (std::size_t i = 0; i < one.headways.size(); ++i)
    EXPECT_EQ(one.headways[i].peak_s, two.headways[i].peak_s);
}

TEST(Calibration, ProgressRisesThroughTheRounds) {
  double last = 0;
  std::vector<std::string> phases;
  (void)calibrate(small_town(25), {.rounds = 2, .fleet = 30, .kinds = {}},
                  [&](double share, const std::string& phase) {
                    EXPECT_GE(share, last - 1e-9);
                    EXPECT_LE(share, 1);
                    last = share;
                    if (phases.empty() || phases.back() != phase) phases.push_back(phase);
                    return true;
                  });
  EXPECT_GT(last, 0.9);
  ASSERT_EQ(phases.size(), 2U);
  EXPECT_EQ(phases[0], "round 1 of 2: 0.0 km/h");
  EXPECT_EQ(phases[1].substr(0, 14), "round 2 of 2: ");
  EXPECT_NE(phases[1], "round 2 of 2: 0.0 km/h") << "the speed of the round before";
}

TEST(Calibration, StopsWhenTold) {
  EXPECT_THROW((void)calibrate(small_town(25), {.kinds = {}},
                               [](double, const std::string&) { return false; }),
               Interrupted);
}

// A town without a figure for its modes cannot be calibrated.
TEST(Calibration, BadTargetsAreRefused) {
  PreparedScenario town = small_town(25);
  town.world.figures.observed_mode_share.assign(kModeCount, 0);
  EXPECT_THROW((void)calibrate(std::move(town), {.rounds = 1, .kinds = {}}, go_on), InputError);
}

}  // namespace
}  // namespace mwendo
