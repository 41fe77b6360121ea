// The embedded cities with a small sample, from the data folder to the indicators.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/experiments/run_scenario.h"
#include "tests/golden/run_text.h"
#include "tests/support/golden.h"

namespace mwendo {
namespace {

constexpr double kSample = 0.002;
constexpr int kDays = 2;

PreparedScenario small_scenario(const std::string& name) {
  Problems problems;
  Scenario s = load_scenario(name, problems);
  s.from_s = 7 * 3600;
  s.to_s = 7.25 * 3600;
  s.warm_up_s = 900;
  s.sample = kSample;
  s.iterations = kDays;
  PreparedScenario prepared = prepare(s, GwpSet::ar6, problems);
  problems.throw_if_any();
  return prepared;
}

// One thread: with so few people others would only wait for each other.
RunRequest request_of(const Experience* start_from = nullptr) {
  RunRequest request;
  request.threads = 1;
  request.start_from = start_from;
  return request;
}

std::string moments_of(const PreparedScenario& city, RunRequest request, FinishedRun& run) {
  std::string text;
  request.watch = [&](int day, int days, const DaySimulation& now) {
    if (day + 1 == days && static_cast<int>(now.now()) % 300 == 0)
      text += fmt::format("{}  traffic {}\n", testing::clock_text(now.now()),
                          testing::hex(now.traffic().state_hash()));
    return true;
  };
  run = run_scenario(city, city, request);
  return text;
}

std::string city_text(const PreparedScenario& city, const RunRequest& request) {
  FinishedRun run;
  const std::string moments = moments_of(city, request, run);
  return fmt::format("{} at {:g} of the people\n\n{}\n{}\n{} trips, hash {}\n", city.scenario.title,
                     city.scenario.sample, testing::indicators_text(run.summary), moments,
                     run.trips.size(), testing::hex(testing::hash_of(run.trips)));
}

class CityGolden : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, CityGolden, ::testing::Values("nairobi", "addis-ababa", "kampala"),
                         [](const auto& i) {
                           std::string name = i.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST_P(CityGolden, Base) {
  const std::string name = GetParam();
  const std::string text = city_text(small_scenario(name + "/base"), request_of());
  EXPECT_EQ(testing::golden_difference(name + ".txt", text), "");
}

// The base is settled, then goes on; the alternative starts from the settled state. Without a
// measure it must be the same run.
TEST(NullAlternative, OfACityEqualsItsBase) {
  const PreparedScenario base = small_scenario("addis-ababa/base");
  const PreparedScenario alternative = small_scenario("addis-ababa/base");
  const FinishedRun a = run_scenario(base, base, request_of());
  const FinishedRun b = run_scenario(alternative, base, request_of(&a.experience));
  EXPECT_EQ(a.trips.size(), b.trips.size());
  EXPECT_EQ(testing::hash_of(a.trips), testing::hash_of(b.trips));
  ASSERT_EQ(a.summary.indicators.size(), b.summary.indicators.size());
  for (std::size_t i = 0; i < a.summary.indicators.size(); ++i)
    EXPECT_EQ(a.summary.indicators[i].value, b.summary.indicators[i].value)
        << a.summary.indicators[i].id;
  for (const auto column :
       {&LinkFigures::vehicles, &LinkFigures::vehicle_km, &LinkFigures::vehicle_h,
        &LinkFigures::stops, &LinkFigures::co2e_g, &LinkFigures::walkers, &LinkFigures::cyclists})
    EXPECT_EQ(a.summary.links.*column, b.summary.links.*column);
}

}  // namespace
}  // namespace mwendo
