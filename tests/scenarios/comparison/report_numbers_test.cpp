// What the report shows is what the tables hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "scenarios/files/csv_table.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/report/report.h"
#include "tests/support/compared_runs.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;

// A number as the report writes it, back as a number; none for a dash.
std::optional<double> number_in(std::string text) {
  if (text.empty() || text == "–") return std::nullopt;
  const auto replace_all = [&](const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from))
      text.replace(at, from.size(), to);
  };
  replace_all(",", "");
  replace_all("−", "-");
  replace_all(" %", "");
  return std::stod(text);
}

struct Shown {
  std::string base, alternative, difference, percent, interval;
};

// The rows of the report's table of all indicators, by label.
std::map<std::string, Shown> rows_of(const std::string& html) {
  static const std::regex kRow(
      "<tr><td title=\"[^\"]*\">([^<]*) <span class=\"unit\">[^<]*</span></td>"
      "<td class=\"n\">([^<]*)</td><td class=\"n\">([^<]*)</td><td class=\"n[^\"]*\">([^<]*)</td>"
      "<td class=\"n\">([^<]*)</td><td class=\"n\">([^<]*)</td></tr>");
  std::map<std::string, Shown> rows;
  for (std::sregex_iterator it(html.begin(), html.end(), kRow), end; it != end; ++it)
    EXPECT_TRUE(
        rows.emplace((*it)[1], Shown{(*it)[2], (*it)[3], (*it)[4], (*it)[5], (*it)[6]}).second)
        << (*it)[1] << " stands there twice";
  return rows;
}

// Three significant digits: within half a unit of the third, and of the table's own last digit.
void expect_shown(const std::string& shown, const std::string& table, const std::string& what) {
  const auto number = number_in(shown);
  ASSERT_EQ(number.has_value(), !table.empty()) << what << ": " << shown << " / " << table;
  if (!number) return;
  const double held = std::stod(table);
  EXPECT_NEAR(*number, held, 0.0051 * std::abs(held) + 0.0006) << what;
}

class ReportNumbers : public ::testing::Test {
 protected:
  static const testing::ComparedRuns& runs() {
    static const testing::ComparedRuns kRuns(3);
    return kRuns;
  }
  static const std::string& html() {
    static const std::string kHtml = comparison_report(runs().compare());
    return kHtml;
  }
};

TEST_F(ReportNumbers, AreThoseOfComparisonCsv) {
  const testing::TemporaryFolder folder;
  write_comparison(folder.path(), runs().compare());
  Problems problems;
  const CsvTable csv = CsvTable::read(folder / "comparison.csv", problems);
  auto shown = rows_of(html());
  for (std::size_t r = 0; r < csv.rows(); ++r) {
    const auto text = [&](const char* column) { return csv.text(r, column, problems); };
    const bool nothing =
        csv.number(r, "base", problems) == 0 && csv.number(r, "alternative", problems) == 0;
    const auto row = shown.find(text("label"));
    if (nothing && row == shown.end()) continue;
    ASSERT_NE(row, shown.end()) << text("label") << " is not shown";
    expect_shown(row->second.base, text("base"), text("label"));
    expect_shown(row->second.alternative, text("alternative"), text("label"));
    expect_shown(row->second.difference, text("difference"), text("label"));
    const auto percent = number_in(row->second.percent);
    ASSERT_EQ(percent.has_value(), !text("percent").empty()) << text("label");
    if (percent) {
      EXPECT_NEAR(*percent, std::stod(text("percent")), 0.051) << text("label");
    }
    const auto to = row->second.interval.find(" to ");
    if (to != std::string::npos) {
      expect_shown(row->second.interval.substr(0, to), text("low"), text("label"));
      expect_shown(row->second.interval.substr(to + 4), text("high"), text("label"));
    } else {
      EXPECT_EQ(text("low"), "") << text("label");
    }
    shown.erase(row);
  }
  EXPECT_TRUE(problems.empty());
  EXPECT_TRUE(shown.empty()) << shown.begin()->first << " is in no row of the table";
}

TEST_F(ReportNumbers, TheCsvHoldsTheRowsOfTheComparison) {
  const testing::TemporaryFolder folder;
  const Comparison c = runs().compare();
  write_comparison(folder.path(), c);
  Problems problems;
  const CsvTable csv = CsvTable::read(folder / "comparison.csv", problems);
  ASSERT_EQ(csv.rows(), c.rows.size());
  for (std::size_t r = 0; r < csv.rows(); ++r) {
    const ComparedIndicator& row = c.rows[r];
    EXPECT_EQ(csv.text(r, "indicator", problems), row.id);
    EXPECT_EQ(csv.text(r, "unit", problems), row.indicator->unit);
    EXPECT_EQ(csv.number(r, "seeds", problems), 3);
    const double unit = std::pow(10, -row.indicator->decimals);
    const auto same = [&](const char* column, const std::optional<double>& value, double last) {
      EXPECT_EQ(csv.text(r, column, problems).empty(), !value) << row.id;
      if (value) {
        EXPECT_NEAR(csv.number(r, column, problems), *value, 0.5001 * last) << row.id;
      }
    };
    same("base", row.base, unit);
    same("alternative", row.alternative, unit);
    same("difference", row.difference, unit / 100);
    same("percent", row.percent, 1e-3);
    same("low", row.low, unit / 100);
    same("high", row.high, unit / 100);
  }
  EXPECT_TRUE(problems.empty());
}

// With the change drawn from the rows: 5 % less with a clear interval, "no clear change" without.
TEST_F(ReportNumbers, TheSentenceSaysWhatTheRowsSay) {
  Comparison c = runs().compare();
  const auto set = [&](const char* id, double percent, double low, double high) {
    for (ComparedIndicator& r : c.rows)
      if (r.id == id) r.percent = percent, r.difference = percent, r.low = low, r.high = high;
  };
  set("co2e", -5.04, -6, -4);
  set("travel_time_mean", 12, 1, 2);
  set("delay_persons", -7, -20, 3);
  for (ComparedIndicator& r : c.rows)
    if (r.id == "brt_riders") r.alternative = 12345.6;
  EXPECT_THAT(comparison_report(c),
              HasSubstr("BRT carries 12,346 riders between 07:00 and 09:00. Greenhouse gases: 5.0 "
                        "% less. Mean travel time: 12.0 % longer. Time lost in traffic: no clear "
                        "change."));
}

TEST(ReportParts, EveryIndicatorStandsInOneGroup) {
  std::map<std::string, int> groups;
  for (const IndicatorGroup& group : indicator_groups())
    for (const char* id : group.ids) ++groups[id];
  for (const Indicator& i : indicator_table()) {
    EXPECT_EQ(groups[i.id], 1) << i.id;
    groups.erase(i.id);
  }
  EXPECT_TRUE(groups.empty()) << groups.begin()->first;
}

TEST(ReportParts, MeanValueNeedsAllRuns) {
  std::vector<RunSummary> runs(3);
  for (std::size_t s = 0; s < 3; ++s)
    runs[s].indicators.push_back({"co2e", &indicator_table()[0], static_cast<double>(s * s)});
  EXPECT_NEAR(*mean_value(runs, "co2e"), 5 / 3.0, 1e-12);
  EXPECT_FALSE(mean_value(runs, "nox").has_value());
  runs[1].indicators[0].value.reset();
  EXPECT_FALSE(mean_value(runs, "co2e").has_value());
}

struct Text {
  double value;
  const char* text;
};

TEST(Html, PercentByTable) {
  for (const auto& [value, text] :
       {Text{6.84, "6.8"}, Text{0.049, "0.05"}, Text{0.0949, "0.09"}, Text{0.096, "0.1"},
        Text{-12.34, "−12.3"}, Text{0.001, "0"}, Text{-0.001, "0"}, Text{1234.5, "1,234.5"}})
    EXPECT_EQ(percent_text(value), text) << value;
  EXPECT_EQ(percent_signed(0.2), "+0.2");
  EXPECT_EQ(percent_signed(-0.2), "−0.2");
  EXPECT_EQ(percent_signed(0.001), "0");
}

TEST(Html, DigitsByMagnitude) {
  for (const auto& [value, text] :
       {Text{99.94, "99.9"}, Text{99.96, "100"}, Text{9.994, "9.99"}, Text{9.996, "10.0"},
        Text{0.9994, "0.999"}, Text{0.9996, "1.00"}, Text{0.0004, "0"}, Text{-0.0004, "0"},
        Text{-1234567, "−1,234,567"}, Text{123, "123"}, Text{1000, "1,000"}, Text{HUGE_VAL, "–"}})
    EXPECT_EQ(human(value), text) << value;
  EXPECT_EQ(human_signed(0.0004), "0");
  EXPECT_EQ(human_signed(-3), "−3.00");
  EXPECT_EQ(human(std::optional<double>{}), "–");
  EXPECT_EQ(human_signed(std::optional<double>{}), "–");
}

TEST(Html, RoundNumbersHaveNoTrailingZeros) {
  for (const auto& [value, text] : {Text{0.5, "0.5"}, Text{10, "10"}, Text{1000, "1,000"},
                                    Text{2.5, "2.5"}, Text{100, "100"}, Text{0, "0"}})
    EXPECT_EQ(round_number(value), text);
}

TEST(Html, NamesAreWords) {
  EXPECT_EQ(plain_name("motorcycle_taxi"), "motorcycle taxi");
  EXPECT_EQ(plain_name("brt"), "BRT");
  EXPECT_EQ(plain_name("lrt"), "light rail");
  EXPECT_EQ(escaped("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
}

}  // namespace
}  // namespace mwendo
