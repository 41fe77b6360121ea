// Tables, cards and warnings of the pages against the runs: every number is read back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "scenarios/report/parts.h"
#include "scenarios/report/report.h"
#include "scenarios/report/warnings.h"
#include "tests/support/compared_runs.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;

std::string between(const std::string& text, const std::string& first, const std::string& last) {
  const auto at = text.find(first);
  if (at == std::string::npos) return {};
  const auto from = at + first.size();
  return text.substr(from, text.find(last, from) - from);
}

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size()))
    text.replace(at, old.size(), by);
  return text;
}

std::string without_tags(const std::string& html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return replaced(replaced(text, "&gt;", ">"), "&amp;", "&");
}

using Cells = std::vector<std::string>;

// Rows of the first table after a mark, each as the plain texts of its cells.
std::vector<Cells> rows_after(const std::string& html, const std::string& mark) {
  std::vector<Cells> rows;
  const std::string table = between(html.substr(html.find(mark)), "<table>", "</table>");
  for (auto at = table.find("<tr"); at != std::string::npos; at = table.find("<tr", at + 1)) {
    const std::string row = table.substr(at, table.find("</tr>", at) - at);
    Cells cells;
    for (auto d = row.find("<td"); d != std::string::npos; d = row.find("<td", d + 1)) {
      const auto from = row.find('>', d) + 1;
      cells.push_back(without_tags(row.substr(from, row.find("</td>", from) - from)));
    }
    if (cells.size() > 1) rows.push_back(cells);
  }
  return rows;
}

// "−1,234.5 %" against a value: half a unit of the last digit shown.
void expect_shown(const std::string& text, const std::optional<double>& value,
                  const std::string& where) {
  if (!value) {
    EXPECT_EQ(text, "–") << where;
    return;
  }
  const std::string plain = replaced(replaced(text, ",", ""), "−", "-");
  ASSERT_FALSE(plain.empty()) << where;
  const auto point = plain.find('.');
  const auto last = plain.find_first_not_of("+-0123456789.");
  const auto end = last == std::string::npos ? plain.size() : last;
  const double digits = point == std::string::npos ? 0 : static_cast<double>(end - point - 1);
  const double shown = std::stod(plain);
  const double least = text.ends_with("%") ? 0.01 : 0.001;  // smaller ones are a plain 0
  const double unit = shown == 0 ? least : std::pow(10, -digits);
  EXPECT_NEAR(shown, *value, 0.5001 * unit) << where << " " << text;
}

class ReportPages : public ::testing::Test {
 protected:
  static testing::ComparedRuns& runs() {
    static testing::ComparedRuns kRuns(3);
    return kRuns;
  }
};

TEST_F(ReportPages, RunTableIsTheRun) {
  const RunSummary& run = runs().alternative_runs.front();
  std::map<std::string, const IndicatorValue*> by_label;
  std::size_t shown = 0;
  for (const IndicatorValue& v : run.indicators) {
    by_label[label_of(v) + " " + v.indicator->unit] = &v;
    shown += v.value.value_or(0) != 0 ? 1 : 0;
  }
  const auto rows =
      rows_after(run_report(runs().alternative.world, run), "<summary>All indicators");
  EXPECT_EQ(rows.size(), shown);
  for (const Cells& row : rows) {
    ASSERT_TRUE(by_label.contains(row[0])) << row[0];
    expect_shown(row[1], by_label[row[0]]->value, row[0]);
    EXPECT_EQ(row[2], by_label[row[0]]->indicator->definition);
  }
}

// Sets an indicator of all runs of one side.
void set(std::vector<RunSummary>& side, const std::string& id, const std::vector<double>& values) {
  for (std::size_t s = 0; s < side.size(); ++s)
    for (IndicatorValue& v : side[s].indicators)
      if (v.id == id) v.value = values[s];
}

// The card of a name: its big number's class, number, and what stands below it.
struct Card {
  std::string style, big, from, range;
};
Card card_of(const std::string& html, const std::string& name) {
  const std::string card = between(html, "<div class=\"name\">" + name + "</div>", "</div></div>");
  return {between(card, "<div class=\"big ", "\""), without_tags(between(card, "\">", "</div>")),
          between(card, "<div class=\"from\">", "</div>"), card.substr(card.rfind('>') + 1)};
}

TEST_F(ReportPages, ACardIsTheChangeInPerCent) {
  testing::ComparedRuns three = runs();
  set(three.base_runs, "co2e", {10, 20, 30});
  set(three.alternative_runs, "co2e", {9, 18.1, 26.9});  // -1, -1.9, -3.1: mean -2 of 20
  const Card unclear = card_of(comparison_report(three.compare()), "Greenhouse gases (CO2e)");
  EXPECT_EQ(unclear.style, "");
  EXPECT_EQ(unclear.big, "−10.0 %");
  EXPECT_EQ(unclear.from, "20.0 → 18.0 t");
  // s = sqrt((1 + 0.01 + 1.21) / 2) = 1.0536; half 4.3027 x 1.0536 / sqrt(3) = 2.617, 13.1 %.
  EXPECT_EQ(unclear.range, "95 % interval −23.1 to +3.1 %: no clear change");
  set(three.alternative_runs, "co2e", {9, 19, 29});
  const Card less = card_of(comparison_report(three.compare()), "Greenhouse gases (CO2e)");
  EXPECT_EQ(less.style, "good");
  EXPECT_EQ(less.range, "95 % interval −5.0 to −5.0 %");
  set(three.alternative_runs, "co2e", {11, 21, 31});
  EXPECT_EQ(card_of(comparison_report(three.compare()), "Greenhouse gases (CO2e)").style, "bad");
}

TEST_F(ReportPages, MoreIsBetterWhereTheTableSaysSo) {
  testing::ComparedRuns three = runs();
  const auto style_of = [&](const std::string& id, const std::string& name, double change) {
    set(three.base_runs, id, {10, 20, 30});
    set(three.alternative_runs, id, {10 + change, 20 + change, 30 + change});
    return card_of(comparison_report(three.compare()), name).style;
  };
  EXPECT_EQ(style_of("peak_speed", "Motor speed in the peak hour", 1), "good");
  EXPECT_EQ(style_of("peak_speed", "Motor speed in the peak hour", -1), "bad");
  EXPECT_EQ(style_of("person_km.car_driver", "Car kilometres of these trips", 1), "")
      << "neither is better";
  EXPECT_EQ(style_of("nox", "NOx", 0), "");
}

TEST_F(ReportPages, WarningsStandWhereTheyBelong) {
  testing::ComparedRuns three = runs();
  const char* kSeeds = "One seed was run";
  const char* kConverge = "Not every run converged";
  const char* kMoved = "More than 0.5 % of the trips met a jam";
  const char* kUnderWay = "2.0 % of the trips were still under way at the end";
  const char* kGaveUp = "6 % of the riders of public transport waited half an hour in vain";
  for (auto* of : {&three.base_runs, &three.alternative_runs})
    for (RunSummary& r : *of) {
      r.quality.trips_expected = 1000;
      r.quality.trips_under_way = 10;
    }
  set(three.base_runs, "moved_on", {0.5, 0.5, 0.5});
  set(three.alternative_runs, "moved_on", {0.1, 0.1, 0.1});
  set(three.base_runs, "trips", {1000, 1000, 1000});
  set(three.base_runs, "mode_share.minibus", {40, 40, 40});
  set(three.base_runs, "gave_up", {19, 19, 19});
  std::string html = comparison_report(three.compare());
  for (const char* warning : {kSeeds, kConverge, kMoved, kUnderWay, "waited half an hour in vain"})
    EXPECT_THAT(html, Not(HasSubstr(warning)));
  three.alternative_runs[2].quality.converged = false;
  three.base_runs[1].quality.trips_under_way = 20;
  set(three.alternative_runs, "moved_on", {0.5, 0.5, 0.56});
  set(three.base_runs, "gave_up", {19, 24, 19});
  html = comparison_report(three.compare());
  EXPECT_THAT(html, HasSubstr(kConverge));
  EXPECT_THAT(html, HasSubstr(kMoved));
  EXPECT_THAT(html, HasSubstr(kUnderWay));
  EXPECT_THAT(html, HasSubstr(kGaveUp));
  EXPECT_THAT(html, HasSubstr("<td>converged runs</td><td class=\"n\">3 of 3</td>"
                              "<td class=\"n\">2 of 3</td>"));
}

TEST_F(ReportPages, QualityCountsAreMeansOfTheSeeds) {
  std::vector<RunSummary> three(3);
  const double kArrived[] = {100, 110, 150};
  for (std::size_t i = 0; i < 3; ++i) {
    three[i].quality.trips_arrived = kArrived[i];
    three[i].quality.vehicles_moved_on = 7;
  }
  const auto rows = rows_after(quality_part(three, nullptr), "Counts");
  EXPECT_EQ(rows[1], (Cells{"arrived", "120"}));
  EXPECT_EQ(rows[7], (Cells{"stuck vehicles moved on", "7.00"}));
  EXPECT_EQ(rows.back(), (Cells{"converged runs", "0 of 3"}));
}

// Observed: 40 walk, 45 by minibus (which holds buses and BRT), 15 by car (which holds passengers
// and taxis). Modelled shares that the figures do not know join the one that holds them.
TEST(ObservedBesideModelled, ModesJoinTheFigureThatHoldsThem) {
  World world;
  auto& observed = world.figures.observed_mode_share;
  observed.assign(kModeCount, 0);
  const auto at = [](Mode m) { return static_cast<std::size_t>(m); };
  observed[at(Mode::walk)] = 0.40F;
  observed[at(Mode::minibus)] = 0.45F;
  observed[at(Mode::car_driver)] = 0.15F;
  world.figures.peak_speed_kmh = 16;
  std::vector<RunSummary> two(2);
  const auto model = [&](const std::string& id, const std::string& row, double a, double b) {
    for (const Indicator& i : indicator_table())
      if (i.id == row) {
        two[0].indicators.push_back({id, &i, a});
        two[1].indicators.push_back({id, &i, b});
      }
  };
  model("mode_share.walk", "mode_share", 42, 44);
  model("mode_share.minibus", "mode_share", 30, 30);
  model("mode_share.bus", "mode_share", 4, 6);
  model("mode_share.brt", "mode_share", 7, 7);
  model("mode_share.car_driver", "mode_share", 9, 9);
  model("mode_share.taxi", "mode_share", 2, 2);
  model("mode_share.motorcycle_taxi", "mode_share", 4, 4);
  model("peak_speed", "peak_speed", 18, 20);
  const auto rows = rows_after(observed_beside_modelled(world, two), "<div");
  const std::vector<Cells> kExpected = {
      {"Mode share: walk", "40.0", "43.0", "+3.0 points", "% of trips"},
      {"Mode share: minibus, bus, BRT", "45.0", "42.0", "−3.0 points", "% of trips"},
      {"Mode share: car driver, taxi", "15.0", "11.0", "−4.0 points", "% of trips"},
      {"Mode share: motorcycle taxi", "0", "4.00", "+4.0 points", "% of trips"},
      {"Motor speed in the peak", "16.0", "19.0", "+18.8 %", "km/h"}};
  EXPECT_EQ(rows, kExpected);
}

TEST(ObservedBesideModelled, ModesWithAFigureStandAlone) {
  World world;
  world.figures.observed_mode_share.assign(kModeCount, 0.05F);
  world.figures.peak_speed_kmh = 0;
  const auto rows = rows_after(observed_beside_modelled(world, {RunSummary{}}), "<div");
  EXPECT_EQ(rows.size(), kModeCount);
  World nothing;
  nothing.figures.peak_speed_kmh = 0;
  EXPECT_THAT(observed_beside_modelled(nothing, {RunSummary{}}),
              HasSubstr("No observed figures are known"));
}

TEST(Levels, AreAWarningWhereTheyAreNotFitted) {
  const Assumption other{"lanes", "Guessed.", 3, "assumption"};
  EXPECT_EQ(notices_part({other}), "");
  EXPECT_EQ(notices_part({other, {kLevelsSubject, "Speed & delay: no level.", 0, "docs"}}),
            "<p class=\"warning\">Speed &amp; delay: no level.</p>");
}

TEST(NoEffect, IsAWarning) {
  EXPECT_EQ(notices_part({{kNoEffectSubject, "Walkways: nothing changes.", 4, "scenario"}}),
            "<p class=\"warning\">Walkways: nothing changes.</p>");
}

TEST(Facts, SayWhatWasSimulated) {
  World world;
  world.figures.title = "New & Old Town";
  world.zones.population = Column<ZoneId, float>(2, 617250);
  std::vector<RunSummary> two(2);
  two[0].seed = 4;
  two[1].seed = 9;
  for (RunSummary& run : two) {
    run.from_s = 6.5 * 3600;
    run.to_s = 9 * 3600;
    run.sample = 0.025;
    run.iterations.resize(12);
  }
  const std::string text = without_tags(replaced(facts_of(world, two), "</li>", "|"));
  EXPECT_EQ(text,
            "City New & Old Town|Period 06:30–09:00|Inhabitants 1,234,500|"
            "Simulated 2.5 % of them|Seeds 4, 9|Iterations 12|");
}

}  // namespace
}  // namespace mwendo
