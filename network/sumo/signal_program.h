// SUMO's signal programs as plans of our junctions. Internal to network/sumo.
#pragma once

#include <vector>

#include "network/network.h"
#include "network/sumo/raw_net.h"

namespace mwendo::sumo {

// A movement of a junction and a link index of the program that controls it.
struct SignalLink {
  int index = 0;
  MovementId movement;
};

// g, G: green; s: after a stop; o, O: switched off. Others (r, y, u) are closed.
[[nodiscard]] bool is_open(char state);

// Phases in which the set of open movements stays the same are one; time in which no movement of
// the junction is open becomes the clearance of the phase before. A program that is never closed
// has one phase.
[[nodiscard]] SignalPlan plan_from_program(const RawSignal& program,
                                           const std::vector<SignalLink>& links);

}  // namespace mwendo::sumo
