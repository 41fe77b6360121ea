#include "sim/world/station_access.h"

#include "network/walking/active_graph.h"
#include "network/walking/slope.h"

namespace mwendo {
namespace {

float wait_at_crossing_m() {
  const float red = kCrossingCycle - kCrossingGreen;
  return red * red / (2 * kCrossingCycle) * kWalkSpeedMps;
}

float ramps_m() {
  const float ramp = kFootbridgeHeight / kRampSlope;
  return ramp * (slope_factor(kRampSlope) + slope_factor(-kRampSlope));
}

}  // namespace

float platform_walk_m(StationAccess access, float width_m) {
  switch (access) {
    case StationAccess::level: return 0;
    case StationAccess::crossing: return width_m + wait_at_crossing_m();
    case StationAccess::footbridge: return width_m + ramps_m();
  }
  return 0;
}

}  // namespace mwendo
