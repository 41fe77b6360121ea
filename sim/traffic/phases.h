// The parallel phases of a step, listed in state.h.
#pragma once

namespace mwendo::traffic {

struct TrafficState;

// Decides, moves and transfers, with TrafficOptions::threads. The result does not depend on
// threads.
void run_phases(TrafficState& s);

}  // namespace mwendo::traffic
