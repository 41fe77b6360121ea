// Vehicles on a link in one second: enter, stop, change lanes, follow, leave. Parallel over links.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr float kFilterAdvantage = 4.2F;  // m/s (15 km/h) faster than the lanes beside

void move_on_link(TrafficState& s, LinkIndex link_index, Scratch& scratch);

}  // namespace mwendo::traffic
