// Counts beside a run in indicators, table and report, from tallies of a made-up city.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>

#include "network/projection.h"
#include "scenarios/impacts/emission_factors.h"
#include "scenarios/impacts/run_emissions.h"
#include "scenarios/report/report.h"
#include "scenarios/results/tables.h"
#include "scenarios/results/write_results.h"
#include "tests/support/compared_runs.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The link with most cars, and the one back if there is one.
LinkId busiest(const testing::SyntheticCity& city, const RunResults& results) {
  LinkId best{0};
  const auto cars = [&](LinkId l) { return modelled(results.tallies, l, CountGroup::car, 7, 8); };
  for (const LinkId l : city.world.network.links())
    if (cars(l) > cars(best)) best = l;
  return best;
}

Count count_on(const Network& net, LinkId l, CountHalf half, const char* to_centre, double cars) {
  const Point a = net.node.position[net.link.from[l]];
  const Point b = net.node.position[net.link.to[l]];
  const LonLat place = Projection(net.crs).to_degrees({(a.x + b.x) / 2, (a.y + b.y) / 2});
  Count c;
  c.station = name_of(half);
  c.cordon = "C1";
  c.direction = "Here, there";
  c.to_centre = to_centre;
  c.half = half;
  c.lon = place.lon;
  c.lat = place.lat;
  const double turn = std::atan2(b.x - a.x, b.y - a.y) / std::numbers::pi * 180;
  c.bearing_deg = std::fmod(turn + 360, 360);
  c.hours.set(7);
  c.by_hour[7] = cars;
  return c;
}

// At a validation station half of the modelled cars were counted; at a calibration station all.
class CountsOfARun : public ::testing::Test {
 protected:
  CountsOfARun() {
    const Network& net = city_.world.network;
    const LinkId l = busiest(city_, results_);
    driven_ = modelled(results_.tallies, l, CountGroup::car, 7, 8);
    city_.world.counts = {count_on(net, l, CountHalf::calibration, "in", driven_),
                          count_on(net, l, CountHalf::validation, "out", driven_ / 2)};
    run_ = summary(city_.world.counts);
    run_.info.title = "Today";
  }

  RunSummary summary(const std::vector<Count>& counts) {
    std::vector<Assumption> assumed;
    const FactorSet factors =
        load_factors(std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors",
                     city_.world.figures, GwpSet::ar6, assumed);
    return summarise(city_.world, city_.population, results_,
                     emissions_of_run(city_.world, results_, factors), nullptr, counts);
  }

  testing::SyntheticCity city_ = testing::make_synthetic_city(false);
  RunResults results_ = testing::make_synthetic_results(city_, 1);
  double driven_ = 0;
  RunSummary run_;
};

TEST_F(CountsOfARun, IndicatorsAreByHalfGroupAndCordon) {
  ASSERT_GT(driven_, 100);
  EXPECT_EQ(run_.value("counts_geh5.calibration"), 100);
  EXPECT_EQ(run_.value("counts_geh5.validation"), 0);
  EXPECT_NEAR(run_.value("counts_ratio.car_calibration").value(), 1, 1e-9);
  EXPECT_NEAR(run_.value("counts_ratio.car_validation").value(), 2, 1e-9);
  EXPECT_NEAR(run_.value("counts_cordon.C1_in").value(), 1, 1e-9);
  EXPECT_NEAR(run_.value("counts_cordon.C1_out").value(), 2, 1e-9);
  EXPECT_FALSE(run_.value("counts_ratio.truck_validation").has_value());
}

TEST_F(CountsOfARun, TheTableHasEachHourAndTheSumOfTheGroups) {
  const testing::TemporaryFolder folder;
  write_counts_csv(folder / "counts.csv", run_.counts);
  std::ifstream in(folder / "counts.csv");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0],
            "station,cordon,half,direction,to_centre,link,group,hour,counted,modelled,ratio,geh");
  EXPECT_THAT(lines[3], HasSubstr("validation,C1,validation,\"Here, there\",out,"));
  EXPECT_THAT(lines[3], HasSubstr(",car,07:00,"));
  EXPECT_THAT(lines[3], HasSubstr(",2.000,"));
  EXPECT_THAT(lines[4], HasSubstr(",all,07:00,"));
}

TEST_F(CountsOfARun, TheReportShowsTablesAndAConclusion) {
  const std::string html = run_report(city_.world, run_);
  EXPECT_THAT(html, HasSubstr("Counted beside modelled"));
  EXPECT_THAT(html, HasSubstr("0 % of the flows have a GEH below 5"));
  EXPECT_THAT(html, HasSubstr("Do not quote the flow of a single street"));
  EXPECT_THAT(html, HasSubstr("08:00 to 09:00: nobody counted."));
  EXPECT_THAT(html, HasSubstr("<circle class=\"dot alt\""));
  EXPECT_THAT(html, HasSubstr("C1, in over out"));
}

TEST_F(CountsOfARun, ACityWithoutCountsSaysSo) {
  const RunSummary none = summary({});
  EXPECT_THAT(run_report(city_.world, none), HasSubstr("Nothing was counted in this city"));
  EXPECT_THAT(summary_json(none), Not(HasSubstr("counts_")));
}

TEST_F(CountsOfARun, ARunWithMeasuresIsNotCompared) {
  run_.info.measures = {"BRT line"};
  EXPECT_THAT(run_report(city_.world, run_), HasSubstr("see the report of the base"));
}

// The base alone has counts.
TEST_F(CountsOfARun, AComparisonShowsThoseOfTheBase) {
  testing::ComparedRuns runs(2);
  for (RunSummary& base : runs.base_runs) {
    base.counts = run_.counts;
    for (const IndicatorValue& v : run_.indicators)
      if (v.id.starts_with("counts_")) base.indicators.insert(base.indicators.begin(), v);
  }
  const Comparison c = runs.compare();
  EXPECT_EQ(c.row("counts_geh5.calibration")->base, 100);
  EXPECT_FALSE(c.row("counts_geh5.calibration")->alternative.has_value());
  EXPECT_TRUE(c.row("co2e")->difference.has_value());
  EXPECT_THAT(comparison_report(c), HasSubstr("<circle class=\"dot base\""));
}

}  // namespace
}  // namespace mwendo
