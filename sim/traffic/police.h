// Police at a junction: greens as traffic comes.
//
// An officer waves one phase of the signal plan on while its vehicles pass. The green ends
//   - once nobody of it has been in the junction for kQuiet, after kLeastGreen or more, if vehicles
//     come at another phase;
//   - at the planned green, if vehicles come at another phase or people on foot wait for it;
// and goes on otherwise. A green whose movements all come in earlier phases is for those who turn
// across the opposing stream: it is given only if one of them waits. Next is the first phase in
// order that somebody waits for. Turns that are open in every phase (slip lanes) neither hold a
// green nor ask for one.
//
// A queue of two phases at flows below capacity has the cycle of a controller that serves each
// queue to its end, c = lost time / (1 - sum of flow ratios): tests/sim/traffic/police_test.cpp.
// Limits: officers see their own junction only, the front of each lane and not the whole queue,
// nor whether a street has room behind the junction. Reports tell of longer greens than these
// (network/assembly/signals.h), so waits here are rather too short.
#pragma once

#include <cstdint>

#include "sim/traffic/index.h"

namespace mwendo::traffic {

struct TrafficState;

// Whether the green of the present phase ends in this second. planned: s, of that green.
[[nodiscard]] bool police_end_green(const TrafficState& s, SignalPlanIndex p, float planned);

// The phase after the present one.
[[nodiscard]] std::uint32_t police_next_phase(const TrafficState& s, SignalPlanIndex p);

}  // namespace mwendo::traffic
