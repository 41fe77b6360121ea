// Lane changes of a link.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

void change_lanes(TrafficState& s, LinkIndex link_index, Scratch& scratch);

}  // namespace mwendo::traffic
