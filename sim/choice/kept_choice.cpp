#include "sim/choice/kept_choice.h"

#include <algorithm>

#include "sim/choice/nested_logit.h"

namespace mwendo {
namespace {

double log_sum(std::span<const double> utility) {
  const double top = *std::max_element(utility.begin(), utility.end());
  double sum = 0;
  for (const double v : utility) sum += available(v) ? portable_exp(v - top) : 0;
  return top + portable_log(sum);
}

DrawKey of_alternative(DrawKey key, std::size_t k) {
  key.index += static_cast<std::uint32_t>(k);
  return key;
}

// Of utility and taste, at most `most`.
double sum_below(double utility, double most, const DrawKey& key) {
  constexpr double kLeastDraw = 1e-12;  // its logarithm is finite
  const double u = std::max(uniform(key), kLeastDraw);
  const double sum = utility - portable_log(portable_exp(utility - most) - portable_log(u));
  return std::min(sum, most);
}

}  // namespace

std::size_t choose_again(std::span<const double> base, std::span<const double> now,
                         std::size_t present, const DrawKey& key) {
  const double most = log_sum(base) + gumbel(of_alternative(key, present));
  std::size_t best = present;
  double best_sum = most + (now[present] - base[present]);
  for (std::size_t k = 0; k < base.size(); ++k) {
    if (k == present || !available(base[k]) || !available(now[k])) continue;
    const double before = sum_below(base[k], most, of_alternative(key, k));
    const double sum = before + (now[k] - base[k]);
    if (sum > best_sum) best = k, best_sum = sum;
  }
  return best;
}

}  // namespace mwendo
