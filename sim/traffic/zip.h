// Cooperation of neighbours: vehicles that slow down so that one can change its lane.
//
// Model: cooperative lane change, Hidas, Transp. Res. C 10 (2002). The speeds hold for one step;
// they are kept in Scratch::held and applied when the link moves.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// A vehicle that has to change falls back behind the one ahead in the target lane. Once it is
// there, the next vehicle lets it in. A level vehicle does not stop: it may be the only one that
// can get ahead.
void zip(TrafficState& s, LaneIndex target, OnLane& v, Scratch& scratch);

}  // namespace mwendo::traffic
