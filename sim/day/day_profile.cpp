#include "sim/day/day_profile.h"

#include <algorithm>

#include "sim/population/gravity.h"

namespace mwendo {
namespace {

constexpr float kFrom = 6 * 3600;
constexpr float kTo = 20 * 3600;

}  // namespace

DayProfile::DayProfile(std::span<const float> shares) {
  float sum = 0;
  for (const float share : shares) cumulative_.push_back(sum += share);
  for (float& c : cumulative_) c /= sum;
  if (!cumulative_.empty()) cumulative_.back() = 1;
}

float DayProfile::time_of(double u) const {
  if (cumulative_.empty()) return kFrom + static_cast<float>(u) * (kTo - kFrom);
  const std::uint32_t hour = pick(cumulative_, u);
  const float before = hour > 0 ? cumulative_[hour - 1] : 0;
  const auto within = (static_cast<float>(u) - before) / (cumulative_[hour] - before);
  return 3600 * (static_cast<float>(hour) + std::min(within, 0.999F));
}

}  // namespace mwendo
