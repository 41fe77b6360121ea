#include "sim/day/clones.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr double kOfOneDriver = 10;  // vehicles an hour, the most in his stream
constexpr double kLeastSpread = 1800;
constexpr double kMostSpread = 7200;

// 2 N^(1/3) groups of N trips (Freedman and Diaconis, "On the histogram as a density estimator",
// 1981: width by N^(-1/3)).
std::size_t groups_of(std::size_t trips) {
  std::size_t groups = 1;
  while ((groups + 1) * (groups + 1) * (groups + 1) <= 8 * trips) ++groups;
  return std::min(groups, trips);
}

// Times by rank: the trip i has the rank i + 0.5, the period lasts from rank 0 to N.
class Profile {
 public:
  Profile(std::span<const float> departures, const CloneOptions& o)
      : ranks_(static_cast<double>(departures.size())) {
    const std::size_t groups = groups_of(departures.size());
    if (departures.size() > 1) {
      for (std::size_t j = 0; j <= groups; ++j)
        times_.push_back(time_between(
            departures, ranks_ * static_cast<double>(j) / static_cast<double>(groups)));
    } else {
      times_ = {o.from_s, o.to_s};
    }
  }
  [[nodiscard]] double ranks() const { return ranks_; }
  [[nodiscard]] float at(double rank) const {
    rank = std::fabs(rank);
    if (rank > ranks_) rank = std::fabs(2 * ranks_ - rank);
    const auto groups = static_cast<double>(times_.size() - 1);
    const double place = std::clamp(groups * rank / ranks_, 0.0, groups);
    const auto j = std::min(static_cast<std::size_t>(place), times_.size() - 2);
    return static_cast<float>(times_[j] +
                              (place - static_cast<double>(j)) * (times_[j + 1] - times_[j]));
  }

 private:
  // On the line through the two trips next to a rank.
  static double time_between(std::span<const float> departures, double rank) {
    const auto last = static_cast<double>(departures.size() - 2);
    const auto i = static_cast<std::size_t>(std::clamp(rank - 0.5, 0.0, last));
    const double gap = double{departures[i + 1]} - double{departures[i]};
    return double{departures[i]} + (rank - 0.5 - static_cast<double>(i)) * gap;
  }

  double ranks_;
  std::vector<double> times_;  // at the ends of the groups
};

// Ranks before and behind a driver.
double spread_of(double ranks, const CloneOptions& o) {
  const double seconds =
      std::clamp(1800 * double{o.expansion} / kOfOneDriver, kLeastSpread, kMostSpread);
  return std::min(1.0, seconds / (double{o.to_s} - double{o.from_s})) * ranks;
}

}  // namespace

std::vector<Clone> clones_of(std::span<const float> departures,
                             std::span<const SampledDriver> drivers, const CloneOptions& o) {
  std::vector<Clone> clones;
  if (o.expansion <= 1 || drivers.empty()) return clones;
  const Profile profile(departures, o);
  const double spread = spread_of(profile.ranks(), o);
  const float last = std::nextafter(o.to_s, o.from_s);
  clones.reserve(static_cast<std::size_t>(o.expansion) * drivers.size());
  for (const SampledDriver& d : drivers) {
    const auto u = [&](std::uint32_t k) { return uniform({o.seed, Draw::clone, d.trip, k}); };
    const auto count = static_cast<std::uint32_t>(double{o.expansion} - 1 + u(0));
    for (std::uint32_t k = 0; k < count; ++k) {
      const double rank = d.index + 0.5 + spread * (2 * u(k + 1) - 1);
      const std::uint32_t key = random_bits({o.seed, Draw::clone, ~d.trip, k});
      clones.push_back({std::clamp(profile.at(rank), o.from_s, last), d.index, key});
    }
  }
  std::stable_sort(clones.begin(), clones.end(),
                   [](const Clone& a, const Clone& b) { return a.departure_s < b.departure_s; });
  return clones;
}

}  // namespace mwendo
