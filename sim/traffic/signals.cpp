// Signal plans: which movements are open. Fixed time, actuated, by police (police.h), with priority
// for public transport.
#include <algorithm>
#include <cmath>

#include "sim/traffic/police.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kAmber = 3;               // s
constexpr float kMinGreen = 5;            // s, before a green may be cut for public transport
constexpr float kPriorityExtension = 10;  // s, longest lengthening of a green for it

void close_phase(TrafficState& s, const SignalPhase& phase) {
  for (const MovementId m : phase.movements) {
    Movement& t = s.movement[s.movement_of[m]];
    t.open = Opening::closed;
    t.amber_until = s.now + kAmber;
  }
}

// s by which a step of a second overruns a planned green. The clearance makes up for it, so that
// half seconds do not lengthen the cycle.
float overrun(const TrafficState& s, SignalPlanIndex p) {
  const SignalPlan& plan = s.planned(p);
  const PlanState& state = s.plans[p];
  const float green = plan.phases[state.phase].green_s;
  const bool planned = plan.kind == SignalKind::fixed_time && !plan.bus_priority &&
                       s.walking_green[p][state.phase] <= green;
  return planned ? std::max(state.green_s - green, 0.0F) : 0;
}

bool green_ends(const TrafficState& s, SignalPlanIndex p, float walking) {
  const SignalPlan& plan = s.planned(p);
  const PlanState& state = s.plans[p];
  const float planned = std::max(plan.phases[state.phase].green_s, walking);
  if (state.green_s < walking) return false;
  if (plan.bus_priority && state.priority_phase != kNone) {
    if (state.priority_phase == state.phase) return state.green_s >= planned + kPriorityExtension;
    if (state.green_s >= std::max(kMinGreen, planned * 0.5F)) return true;
  }
  if (plan.kind == SignalKind::police) return police_end_green(s, p, planned);
  if (plan.kind != SignalKind::actuated) return state.green_s >= planned;
  const ActuatedGreen limits = actuated_green(plan.phases[state.phase], planned);
  if (state.green_s < std::max(limits.least_s, walking)) return false;
  return !state.demand || state.green_s >= std::max(limits.most_s, walking);
}

std::uint32_t next_phase(const TrafficState& s, SignalPlanIndex p) {
  const SignalPlan& plan = s.planned(p);
  if (plan.kind == SignalKind::police) return police_next_phase(s, p);
  return (s.plans[p].phase + 1) % static_cast<std::uint32_t>(plan.phases.size());
}

void open_next_phase(TrafficState& s, SignalPlanIndex p) {
  const SignalPlan& plan = s.planned(p);
  PlanState& state = s.plans[p];
  state.clearing = false;
  state.green_s = plan.kind == SignalKind::fixed_time ? std::max(-state.left_s, 0.0F) : 0;
  state.phase = next_phase(s, p);
  open_phase(s, plan.phases[state.phase]);
}

void advance_plan(TrafficState& s, SignalPlanIndex p) {
  const SignalPlan& plan = s.planned(p);
  PlanState& state = s.plans[p];
  if (state.clearing) {
    state.left_s -= 1;
    if (state.left_s <= 0) open_next_phase(s, p);
    return;
  }
  state.green_s += 1;
  if (green_ends(s, p, s.walking_green[p][state.phase])) {
    close_phase(s, plan.phases[state.phase]);
    state.clearing = true;
    state.left_s = plan.phases[state.phase].clearance_s - overrun(s, p);
    // Without clearance the next green begins at once. Movements of both phases stay open.
    if (state.left_s <= 0) open_next_phase(s, p);
  }
  state.demand = false;
  state.priority_phase = kNone;
}

}  // namespace

void open_phase(TrafficState& s, const SignalPhase& phase) {
  for (const MovementId m : phase.movements) s.movement[s.movement_of[m]].open = Opening::open;
  for (const MovementId m : phase.stopping) s.movement[s.movement_of[m]].open = Opening::after_stop;
}

bool in_every_phase(const SignalPlan& plan, MovementId m) {
  return std::all_of(plan.phases.begin(), plan.phases.end(), [&](const SignalPhase& p) {
    return std::find(p.movements.begin(), p.movements.end(), m) != p.movements.end();
  });
}

void advance_signals(TrafficState& s) {
  for (SignalPlanIndex p{0}; p < s.plans.end_index(); ++p)
    if (s.planned(p).phases.size() > 1) advance_plan(s, p);
}

}  // namespace mwendo::traffic
