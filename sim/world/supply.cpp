#include "sim/world/supply.h"

namespace mwendo {

float TransitSupply::headway_at(LineId l, float time_of_day_s) const {
  return in_peak(time_of_day_s) ? line.peak_headway_s[l] : line.offpeak_headway_s[l];
}

}  // namespace mwendo
