#include "sim/choice/nested_logit.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr std::uint32_t kDrawsPerTour = 32;  // modes, then two for each nest

std::size_t nest_of(std::size_t mode) {
  return static_cast<std::size_t>(row_of(static_cast<Mode>(mode)).nest);
}

// Sine on [0, pi] by its series round the nearer of 0 and pi; error below 1e-15.
double sine(double x) {
  const double y = x > 0.5 * kPi ? kPi - x : x;
  const double z = y * y;
  double sum = 1;
  for (int k = 21; k >= 3; k -= 2) sum = 1 - sum * z / (k * (k - 1));
  return y * sum;
}

// Logarithm of a positive stable number of index a (Laplace transform exp(-t^a)), 0 < a < 1:
// S = sin(a x) / sin(x)^(1/a) (sin((1-a) x) / w)^((1-a)/a), x uniform on (0, pi), w exponential.
double log_stable(double a, double u, double log_w) {
  const double x = kPi * std::clamp(u, 1e-9, 1 - 1e-9);
  return portable_log(sine(a * x)) - portable_log(sine(x)) / a +
         (1 - a) / a * (portable_log(sine((1 - a) * x)) - log_w);
}

}  // namespace

ModeValues probabilities(const ModeValues& utility, const NestScales& nests) {
  std::array<double, kNestCount> best{};
  best.fill(kUnavailable);
  for (std::size_t j = 0; j < kModeCount; ++j) {
    double& b = best[nest_of(j)];
    b = std::max(b, utility[j]);
  }
  const double top = *std::max_element(best.begin(), best.end());
  ModeValues p{};
  std::array<double, kNestCount> sum{};
  for (std::size_t j = 0; j < kModeCount; ++j) {
    const std::size_t n = nest_of(j);
    if (!available(utility[j])) continue;
    p[j] = portable_exp((utility[j] - best[n]) / nests.lambda[n]);
    sum[n] += p[j];
  }
  std::array<double, kNestCount> nest{};
  double total = 0;
  for (std::size_t n = 0; n < kNestCount; ++n) {
    if (sum[n] <= 0) continue;
    nest[n] = portable_exp(best[n] - top + nests.lambda[n] * portable_log(sum[n]));
    total += nest[n];
  }
  for (std::size_t j = 0; j < kModeCount; ++j) {
    const std::size_t n = nest_of(j);
    if (p[j] > 0) p[j] *= nest[n] / (sum[n] * total);
  }
  return p;
}

double logsum(const ModeValues& utility, const NestScales& nests) {
  const double top = *std::max_element(utility.begin(), utility.end());
  std::array<double, kNestCount> sum{};
  for (std::size_t j = 0; j < kModeCount; ++j) {
    if (!available(utility[j])) continue;
    const std::size_t n = nest_of(j);
    sum[n] += portable_exp((utility[j] - top) / nests.lambda[n]);
  }
  double total = 0;
  for (std::size_t n = 0; n < kNestCount; ++n)
    if (sum[n] > 0) total += portable_exp(nests.lambda[n] * portable_log(sum[n]));
  return top + portable_log(total);
}

ModeValues draw_tastes(const TasteKey& key, const NestScales& nests) {
  const auto draw = [&](std::uint32_t k) {
    return DrawKey{.seed = key.seed,
                   .purpose = Draw::mode_taste,
                   .subject = key.person,
                   .index = key.tour * kDrawsPerTour + k};
  };
  std::array<double, kNestCount> common{};
  for (std::size_t n = 0; n < kNestCount; ++n) {
    if (nests.lambda[n] >= 1) continue;
    const auto k = static_cast<std::uint32_t>(kModeCount + 2 * n);
    // A Gumbel draw is -ln of an exponential one.
    common[n] =
        nests.lambda[n] * log_stable(nests.lambda[n], uniform(draw(k)), -gumbel(draw(k + 1)));
  }
  ModeValues taste{};
  for (std::size_t j = 0; j < kModeCount; ++j) {
    const std::size_t n = nest_of(j);
    taste[j] = common[n] + nests.lambda[n] * gumbel(draw(static_cast<std::uint32_t>(j)));
  }
  return taste;
}

Mode choose(const ModeValues& utility, const ModeValues& taste) {
  std::size_t best = index_of(Mode::walk);
  for (std::size_t j = 1; j < kModeCount; ++j) {
    if (!available(utility[j])) continue;
    if (!available(utility[best]) || utility[j] + taste[j] > utility[best] + taste[best]) best = j;
  }
  return static_cast<Mode>(best);
}

}  // namespace mwendo
