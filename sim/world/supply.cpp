#include "sim/world/supply.h"

namespace mwendo {

float TransitSupply::headway_at(LineId l, float time_of_day_s) const {
  const float hour = time_of_day_s / 3600;
  const bool peak = (hour >= 6 && hour < 9) || (hour >= 16 && hour < 19);
  return peak ? line.peak_headway_s[l] : line.offpeak_headway_s[l];
}

}  // namespace mwendo
