#include "sim/day/clones.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mwendo {
namespace {

constexpr float kFrom = 6 * 3600;
constexpr float kTo = 8 * 3600;

// Times at which the share i / n of a linear ramp of departures has left: density 2 t / T^2.
std::vector<float> ramp(std::size_t n) {
  std::vector<float> times;
  for (std::size_t i = 0; i < n; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(n);
    times.push_back(kFrom + (kTo - kFrom) * static_cast<float>(std::sqrt(share)));
  }
  return times;
}

std::vector<SampledDriver> all_of(const std::vector<float>& departures) {
  std::vector<SampledDriver> drivers;
  for (std::uint32_t i = 0; i < departures.size(); ++i) drivers.push_back({i, 1000 + i});
  return drivers;
}

CloneOptions options(float expansion) {
  return {.expansion = expansion, .seed = 3, .from_s = kFrom, .to_s = kTo};
}

TEST(Clones, TheWholeCityNeedsNone) {
  const std::vector<float> times = ramp(100);
  EXPECT_TRUE(clones_of(times, all_of(times), options(1)).empty());
}

TEST(Clones, EachDriverStandsForHisNumber) {
  const std::vector<float> times = ramp(40);
  std::vector<int> of(40);
  for (const Clone& c : clones_of(times, all_of(times), options(50))) ++of[c.driver];
  EXPECT_TRUE(std::all_of(of.begin(), of.end(), [](int n) { return n == 49; }));
}

// 1.6 vehicles: six of ten drivers have a clone. Binomial: 3 sd of 2000 drivers are 66.
TEST(Clones, FractionsAreDrawn) {
  const std::vector<float> times = ramp(2000);
  EXPECT_NEAR(static_cast<double>(clones_of(times, all_of(times), options(1.6F)).size()), 1200, 66);
}

TEST(Clones, ComeByDepartureWithinThePeriod) {
  const std::vector<float> times = ramp(20);
  const std::vector<Clone> clones = clones_of(times, all_of(times), options(20));
  for (std::size_t i = 0; i < clones.size(); ++i) {
    EXPECT_GE(clones[i].departure_s, i > 0 ? clones[i - 1].departure_s : kFrom);
    EXPECT_LT(clones[i].departure_s, kTo);
  }
}

// A ramp: at the time t the share (t / T)^2 has left. 50 drivers, 2,500 vehicles.
TEST(Clones, KeepTheDepartureProfile) {
  const std::vector<float> times = ramp(50);
  std::vector<float> all = times;
  for (const Clone& c : clones_of(times, all_of(times), options(50))) all.push_back(c.departure_s);
  std::sort(all.begin(), all.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double t = (all[i] - kFrom) / (kTo - kFrom);
    EXPECT_NEAR((static_cast<double>(i) + 0.5) / static_cast<double>(all.size()), t * t, 0.01);
  }
}

// Trips come evenly, so that a rank is a fixed time: the clones lie evenly within half an hour.
TEST(Clones, LieAroundTheirDriver) {
  std::vector<float> times;
  for (int i = 0; i < 720; ++i) times.push_back(kFrom + 10 * static_cast<float>(i) + 5);
  const std::vector<Clone> clones =
      clones_of(times, std::vector<SampledDriver>{{360, 7}}, options(101));
  ASSERT_EQ(clones.size(), 100U);
  const double middle = times[360];
  for (std::size_t k = 0; k < 100; ++k) {
    EXPECT_GE(clones[k].departure_s, middle - 1800 + 36.0 * static_cast<double>(k) - 0.1);
    EXPECT_LE(clones[k].departure_s, middle - 1800 + 36.0 * static_cast<double>(k + 1) + 0.1);
  }
}

// In a comparison one person more drives: the clones of the others stay as they are.
TEST(Clones, OthersDoNotChangeThem) {
  const std::vector<float> times = ramp(30);
  const std::vector<SampledDriver> two = {{5, 50}, {20, 51}};
  const std::vector<SampledDriver> three = {{5, 50}, {11, 99}, {20, 51}};
  const std::vector<Clone> base = clones_of(times, two, options(8));
  std::vector<Clone> more = clones_of(times, three, options(8));
  std::erase_if(more, [](const Clone& c) { return c.driver == 11; });
  ASSERT_EQ(base.size(), more.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    EXPECT_EQ(base[i].departure_s, more[i].departure_s);
    EXPECT_EQ(base[i].key, more[i].key);
  }
}

}  // namespace
}  // namespace mwendo
