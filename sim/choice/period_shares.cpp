#include "sim/choice/period_shares.h"

#include <algorithm>
#include <cmath>

#include "sim/modes/classes.h"

namespace mwendo {
namespace {

constexpr std::size_t kDayBegins = 6, kDayEnds = 20;  // h

// Departures of car trips by hour.
std::vector<float> car_profile(const CityFigures& figures) {
  std::vector<float> profile = figures.departure_profile;
  constexpr float kFlat = 1.0F / (kDayEnds - kDayBegins);
  const float busiest = *std::max_element(profile.begin(), profile.end());
  if (figures.car_peak_hour_share <= 0 || busiest <= figures.car_peak_hour_share) return profile;
  const float flat =
      std::clamp((busiest - figures.car_peak_hour_share) / (busiest - kFlat), 0.0F, 1.0F);
  for (std::size_t h = 0; h < profile.size(); ++h)
    profile[h] = (1 - flat) * profile[h] + (h >= kDayBegins && h < kDayEnds ? flat * kFlat : 0);
  return profile;
}

float share_of_period(const std::vector<float>& profile, float from_s, float to_s) {
  float share = 0;
  for (std::size_t h = 0; h < profile.size(); ++h) {
    const auto begin = static_cast<float>(h) * 3600;
    const float overlap = std::min(to_s, begin + 3600) - std::max(from_s, begin);
    share += profile[h] * std::clamp(overlap / 3600, 0.0F, 1.0F);
  }
  return share;
}

}  // namespace

std::vector<float> mode_shares_of_period(const CityFigures& figures, float from_s, float to_s) {
  std::vector<float> shares = figures.observed_mode_share;
  if (figures.departure_profile.size() != 24 || shares.size() != kModeCount) return shares;
  const float all = share_of_period(figures.departure_profile, from_s, to_s);
  if (all <= 0) return shares;
  const float ratio = share_of_period(car_profile(figures), from_s, to_s) / all;
  const auto car = {static_cast<std::size_t>(Mode::car_driver),
                    static_cast<std::size_t>(Mode::car_passenger)};
  float before = 0;
  for (const std::size_t m : car) before += shares[m];
  const float after = std::min(before * ratio, 0.9F);
  if (before <= 0 || before >= 1) return shares;
  for (std::size_t m = 0; m < shares.size(); ++m)
    shares[m] *= std::find(car.begin(), car.end(), m) != car.end() ? after / before
                                                                   : (1 - after) / (1 - before);
  return shares;
}

}  // namespace mwendo
