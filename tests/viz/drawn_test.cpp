// A drawn alternative is the scenario that its saved file holds.
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"
#include "viz/runs/save_scenario.h"
#include "viz/runs/scenario_run.h"

namespace mwendo::viz {
namespace {

std::vector<Measure> a_cycle_track() {
  return {CycleTrackMeasure{.streets = {.names = {"Jogoo Road"}}}};
}

PreparedScenario from_file(const std::vector<Measure>& measures) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "my-track.toml";
  save_scenario(file, {.extends = "nairobi/base", .title = "My track"}, measures);
  Problems problems;
  PreparedScenario prepared =
      prepare(load_scenario(file.string(), problems), GwpSet::ar6, problems);
  problems.throw_if_any();
  return prepared;
}

TEST(Drawn, IsPreparedAsItsFile) {
  Problems problems;
  const Scenario base = load_scenario("nairobi/base", problems);
  problems.throw_if_any();
  const auto drawn = prepare_drawn(base, "My track", a_cycle_track());
  const PreparedScenario saved = from_file(a_cycle_track());
  EXPECT_EQ(drawn->info.scenario, "my-track");
  EXPECT_EQ(drawn->info.measures, saved.info.measures);
  EXPECT_EQ(drawn->info.measures.size(), 1U);
  ASSERT_EQ(drawn->assumptions.size(), saved.assumptions.size());
  for (std::size_t i = 0; i < saved.assumptions.size(); ++i) {
    EXPECT_EQ(drawn->assumptions[i].subject, saved.assumptions[i].subject);
    EXPECT_EQ(drawn->assumptions[i].count, saved.assumptions[i].count);
  }
  EXPECT_GT(drawn->assumptions.size(), prepare(base, GwpSet::ar6, problems).assumptions.size());
  EXPECT_EQ(drawn->world.network.link.cycleway, saved.world.network.link.cycleway);
}

TEST(Drawn, WhatCannotBeBuiltIsRefused) {
  Problems problems;
  const Scenario base = load_scenario("nairobi/base", problems);
  EXPECT_THROW(
      (void)prepare_drawn(base, "x", {CycleTrackMeasure{.streets = {.names = {"No Such Street"}}}}),
      InputError);
}

}  // namespace
}  // namespace mwendo::viz
