// Signal plans: which movements are open. Serial, over all plans.
#pragma once

#include <cstdint>

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

void advance_signals(TrafficState& s);

}  // namespace mwendo::traffic
