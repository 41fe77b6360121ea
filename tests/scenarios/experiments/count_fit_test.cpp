// Factors of demand fitted to counts: on traffic by a formula, and on the streets of a small town.
#include "scenarios/experiments/count_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "network/projection.h"
#include "scenarios/experiments/free_streets.h"
#include "sim/learning/simulate.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

enum Place : std::size_t { cars, motorcycles, trucks, minibuses };
constexpr CountFigures kPublished = {9, 27, 4, 9000};

// Vehicles of a made-up cordon in proportion to the figures, 1,000 of each group as published;
// motorcycles at work are 27 % of theirs. The validation half has 0.9 times as many.
CountTraffic formula(const CountFigures& figures, const CountFigures& counted) {
  CountTraffic traffic;
  for (std::size_t k = 0; k < kCountFactors; ++k) {
    const CountFactor& f = count_factors()[k];
    const double factor = factor_at(f, kPublished[k], figures[k]);
    const double driven = k == motorcycles ? 730 + 270 * factor : 1000 * factor;
    traffic[k] = {{{counted[k], driven}, {counted[k], 0.9 * driven}}};
  }
  return traffic;
}

CountFit fit_of(const CountFigures& counted, int rounds = 6) {
  return fit_to_counts(kPublished, kPublished,
                       [&](const CountFigures& figures, int) { return formula(figures, counted); },
                       {.rounds = rounds});
}

TEST(CountFit, AFigureAndItsFactorAreTheSame) {
  for (const CountFactor& f : count_factors())
    for (const double factor : {0.3, 1.0, 2.0})
      EXPECT_NEAR(factor_at(f, 20, figure_at(f, 20, factor)), factor, 1e-9) << f.parameter;
  EXPECT_NEAR(figure_at(count_factors()[motorcycles], 20, 4), 50, 1e-9);  // 80 stay, 20 are 80
  EXPECT_NEAR(figure_at(count_factors()[cars], 20, 2), 40, 1e-9);
}

TEST(CountFit, FindsTheFactorsOfTheCalibrationHalf) {
  const CountFit fit = fit_of({800, 1270, 2000, 1100});
  EXPECT_THAT(fit.on_bounds, IsEmpty());
  EXPECT_NEAR(fit.value[cars], 7.2, 0.15);
  EXPECT_NEAR(fit.value[motorcycles], 100 * 540 / 1270.0, 1.5);  // 540 at work beside 730
  EXPECT_NEAR(fit.value[trucks], 100 * 8 / 104.0, 0.2);          // 8 beside 96
  EXPECT_NEAR(fit.value[minibuses], 9900, 200);
  for (std::size_t k = 0; k < kCountFactors; ++k) {
    EXPECT_NEAR(fit.after[k][0].ratio().value(), 1, 0.02) << k;
    EXPECT_NEAR(fit.after[k][1].ratio().value(), 0.9, 0.02) << "only looked at";
  }
  EXPECT_EQ(fit.before[cars][0].ratio(), 1.25);
  EXPECT_LE(fit.rounds, 4);
}

TEST(CountFit, WhatIsAlreadyMetStays) {
  const CountFit fit = fit_of({1000, 1010, 990, 1000});
  EXPECT_EQ(fit.rounds, 1);
  EXPECT_EQ(fit.value, kPublished);
}

TEST(CountFit, AFactorAtItsBoundIsNamed) {
  const CountFit many = fit_of({5000, 1000, 1000, 1000});
  EXPECT_NEAR(many.value[cars], 22.5, 1e-9);
  ASSERT_THAT(many.on_bounds, SizeIs(1));
  EXPECT_THAT(many.on_bounds[0], HasSubstr("trips by car: mode_share_private_car is 22.5"));
  const CountFit few = fit_of({1000, 500, 1000, 1000});  // the others alone are 730
  ASSERT_THAT(few.on_bounds, SizeIs(1));
  EXPECT_THAT(few.on_bounds[0], HasSubstr("trips of motorcycles at work"));
}

TEST(CountFit, WhatIsNotMetAfterAllRoundsIsNamed) {
  const CountFit fit = fit_of({800, 1000, 1000, 1000}, 1);
  ASSERT_THAT(fit.on_bounds, SizeIs(1));
  EXPECT_EQ(fit.on_bounds[0], "trips by car: 1.25 of the counted after 1 rounds");
}

// 1,000 vehicles of a weight of 100 are ten driven ones: 32 % of noise.
TEST(CountFit, TheNoiseOfTheSampleIsNoError) {
  const auto bounds_of = [](double weight) {
    return fit_to_counts(kPublished, kPublished,
                         [](const CountFigures& figures, int) {
                           return formula(figures, {800, 1000, 1000, 1000});
                         },
                         {.rounds = 1, .weight = weight})
        .on_bounds;
  };
  EXPECT_THAT(bounds_of(100), IsEmpty());
  EXPECT_THAT(bounds_of(10), SizeIs(1));
}

TEST(CountFit, WithoutCountsThereIsNoFit) {
  EXPECT_THROW((void)fit_of({0, 1000, 1000, 1000}), InputError);
}

TEST(CountFit, TheTableHoldsBothHalves) {
  const std::string text = text_of(fit_of({800, 1000, 1000, 1000}));
  EXPECT_THAT(text, HasSubstr("mode_share_private_car"));
  EXPECT_THAT(text, HasSubstr("1.25, 1.00"));
  EXPECT_THAT(text, HasSubstr("1.12, 0.90"));
}

// ---- a town -----------------------------------------------------------------------------------

// Streets of 8 x 8 nodes with a minibus line along row 3; both directions of a link in the middle
// of that row are counted.
PreparedScenario counted_town() {
  testing::SmallWorld w = testing::make_small_world({.size = 8, .population = 200000});
  w.network.crs = "EPSG:32636";
  const LineId l = testing::add_line(w, {.nodes = testing::row_nodes(w, 3), .headway_s = 120});
  w.transit.line.assumed_headway[l] = 1;
  w.figures.observed_mode_share.assign(kModeCount, 0);
  for (const auto& [mode, share] : {std::pair(Mode::walk, 0.4F),
                                    {Mode::minibus, 0.3F},
                                    {Mode::car_driver, 0.2F},
                                    {Mode::motorcycle_taxi, 0.1F}})
    w.figures.observed_mode_share[static_cast<std::size_t>(mode)] = share;
  w.figures.car_ownership = 0.8F;
  w.figures.work_motorcycles = {
      .share = 0.3F, .km = 3, .profile = std::vector<float>(24, 1 / 24.0F)};
  w.figures.work_trucks.share = 0.2F;
  PreparedScenario p;
  static_cast<World&>(p.world) = w;
  p.distances = zone_distances(p.world.network, p.world.zones, 1.3F);
  return p;
}

void add_counts(PreparedScenario& town, const CountFigures& vehicles_an_hour) {
  const Network& net = town.world.network;
  const LinkId l = testing::link_between(net, NodeId{8 * 3 + 3}, NodeId{8 * 3 + 4});
  const Point a = net.node.position[net.link.from[l]];
  const Point b = net.node.position[net.link.to[l]];
  const LonLat place = Projection(net.crs).to_degrees({(a.x + b.x) / 2, (a.y + b.y) / 2});
  for (std::size_t k = 0; k < kCountFactors; ++k)
    for (const CountHalf half : {CountHalf::calibration, CountHalf::validation}) {
      Count c;
      c.station = name_of(half);
      c.half = half;
      c.lon = place.lon;
      c.lat = place.lat;
      c.bearing_deg = half == CountHalf::calibration ? 90 : 270;
      c.group = count_factors()[k].group;
      c.hours.set();
      c.by_hour.fill(vehicles_an_hour[k]);
      town.world.counts.push_back(c);
    }
}

// The figures are departures an hour and shares of trips in per cent, as in the tables of a city.
void use(World& world, const CountFigures& figures) {
  world.figures = counted_town().world.figures;
  world.figures.work_trucks.share = static_cast<float>(figures[trucks] / 100);
  world.figures.work_motorcycles.share = static_cast<float>(figures[motorcycles] / 100);
  for (const LineId l : world.transit.lines())
    world.transit.line.peak_headway_s[l] = world.transit.line.offpeak_headway_s[l] =
        static_cast<float>(3600 / figures[minibuses]);
}

CountTraffic town_traffic(const CountFigures& figures) {
  PreparedScenario town = counted_town();
  add_counts(town, {100, 100, 100, 100});
  FreeStreets streets(std::move(town), {.from_h = 7, .to_h = 9, .sample = 1}, use,
                      [](double, const std::string&) { return true; });
  return streets(figures, 0);
}

// A tenth of 30 departures an hour runs, and ten times what runs is told: 60 in two hours.
TEST(FreeStreets, TellWhatTheWholeDemandWouldDrive) {
  const CountTraffic t = town_traffic({20, 30, 20, 30});
  EXPECT_EQ(t[minibuses][0].counted, 200);
  EXPECT_NEAR(t[minibuses][0].modelled, 60, 10);
  EXPECT_EQ(t[minibuses][1].modelled, 0) << "the line has one direction";
  EXPECT_GT(t[cars][0].modelled, 100);
  EXPECT_GT(t[trucks][0].modelled, 0);
}

TEST(FreeStreets, MoreOfAFigureIsMoreOfItsVehicles) {
  const CountTraffic few = town_traffic({20, 30, 20, 30});
  const CountTraffic many = town_traffic({20, 60, 50, 60});
  for (const std::size_t k : {motorcycles, trucks, minibuses})
    EXPECT_GT(many[k][0].modelled, 1.2 * few[k][0].modelled) << count_factors()[k].parameter;
}

TEST(FreeStreets, StopWhenTold) {
  PreparedScenario town = counted_town();
  add_counts(town, {100, 100, 100, 100});
  FreeStreets streets(std::move(town), {.from_h = 7, .to_h = 8, .sample = 1}, use,
                      [](double, const std::string&) { return false; });
  EXPECT_THROW((void)streets({20, 30, 20, 30}, 0), Interrupted);
}

}  // namespace
}  // namespace mwendo
