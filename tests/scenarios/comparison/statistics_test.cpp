// The statistics of paired runs against the calculation by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/comparison/comparison.h"
#include "scenarios/comparison/student.h"

namespace mwendo {
namespace {

using Value = std::optional<double>;

RunSummary run_of(std::uint64_t seed, std::vector<Value> values) {
  RunSummary run;
  run.seed = seed;
  for (std::size_t i = 0; i < values.size(); ++i)
    run.indicators.push_back({"i" + std::to_string(i), &indicator_table()[0], values[i]});
  return run;
}

std::vector<RunSummary> runs_of(const std::vector<Value>& values) {
  std::vector<RunSummary> runs;
  for (const Value& v : values) runs.push_back(run_of(runs.size() + 1, {v}));
  return runs;
}

ComparedIndicator compared(const std::vector<Value>& base, const std::vector<Value>& alternative) {
  const World world;
  const auto b = runs_of(base);
  const auto a = runs_of(alternative);
  return compare(world, b, world, a).rows.at(0);
}

struct Quantile {
  int degrees;
  double t;
};

// Tables of Student's t, two-sided 95 per cent.
TEST(Student, TableOfQuantiles) {
  for (const auto& [degrees, t] :
       {Quantile{3, 3.1824}, Quantile{4, 2.7764}, Quantile{5, 2.5706}, Quantile{9, 2.2622},
        Quantile{10, 2.2281}, Quantile{19, 2.0930}, Quantile{20, 2.0860}, Quantile{29, 2.0452},
        Quantile{31, 2.0395}, Quantile{50, 2.0086}, Quantile{60, 2.0003}, Quantile{100, 1.9840},
        Quantile{1000, 1.9623}})
    EXPECT_NEAR(t_975(degrees), t, 1e-4) << degrees;
  EXPECT_EQ(t_975(0), 0);
  for (int n = 1; n < 200; ++n) EXPECT_GT(t_975(n), t_975(n + 1)) << n;
  EXPECT_NEAR(t_975(1000000), 1.959964, 1e-5);
}

// Differences 2, 4, 4, 5, 5: mean 4, squares 4 + 0 + 0 + 1 + 1 = 6, s^2 = 1.5, s / sqrt(5) =
// 0.5477.
TEST(Comparison, FiveSeedsByHand) {
  const auto row = compared({10, 10, 20, 20, 40}, {12, 14, 24, 25, 45});
  EXPECT_DOUBLE_EQ(*row.base, 20);
  EXPECT_DOUBLE_EQ(*row.alternative, 24);
  EXPECT_DOUBLE_EQ(*row.difference, 4);
  EXPECT_DOUBLE_EQ(*row.percent, 20);
  const double half = 2.7764 * std::sqrt(1.5 / 5);
  EXPECT_NEAR(*row.low, 4 - half, 1e-9);
  EXPECT_NEAR(*row.high, 4 + half, 1e-9);
  EXPECT_TRUE(row.clear());
  EXPECT_EQ(row.seeds, 5U);
}

// Two seeds: half of the distance between the differences, times 12.7062.
TEST(Comparison, TwoSeedsHaveAWideInterval) {
  const auto row = compared({1, 1}, {2, 4});
  EXPECT_DOUBLE_EQ(*row.difference, 2);
  EXPECT_NEAR(*row.high - *row.difference, 12.7062, 1e-9);
  EXPECT_FALSE(row.clear());
}

TEST(Comparison, EqualDifferencesHaveNoWidth) {
  const auto row = compared({5, 500, -3}, {6, 501, -2});
  EXPECT_DOUBLE_EQ(*row.low, 1);
  EXPECT_DOUBLE_EQ(*row.high, 1);
  EXPECT_TRUE(row.clear());
  const auto none = compared({5, 7}, {5, 7});
  EXPECT_EQ(*none.difference, 0);
  EXPECT_FALSE(none.clear()) << "zero lies in the interval";
}

// Turned round, the difference has the other sign; the interval is mirrored.
TEST(Comparison, IsAntisymmetric) {
  const auto there = compared({10, 21, 29}, {12, 20, 35});
  const auto back = compared({12, 20, 35}, {10, 21, 29});
  EXPECT_DOUBLE_EQ(*back.difference, -*there.difference);
  EXPECT_DOUBLE_EQ(*back.low, -*there.high);
  EXPECT_DOUBLE_EQ(*back.high, -*there.low);
}

// What all runs of a seed share drops out: the interval does not know the spread of the base.
TEST(Comparison, WhatASeedAddsToBothDropsOut) {
  const auto near = compared({10, 11, 12}, {13, 13, 16});
  const auto far = compared({10, 1011, -988}, {13, 1013, -984});
  EXPECT_DOUBLE_EQ(*near.difference, *far.difference);
  EXPECT_NEAR(*near.low, *far.low, 1e-9);
  EXPECT_NEAR(*near.high, *far.high, 1e-9);
}

TEST(Comparison, PercentIsOfTheMeanOfTheBase) {
  const auto row = compared({10, 30}, {20, 30});
  EXPECT_DOUBLE_EQ(*row.percent, 25) << "5 of 20, not the mean of 100 % and 0 %";
  EXPECT_DOUBLE_EQ(*compared({-10}, {-5}).percent, -50) << "5 of -10";
}

struct Clear {
  double low, high;
  bool clear;
};

TEST(Comparison, IsClearWhereTheIntervalLeavesZeroOut) {
  for (const auto& [low, high, clear] :
       {Clear{1, 2, true}, Clear{-2, -1, true}, Clear{-1, 1, false}, Clear{0, 1, false},
        Clear{-1, 0, false}}) {
    ComparedIndicator row;
    EXPECT_FALSE(row.clear());
    row.low = low;
    row.high = high;
    EXPECT_EQ(row.clear(), clear) << low;
  }
}

TEST(Comparison, OneRunWithoutAValueLeavesThatSideOut) {
  const auto row = compared({1, 2, 3}, {4, std::nullopt, 6});
  EXPECT_DOUBLE_EQ(*row.base, 2);
  EXPECT_FALSE(row.alternative || row.difference || row.percent || row.low || row.high);
}

TEST(Comparison, RowsAreThoseOfTheRunsInTheirOrder) {
  const World world;
  const std::vector<RunSummary> base = {run_of(1, {1, 20, 300})};
  const std::vector<RunSummary> alternative = {run_of(1, {2, 20, 200})};
  const Comparison c = compare(world, base, world, alternative);
  ASSERT_EQ(c.rows.size(), 3U);
  EXPECT_EQ(c.rows[0].id, "i0");
  EXPECT_EQ(c.rows[2].id, "i2");
  EXPECT_EQ(*c.row("i2")->difference, -100);
  EXPECT_EQ(c.row("i9"), nullptr);
}

TEST(Comparison, WithoutRunsItIsRefused) {
  const World world;
  const std::vector<RunSummary> none;
  EXPECT_THROW((void)compare(world, none, world, none), std::invalid_argument);
}

TEST(Comparison, MainIndicatorsAreInTheTable) {
  for (const std::string& id : main_indicator_ids()) {
    const std::string row = id.substr(0, id.find('.'));
    bool found = false;
    for (const Indicator& i : indicator_table()) found |= row == i.id;
    EXPECT_TRUE(found) << id;
  }
}

// ---- figures of links ---------------------------------------------------------------------------

LinkFigures two_links(double first, double second) {
  LinkFigures f;
  for (Column<LinkId, double>* column :
       {&f.vehicles, &f.vehicle_km, &f.vehicle_h, &f.transit_vehicles, &f.person_km, &f.delay_h,
        &f.stops, &f.co2e_g, &f.nox_g, &f.pm25_g, &f.fuel_l, &f.walkers, &f.cyclists}) {
    column->push_back(first);
    column->push_back(second);
  }
  return f;
}

TEST(LinkFigures, OfSeveralRunsAreTheMeanOfEveryColumn) {
  const LinkFigures a = two_links(1, 10);
  const LinkFigures b = two_links(3, 0);
  const LinkFigures c = two_links(8, 2);
  const LinkFigures m = mean_of({&a, &b, &c});
  ASSERT_EQ(m.size(), 2U);
  for (const Column<LinkId, double>* column :
       {&m.vehicles, &m.vehicle_km, &m.vehicle_h, &m.transit_vehicles, &m.person_km, &m.delay_h,
        &m.stops, &m.co2e_g, &m.nox_g, &m.pm25_g, &m.fuel_l, &m.walkers, &m.cyclists}) {
    EXPECT_DOUBLE_EQ((*column)[LinkId{0}], 4);
    EXPECT_DOUBLE_EQ((*column)[LinkId{1}], 4);
  }
}

// 10 km in 1 h and 30 km in 1 h: 20 km/h, whatever the number of vehicles.
TEST(LinkFigures, SpeedIsDistanceOverTimeOfAllRuns) {
  LinkFigures a = two_links(0, 0);
  LinkFigures b = two_links(0, 0);
  a.vehicle_km[LinkId{0}] = 10, a.vehicle_h[LinkId{0}] = 1;
  b.vehicle_km[LinkId{0}] = 30, b.vehicle_h[LinkId{0}] = 1;
  const LinkFigures m = mean_of({&a, &b});
  EXPECT_DOUBLE_EQ(m.speed_kmh(LinkId{0}), 20);
  EXPECT_EQ(m.speed_kmh(LinkId{1}), 0) << "nobody drove";
}

}  // namespace
}  // namespace mwendo
