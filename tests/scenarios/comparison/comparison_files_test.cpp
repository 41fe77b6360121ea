// comparison.json and the table of the terminal against the rows of the comparison.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/comparison/comparison.h"
#include "tests/support/compared_runs.h"

namespace mwendo {
namespace {

TEST(ComparisonFiles, JsonHoldsEveryRowForAnotherReader) {
  const testing::ComparedRuns runs(3);
  const Comparison c = runs.compare();
  const auto json = nlohmann::json::parse(comparison_json(c));
  EXPECT_EQ(json.at("schema"), 1);
  EXPECT_EQ(json.at("seeds"), nlohmann::json::parse("[1, 2, 3]"));
  EXPECT_EQ(json.at("from"), "07:00");
  EXPECT_EQ(json.at("to"), "09:00");
  EXPECT_EQ(json.at("sample"), 0.1);
  EXPECT_EQ(json.at("base").at("title"), "Base");
  EXPECT_EQ(json.at("alternative").at("scenario"), "nairobi/brt-line-2");
  EXPECT_EQ(json.at("alternative").at("measures"),
            nlohmann::json::parse("[\"BRT line 2: 20 stations\"]"));
  EXPECT_EQ(json.at("interval"), "95 %, Student t, paired by seed");
  const auto& all = json.at("indicators");
  ASSERT_EQ(all.size(), c.rows.size());
  for (const ComparedIndicator& row : c.rows) {
    const auto& one = all.at(row.id);
    const auto expect = [&](const char* key, const std::optional<double>& value, int decimals) {
      ASSERT_EQ(one.at(key).is_null(), !value) << row.id << key;
      if (!value) return;
      EXPECT_NEAR(one.at(key).get<double>(), *value, 0.5001 * std::pow(10, -decimals))
          << row.id << key;
    };
    const int d = row.indicator->decimals;
    expect("base", row.base, d);
    expect("alternative", row.alternative, d);
    expect("difference", row.difference, d + 2);
    expect("percent", row.percent, 3);
    expect("low", row.low, d + 2);
    expect("high", row.high, d + 2);
    EXPECT_EQ(one.at("unit"), row.indicator->unit);
  }
}

std::vector<RunSummary> runs_with(const std::vector<std::optional<double>>& values) {
  std::vector<RunSummary> runs;
  for (const auto& value : values) {
    RunSummary run;
    run.seed = 10 + runs.size();
    run.indicators.push_back({"trips", &indicator_table()[0], value});
    runs.push_back(run);
  }
  return runs;
}

// A row of the terminal: label and unit, base, alternative, difference, per cent, interval.
TEST(ComparisonTable, RowsAreTheMainIndicators) {
  const auto set = [](std::vector<RunSummary>& runs, double co2e, double share) {
    for (RunSummary& run : runs) {
      run.indicators.clear();
      for (const Indicator& row : indicator_table()) {
        if (row.id == std::string_view("co2e")) run.indicators.push_back({"co2e", &row, co2e});
        if (row.id == std::string_view("ch4")) run.indicators.push_back({"ch4", &row, 1.0});
        if (row.id == std::string_view("mode_share"))
          run.indicators.push_back({"mode_share.walk", &row, share});
        if (row.id == std::string_view("nox"))
          run.indicators.push_back({"nox", &row, std::nullopt});
      }
      co2e += 1;
    }
  };
  const World world;
  auto base = runs_with({0, 0});
  auto alternative = base;
  set(base, 100, 40);
  set(alternative, 90, 42.5);
  const std::string text = comparison_table(compare(world, base, world, alternative));
  const auto row = [](const std::string& label, const std::string& rest) {
    return "\n" + label + std::string(44 - label.size(), ' ') + " " + rest + "\n";
  };
  EXPECT_NE(text.find(row("Mode share: walk, %",
                          "       40.00        42.50         2.50      6.2  2.50 .. 2.50")),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(row("CO2e in operation, t",
                          "     100.500       90.500      -10.000    -10.0  -10.000 .. -10.000")),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("CH4"), std::string::npos) << "no main indicator";
  EXPECT_EQ(text.find("NOx"), std::string::npos) << "has no value";
}

}  // namespace
}  // namespace mwendo
