#include "scenarios/comparison/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "scenarios/comparison/student.h"
#include "scenarios/report/charts.h"
#include "scenarios/report/city_map.h"
#include "scenarios/report/html.h"
#include "scenarios/report/report.h"
#include "tests/support/compared_runs.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Student, KnownQuantiles) {
  EXPECT_NEAR(t_975(1), 12.7062, 1e-4);
  EXPECT_NEAR(t_975(2), 4.3027, 1e-4);
  EXPECT_NEAR(t_975(30), 2.0423, 1e-4);
  EXPECT_NEAR(t_975(40), 2.0211, 1e-4);
  EXPECT_NEAR(t_975(120), 1.9799, 1e-4);
}

// Two runs whose only indicator is set by hand.
std::vector<RunSummary> runs_with(const std::vector<std::optional<double>>& values) {
  std::vector<RunSummary> runs;
  for (const auto& value : values) {
    RunSummary run;
    run.seed = runs.size();
    run.indicators.push_back({"co2e", &indicator_table()[0], value});
    runs.push_back(run);
  }
  return runs;
}

ComparedIndicator compared(const std::vector<std::optional<double>>& base,
                           const std::vector<std::optional<double>>& alternative) {
  const World world;
  const auto b = runs_with(base);
  const auto a = runs_with(alternative);
  return compare(world, b, world, a).rows.front();
}

TEST(Comparison, PairedIntervalByHand) {
  // Differences -1, -3, -2: mean -2, s = 1, half width 4.3027 / sqrt(3).
  const auto row = compared({10, 20, 30}, {9, 17, 28});
  EXPECT_DOUBLE_EQ(*row.difference, -2);
  EXPECT_DOUBLE_EQ(*row.percent, -10);
  EXPECT_NEAR(*row.low, -2 - 4.3027 / std::sqrt(3), 1e-9);
  EXPECT_NEAR(*row.high, -2 + 4.3027 / std::sqrt(3), 1e-9);
  EXPECT_FALSE(row.clear());
}

TEST(Comparison, PairingRemovesWhatTheSeedsShare) {
  const auto row = compared({100, 200, 300}, {99, 198.9, 299.1});
  EXPECT_TRUE(row.clear());
}

TEST(Comparison, OneSeedGivesNoInterval) {
  const auto row = compared({10}, {9});
  EXPECT_DOUBLE_EQ(*row.difference, -1);
  EXPECT_FALSE(row.low.has_value());
}

TEST(Comparison, WhatTheBaseLacksHasNoDifference) {
  const auto row = compared({std::nullopt, std::nullopt}, {5, 7});
  EXPECT_FALSE(row.base.has_value());
  EXPECT_DOUBLE_EQ(*row.alternative, 6);
  EXPECT_FALSE(row.difference.has_value());
  const auto zero = compared({0}, {7});
  EXPECT_FALSE(zero.percent.has_value());
}

TEST(Comparison, RefusesUnequalSeeds) {
  const World world;
  const auto three = runs_with({1, 2, 3});
  const auto two = runs_with({1, 2});
  auto shifted = two;
  shifted[1].seed = 9;
  EXPECT_THROW((void)compare(world, three, world, two), std::invalid_argument);
  EXPECT_THROW((void)compare(world, two, world, shifted), std::invalid_argument);
}

class Report : public ::testing::Test {
 protected:
  static const testing::ComparedRuns& runs() {
    static const testing::ComparedRuns kRuns(3);
    return kRuns;
  }
};

TEST_F(Report, ComparisonFolderIsComplete) {
  const testing::TemporaryFolder temporary;
  const fs::path& folder = temporary.path();
  const Comparison c = runs().compare();
  write_comparison(folder, c);
  for (const char* name : {"comparison.json", "comparison.csv", "network.gpkg"})
    EXPECT_GT(fs::file_size(folder / name), 1000U) << name;
  EXPECT_EQ(comparison_json(c), comparison_json(runs().compare()));
  EXPECT_THAT(comparison_table(c), HasSubstr("CO2e in operation, t"));
}

TEST_F(Report, HoldsWhatAPlannerNeedsAndLoadsNothing) {
  const std::string html = comparison_report(runs().compare());
  for (const char* part :
       {"BRT line 2", "95 % interval", "Observed beside modelled", "Difference", "What is assumed",
        "OpenStreetMap contributors", "places offered", "prefers-color-scheme", "@media print"})
    EXPECT_THAT(html, HasSubstr(part));
  for (const char* outside : {"http://", "https://", "<script", "<img", "@import", "url("})
    EXPECT_THAT(html, Not(HasSubstr(outside)));
  EXPECT_LT(html.size(), 3000000U);
  if (const char* out = std::getenv("MWENDO_KEEP_REPORT")) write_report(out, html);
}

TEST_F(Report, SingleRun) {
  const std::string html = run_report(runs().alternative.world, runs().alternative_runs.front());
  EXPECT_THAT(html, HasSubstr("Main figures"));
  EXPECT_THAT(html, HasSubstr("Load of the BRT"));
  EXPECT_THAT(html, Not(HasSubstr("http")));
  if (const char* out = std::getenv("MWENDO_KEEP_RUN_REPORT")) write_report(out, html);
}

TEST_F(Report, OneSeedIsSaid) {
  const testing::ComparedRuns one(1);
  EXPECT_THAT(comparison_report(one.compare()), HasSubstr("One seed was run"));
  EXPECT_THAT(comparison_table(one.compare()), HasSubstr("no interval"));
}

TEST_F(Report, EscapesWhatUsersWrite) {
  testing::ComparedRuns evil(1);
  evil.alternative_runs[0].info.title = "<b>& \"BRT\"";
  const std::string html = comparison_report(evil.compare());
  EXPECT_THAT(html, Not(HasSubstr("<b>& \"BRT\"")));
  EXPECT_THAT(html, HasSubstr("&lt;b&gt;&amp; &quot;BRT&quot;"));
}

TEST(Html, NumbersForPeople) {
  EXPECT_EQ(human(1234567.8), "1,234,568");
  EXPECT_EQ(human(999.96), "1,000");
  EXPECT_EQ(human(23.44), "23.4");
  EXPECT_EQ(human(0.05678), "0.057");
  EXPECT_EQ(human(0.0), "0");
  EXPECT_EQ(human(-12.34), "−12.3");
  EXPECT_EQ(human_signed(3.0), "+3.00");
  EXPECT_EQ(human(std::nan("")), "–");
}

TEST(Charts, TicksAreRoundAndCover) {
  for (const double high : {0.03, 1.0, 7.3, 99.0, 12345.0}) {
    const auto ticks = nice_ticks(high, 5);
    EXPECT_EQ(ticks.front(), 0);
    EXPECT_GE(ticks.back(), high * 0.999);
    EXPECT_LE(ticks.size(), 8U);
  }
}

TEST(Maps, BreaksRiseAndClassesFollow) {
  std::vector<double> values;
  for (int i = 1; i < 1000; ++i) values.push_back(i * i * 0.01);
  const auto breaks = round_breaks(values, 7);
  EXPECT_TRUE(std::is_sorted(breaks.begin(), breaks.end()));
  EXPECT_GE(breaks.size(), 5U);
  EXPECT_EQ(class_of(-1, breaks), 0);
  EXPECT_EQ(class_of(1e9, breaks), static_cast<int>(breaks.size()));
}

}  // namespace
}  // namespace mwendo
