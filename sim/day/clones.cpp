#include "sim/day/clones.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr float kSpread = 1800;  // s before and behind a driver, on average over the period

// Time of a rank: the i-th driver has rank i + 0.5, the period lasts from rank 0 to N.
float time_of(std::span<const float> departures, const CloneOptions& o, double rank) {
  const auto n = static_cast<double>(departures.size());
  if (rank < 0) rank = -rank;
  if (rank > n) rank = 2 * n - rank;
  const double place = std::clamp(rank, 0.0, n) - 0.5;
  const double below = std::floor(place);
  const auto time = [&](double i) {
    if (i < 0) return o.from_s;
    return i < n ? departures[static_cast<std::size_t>(i)] : o.to_s;
  };
  // Half a rank lies before the first driver and behind the last one.
  const double share = place < 0 ? 2 * rank : place > n - 1 ? 2 * (place - below) : place - below;
  return time(below) + static_cast<float>(share) * (time(below + 1) - time(below));
}

}  // namespace

std::vector<Clone> clones_of(std::span<const float> departures,
                             std::span<const SampledDriver> drivers, const CloneOptions& o) {
  std::vector<Clone> clones;
  if (o.expansion <= 1) return clones;
  const double period = static_cast<double>(o.to_s) - static_cast<double>(o.from_s);
  const double spread =
      std::min(0.5, double{kSpread} / period) * static_cast<double>(departures.size());
  const float last = std::nextafter(o.to_s, o.from_s);
  clones.reserve(static_cast<std::size_t>(o.expansion) * drivers.size());
  for (const SampledDriver& d : drivers) {
    const auto u = [&](std::uint32_t k) { return uniform({o.seed, Draw::clone, d.trip, k}); };
    const auto count = static_cast<std::uint32_t>(double{o.expansion} - 1 + u(0));
    for (std::uint32_t k = 0; k < count; ++k) {
      const double rank = d.index + 0.5 + spread * (2 * (k + u(k + 1)) / count - 1);
      const std::uint32_t key = random_bits({o.seed, Draw::clone, ~d.trip, k});
      clones.push_back({std::min(time_of(departures, o, rank), last), d.index, key});
    }
  }
  std::stable_sort(clones.begin(), clones.end(),
                   [](const Clone& a, const Clone& b) { return a.departure_s < b.departure_s; });
  return clones;
}

}  // namespace mwendo
