// The order in which a signal program shows its phases. Internal to network/sumo.
//
// A phase is followed by the first of those that its attribute `next` names, else by the next one
// of the file. SUMO 1.15 does the same in fixed-time programs. At time 0 the phase is the one that
// the durations of all phases in the order of the file give; from there the order is followed until
// it repeats. Times in seconds.
#pragma once

#include <cstddef>
#include <vector>

#include "network/sumo/raw_net.h"

namespace mwendo::sumo {

struct SignalSequence {
  std::vector<std::size_t> order;  // phases of one round
  float offset_s = 0;              // a round starts then
  std::size_t left_out = 0;        // phases of the file that are in no round
};

// Precondition: the phases have durations above 0, `next` is in range.
[[nodiscard]] SignalSequence sequence_of(const RawSignal& program);

}  // namespace mwendo::sumo
