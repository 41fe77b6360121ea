// Signal plans: which movements are open. Serial, over all plans.
#pragma once

#include <cstdint>

#include "network/network.h"

namespace mwendo::traffic {

struct TrafficState;

struct PlanState {
  std::uint32_t phase = 0;
  float left_s = 0;
  bool clearing = false;
  float green_s = 0;                           // given so far in this phase
  std::uint32_t priority_phase = 0xFFFFFFFFU;  // that public transport asks for, or kNone
  bool demand = false;
};

// Opens the movements of a phase; those that stop first are open after a stop.
void open_phase(TrafficState& s, const SignalPhase& phase);

void advance_signals(TrafficState& s);

// Whether a turn has its own lane past the signal: it is open in every phase.
[[nodiscard]] bool in_every_phase(const SignalPlan& plan, MovementId m);

}  // namespace mwendo::traffic
