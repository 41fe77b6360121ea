// The usage examples of scenarios/experiments/run_scenario.h, scenarios/files/results_folder.h,
// scenarios/results/write_results.h and scenarios/results/run_file.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/experiments/run_scenario.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/report/report.h"
#include "scenarios/results/run_file.h"
#include "scenarios/results/write_results.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

// Six minutes of Kampala with one person in a thousand, one day.
PreparedScenario small_base() {
  Problems problems;
  Scenario scenario = load_scenario("kampala/base", problems);
  scenario.from_s = 7 * 3600;
  scenario.to_s = 7.1 * 3600;
  scenario.warm_up_s = 0;
  scenario.sample = 0.001;
  scenario.iterations = 1;
  PreparedScenario base = prepare(scenario, GwpSet::ar6, problems, 2);
  problems.throw_if_any();
  return base;
}

double sum_over(const RunSummary& run, const std::string& prefix) {
  double sum = 0;
  for (const IndicatorValue& v : run.indicators)
    if (v.id.starts_with(prefix)) sum += v.value.value_or(0);
  return sum;
}

TEST(ExampleRun, ItsIndicatorsAddUpAndItsFolderTellsTheQuestion) {
  const testing::TemporaryFolder parent;
  const PreparedScenario base = small_base();
  const FinishedRun run = run_scenario(base, base, {.seed = 7, .threads = 2});

  EXPECT_GT(*run.summary.value("co2e"), 0);
  EXPECT_NEAR(sum_over(run.summary, "co2e_class."), *run.summary.value("co2e"),
              1e-9 * *run.summary.value("co2e"));
  EXPECT_NEAR(sum_over(run.summary, "mode_share."), 100, 1e-9);

  ResultsFolder folder(parent / "base", /*force=*/false);
  write_results(folder.path(), base.world, run.summary);
  write_report(folder.path() / "report.html", run_report(base.world, run.summary));
  EXPECT_FALSE(std::filesystem::exists(parent / "base"));  // not before commit()
  folder.commit();

  const RunQuestion question = read_run_file(parent / "base");
  EXPECT_EQ(question.scenario, "kampala/base");
  EXPECT_EQ(question.seed, 7U);
  for (const char* file :
       {"run.json", "summary.json", "indicators.csv", "time_series.csv", "links.csv", "lines.csv",
        "sections.csv", "stops.csv", "zones.csv", "network.gpkg", "report.html"})
    EXPECT_TRUE(std::filesystem::exists(parent / "base" / file)) << file;
}

}  // namespace
}  // namespace mwendo
