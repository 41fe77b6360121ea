#include "sim/world/supply.h"

#include <algorithm>

namespace mwendo {

float TransitSupply::headway_at(LineId l, float time_of_day_s) const {
  const float hour = time_of_day_s / 3600;
  const bool peak = std::any_of(kPeakHours.begin(), kPeakHours.end(), [&](const Hours& h) {
    return hour >= static_cast<float>(h.from) && hour < static_cast<float>(h.to);
  });
  return peak ? line.peak_headway_s[l] : line.offpeak_headway_s[l];
}

}  // namespace mwendo
