// Stops of public transport: in the lane or in a bay. Parallel over links.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Position in metres where a vehicle halts for its next stop on this link, or kFarAway. While all
// docks are taken it waits behind them, beside the lanes while there is room.
[[nodiscard]] float halting_place(const TrafficState& s, LinkIndex link_index, const OnLane& v);
// A vehicle with a stop on this link asks its owner, halts and goes on. True if it left the lane.
[[nodiscard]] bool serve_stop(TrafficState& s, OnLane& v, LinkIndex link_index, Scratch& scratch);
// Vehicles whose stop has ended enter a lane where there is a gap.
void leave_bays(TrafficState& s, LinkIndex link_index);

}  // namespace mwendo::traffic
