#include "network/sumo/signal_program.h"

#include <algorithm>

namespace mwendo::sumo {
namespace {

std::vector<MovementId> open_movements(const RawPhase& phase,
                                       const std::vector<SignalLink>& links) {
  std::vector<MovementId> open;
  for (const SignalLink& l : links) {
    const auto at = static_cast<std::size_t>(l.index);
    if (l.index >= 0 && at < phase.state.size() && is_open(phase.state[at]))
      open.push_back(l.movement);
  }
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  return open;
}

constexpr float kYellow = 3;

}  // namespace

bool is_open(char state) {
  return state == 'g' || state == 'G' || state == 's' || state == 'o' || state == 'O';
}

SignalPlan plan_from_program(const RawSignal& program, const std::vector<SignalLink>& links) {
  SignalPlan plan;
  plan.kind = program.type == "actuated" || program.type == "delay_based" ? SignalKind::actuated
                                                                          : SignalKind::fixed_time;
  plan.offset_s = program.offset;
  float closed_first = 0;  // closed time before the first green belongs to the last phase
  for (const RawPhase& raw : program.phases) {
    std::vector<MovementId> open = open_movements(raw, links);
    if (open.empty()) {
      (plan.phases.empty() ? closed_first : plan.phases.back().clearance_s) += raw.duration;
    } else if (!plan.phases.empty() && plan.phases.back().clearance_s == 0 &&
               plan.phases.back().movements == open) {
      plan.phases.back().green_s += raw.duration;
    } else {
      plan.phases.push_back({raw.duration, 0, std::move(open)});
    }
  }
  plan.offset_s += closed_first;
  if (plan.phases.empty()) return plan;
  plan.phases.back().clearance_s += closed_first;
  if (plan.phases.size() == 1 && plan.phases[0].clearance_s > 0) {
    // The engine takes a plan of one phase as always open; the rest of the red is a phase of its
    // own.
    const float closed = plan.phases[0].clearance_s;
    plan.phases[0].clearance_s = std::min(kYellow, closed);
    plan.phases.push_back({std::max(closed - kYellow, 0.0F), 0, {}});
  }
  return plan;
}

}  // namespace mwendo::sumo
