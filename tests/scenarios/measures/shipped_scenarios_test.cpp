// The walking and cycling packages that come with the program do what they say.
#include <gtest/gtest.h>

#include "scenarios/experiments/scenario.h"
#include "scenarios/measures/measure.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

TEST(WalkingAndCyclingPackages, ChangeStreetsByEachMeasure) {
  int packages = 0;
  for (const ScenarioName& name : list_scenarios()) {
    if (!name.id.ends_with("walking-cycling")) continue;
    Problems problems;
    const Scenario scenario = load_scenario(name.id, problems);
    const std::vector<Measure> list = read_measures(scenario.measures, problems);
    const CityWorld world = apply(loaded_city(scenario.city), list, problems);
    for (const Problem& p : problems.all()) ADD_FAILURE() << name.id << ": " << p.text();
    for (const Assumption& a : world.assumptions)
      EXPECT_NE(a.subject, kNoEffectSubject) << name.id << ": " << a.text;
    ++packages;
  }
  EXPECT_EQ(packages, 6);
}

}  // namespace
}  // namespace mwendo
