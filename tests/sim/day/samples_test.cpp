// A place with fixed demand has the same speed and flow at any sample; `benchmark_samples` prints
// more places.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/sample_scenes.h"

namespace mwendo {
namespace {

SampleRun mean_run(const SampleScene& scene, double share, double n, std::uint64_t seeds) {
  SampleRun sum;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const SampleRun run = run_sample(
        scene, {.per_hour = share * scene.capacity_per_hour, .stands_for = n, .seed = seed});
    sum.speed_kmh += run.speed_kmh / static_cast<double>(seeds);
    sum.km_per_hour += run.km_per_hour / static_cast<double>(seeds);
  }
  return sum;
}

// At that share of the place's capacity. Seeds are so many that the standard errors of speeds and
// flows are 0.5 %.
void expect_same(const std::string& place, double share, const std::vector<double>& sizes,
                 std::uint64_t seeds) {
  const SampleScene scene = sample_scene(place);
  const SampleRun all = mean_run(scene, share, 1, seeds);
  for (const double n : sizes) {
    const SampleRun few = mean_run(scene, share, n, seeds);
    EXPECT_NEAR(few.speed_kmh, all.speed_kmh, 0.03 * all.speed_kmh) << n << " at " << share;
    EXPECT_NEAR(few.km_per_hour, all.km_per_hour, 0.02 * all.km_per_hour) << n << " at " << share;
  }
}

TEST(SamplesHours, AnArterialHasTheSameSpeedAndFlow) {
  for (const double share : {0.6, 0.9}) expect_same("arterial", share, {2, 5, 20, 50}, 6);
}

TEST(SamplesHours, AGridHasTheSameSpeedAndFlow) { expect_same("grid", 0.6, {2, 5, 20, 50}, 8); }

TEST(SamplesHours, ACityHasTheSameSpeedAndFlow) { expect_same("city", 0.6, {5, 50}, 4); }

// The demand is fixed: each relation has the same number of trips in every sample.
TEST(Samples, OfRelationsHaveTheirDemand) {
  const SampleScene scene = sample_scene("arterial");
  const double hours = 2, relations = 20;  // the streets that cross: 100 trips each, 600 m
  const SampleDemand whole{.per_hour = relations * 100 / hours, .warm_up_s = 0, .seconds = 7200};
  for (const double n : {1.0, 50.0}) {
    SampleDemand demand = whole;
    demand.stands_for = n;
    // They enter at 0.35 of the first 300 m and leave at 0.65 of the last, on average; the trips of
    // the last minute are not finished.
    const double km = relations * 100 * (0.3 * (1 - 0.35) + 0.3 * 0.65);
    EXPECT_NEAR(run_sample(scene, demand).km_per_hour * hours, km, 0.03 * km) << n;
  }
}

}  // namespace
}  // namespace mwendo
