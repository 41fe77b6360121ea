// Signal plans: which movements are open. Fixed time, actuated, with priority for public transport.
#include <algorithm>
#include <cmath>

#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kAmber = 3;               // s
constexpr float kMinGreen = 5;            // s, before a green may be cut for public transport
constexpr float kPriorityExtension = 10;  // s, longest lengthening of a green for it
constexpr float kActuatedMax = 1.6F;      // longest actuated green, times the planned one
constexpr float kActuatedMin = 0.5F;

void open_phase(TrafficState& s, const SignalPhase& phase) {
  for (const MovementId m : phase.movements) s.movement[s.movement_of[m]].open = 1;
}

void close_phase(TrafficState& s, const SignalPhase& phase) {
  for (const MovementId m : phase.movements) {
    Movement& t = s.movement[s.movement_of[m]];
    t.open = 0;
    t.amber_until = s.now + kAmber;
  }
}

bool green_ends(const SignalPlan& plan, const PlanState& state, std::uint32_t phase,
                float walking) {
  const float planned = std::max(plan.phases[phase].green_s, walking);
  if (state.green_s < walking) return false;
  if (plan.bus_priority && state.priority_phase != kNone) {
    if (state.priority_phase == phase) return state.green_s >= planned + kPriorityExtension;
    if (state.green_s >= std::max(kMinGreen, planned * 0.5F)) return true;
  }
  if (plan.kind != SignalKind::actuated) return state.green_s >= planned;
  if (state.green_s < planned * kActuatedMin) return false;
  return !state.demand || state.green_s >= planned * kActuatedMax;
}

void open_next_phase(TrafficState& s, const SignalPlan& plan, PlanState& state) {
  state.clearing = false;
  state.green_s = 0;
  state.phase = (state.phase + 1) % static_cast<std::uint32_t>(plan.phases.size());
  open_phase(s, plan.phases[state.phase]);
}

void advance_plan(TrafficState& s, const SignalPlan& plan, PlanState& state,
                  const std::vector<float>& walking) {
  if (state.clearing) {
    state.left_s -= 1;
    if (state.left_s <= 0) open_next_phase(s, plan, state);
    return;
  }
  state.green_s += 1;
  if (green_ends(plan, state, state.phase, walking[state.phase])) {
    const SignalPhase& phase = plan.phases[state.phase];
    close_phase(s, phase);
    state.clearing = true;
    state.left_s = phase.clearance_s;
    // Without clearance the next green begins at once. Movements of both phases stay open.
    if (state.left_s <= 0) open_next_phase(s, plan, state);
  }
  state.demand = false;
  state.priority_phase = kNone;
}

}  // namespace

void advance_signals(TrafficState& s) {
  for (SignalPlanIndex p{0}; p < s.plans.end_index(); ++p) {
    const SignalPlan& plan = s.planned(p);
    if (plan.phases.size() > 1) advance_plan(s, plan, s.plans[p], s.walking_green[p]);
  }
}

}  // namespace mwendo::traffic
