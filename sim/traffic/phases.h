// The parallel phases of a step; see state.h.
#pragma once

namespace mwendo::traffic {

struct TrafficState;

// Decide, move, transfer, on the threads of the options. The result does not depend on their
// number.
void run_phases(TrafficState& s);

}  // namespace mwendo::traffic
