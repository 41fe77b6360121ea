#include "sim/day/clones.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

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

std::vector<float> evenly(int trips, float every) {
  std::vector<float> times;
  for (int i = 0; i < trips; ++i) times.push_back(kFrom + every * (static_cast<float>(i) + 0.5F));
  return times;
}

// The largest difference between the shares that have left and those expected (Kolmogorov and
// Smirnov). Of m independent departures it is below 1.63 / sqrt(m) in 99 of 100 cases.
template <class Expected>
double largest_difference(std::vector<float> times, Expected&& share) {
  std::sort(times.begin(), times.end());
  double largest = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double left = (static_cast<double>(i) + 0.5) / static_cast<double>(times.size());
    largest = std::max(largest, std::abs(left - share(double{times[i]})));
  }
  return largest;
}

std::vector<float> times_of(const std::vector<Clone>& clones) {
  std::vector<float> times;
  for (const Clone& c : clones) times.push_back(c.departure_s);
  return times;
}

// Vehicles by slot of the period; their variance over their mean is 1 in a Poisson stream.
double dispersion(const std::vector<float>& times, std::size_t slots) {
  std::vector<double> count(slots);
  for (const float t : times)
    ++count[static_cast<std::size_t>((t - kFrom) / (kTo - kFrom) * static_cast<float>(slots))];
  const double mean = static_cast<double>(times.size()) / static_cast<double>(slots);
  double squares = 0;
  for (const double c : count) squares += (c - mean) * (c - mean);
  return squares / static_cast<double>(slots - 1) / mean;
}

// A ramp: at the time t the share (t / T)^2 has left. 50 drivers, 2,500 vehicles.
TEST(Clones, KeepTheDepartureProfile) {
  const std::vector<float> times = ramp(50);
  const double difference =
      largest_difference(times_of(clones_of(times, all_of(times), options(50))), [](double time) {
        const double t = (time - kFrom) / (kTo - kFrom);
        return t * t;
      });
  EXPECT_LT(difference, 1.63 / std::sqrt(2450.0));
}

// Trips come evenly, so that a rank is a fixed time. For 10 vehicles R is half an hour, for 20 an
// hour, for 40 two hours: the period. Then clones take all times alike, whenever their driver
// leaves.
TEST(Clones, LieAroundTheirDriver) {
  const std::vector<float> times = evenly(720, 10);
  const auto clones_at = [&](std::uint32_t index, float expansion) {
    std::vector<SampledDriver> drivers(50);
    for (std::uint32_t i = 0; i < drivers.size(); ++i) drivers[i] = {.index = index, .trip = i};
    return times_of(clones_of(times, drivers, options(expansion)));
  };
  const double middle = double{times[360]};
  for (const double n : {10.0, 20.0}) {
    const std::vector<float> near = clones_at(360, static_cast<float>(n));
    const double r = 180 * n;
    EXPECT_LT(largest_difference(near, [&](double t) { return (t - middle + r) / (2 * r); }),
              1.63 / std::sqrt(50 * (n - 1)));
    EXPECT_GE(near.front(), std::max(middle - r - 0.1, double{kFrom}));
    EXPECT_LE(near.back(), middle + r + 0.1);
  }
  for (const std::uint32_t index : {20U, 360U})
    EXPECT_LT(largest_difference(clones_at(index, 40),
                                 [](double t) { return (t - kFrom) / (kTo - kFrom); }),
              1.63 / std::sqrt(1950.0));
}

// A driver at the end of the period: R is half an hour, and the first quarter of an hour, to which
// the clones before the period are folded back, has two of four.
TEST(Clones, AreFoldedBackAtTheEndsOfThePeriod) {
  const std::vector<float> times = evenly(720, 10);
  std::vector<SampledDriver> drivers(50);
  for (std::uint32_t i = 0; i < drivers.size(); ++i) drivers[i] = {.index = 90, .trip = i};
  const std::vector<float> clones = times_of(clones_of(times, drivers, options(10)));
  const auto share = [](double t) {
    return std::min((t - kFrom) / 1800, (t - kFrom + 900) / 3600);
  };
  EXPECT_LT(largest_difference(clones, share), 1.63 / std::sqrt(450.0));
}

// One driver is a stream of 200 vehicles; 36 slots. The sd of the dispersion is sqrt(2 / 35) =
// 0.24.
TEST(Clones, OfOneDriverAreAPoissonStream) {
  const std::vector<float> times = evenly(720, 10);
  const auto one =
      clones_of(times, std::vector<SampledDriver>{{.index = 360, .trip = 7}}, options(200));
  EXPECT_NEAR(dispersion(times_of(one), 36), 1, 3 * 0.24);
}

// Four trips within a second every 40 s; their clones do not repeat the bursts. A quarter of 13,680
// independent clones departs in the 10 s around them: the sd of that share is 0.0037.
TEST(Clones, DoNotRepeatBurstsOfTrips) {
  std::vector<float> times;
  for (int i = 0; i < 720; ++i)
    times.push_back(kFrom + 40 * static_cast<float>(i / 4) + 0.25F * static_cast<float>(i % 4));
  const std::vector<float> clones = times_of(clones_of(times, all_of(times), options(20)));
  const auto in_bursts = std::count_if(clones.begin(), clones.end(),
                                       [](float t) { return std::fmod(t - kFrom, 40.0F) < 10; });
  EXPECT_NEAR(static_cast<double>(in_bursts) / static_cast<double>(clones.size()), 0.25, 0.011);
}

TEST(Clones, OfASingleTripTakeTheWholePeriod) {
  const std::vector<float> times = {kFrom + 600};
  const auto clones = clones_of(times, all_of(times), options(101));
  EXPECT_LT(
      largest_difference(times_of(clones), [](double t) { return (t - kFrom) / (kTo - kFrom); }),
      1.63 / std::sqrt(100.0));
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
