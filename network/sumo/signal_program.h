// SUMO's signal programs as plans of our junctions. Internal to network/sumo.
#pragma once

#include <string_view>
#include <vector>

#include "network/network.h"
#include "network/sumo/raw_net.h"

namespace mwendo::sumo {

// A movement of a junction and a link index of the program that controls it.
struct SignalLink {
  int index = 0;
  MovementId movement;
};

// The letters of a state that SUMO 1.15 knows.
inline constexpr std::string_view kSignalLetters = "GgrsuyYoO";

// g, G: green; s: after a stop; o, O: switched off. Others (r, y, Y, u) are closed.
[[nodiscard]] bool is_open(char state);
// G, O: without regard to those that are open with g, s or o.
[[nodiscard]] bool has_priority(char state);

// Phases that open the same movements in the same way are one; time in which no movement of the
// junction is open becomes the clearance of the phase before. A program that is never closed has
// one phase. Phases follow each other as in signal_sequence.h. Greens of an actuated program keep
// minDur and maxDur; in the order of SUMO a phase without them lasts as long as planned.
[[nodiscard]] SignalPlan plan_from_program(const RawSignal& program,
                                           const std::vector<SignalLink>& links);

}  // namespace mwendo::sumo
