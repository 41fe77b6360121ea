#include "network/sumo/signal_program.h"

#include <algorithm>

#include "network/sumo/signal_sequence.h"

namespace mwendo::sumo {
namespace {

constexpr float kYellow = 3;

// What a phase of SUMO shows at a junction.
struct Shown {
  std::vector<MovementId> open;
  std::vector<MovementId> stopping;
  bool operator==(const Shown&) const = default;
};

void sort(std::vector<MovementId>& movements) {
  std::sort(movements.begin(), movements.end());
  movements.erase(std::unique(movements.begin(), movements.end()), movements.end());
}

// Of several lanes of a movement one that needs no stop decides.
Shown shown_in(const RawPhase& phase, const std::vector<SignalLink>& links) {
  Shown shown;
  std::vector<MovementId> without_stop;
  for (const SignalLink& l : links) {
    const auto at = static_cast<std::size_t>(l.index);
    if (l.index < 0 || at >= phase.state.size() || !is_open(phase.state[at])) continue;
    shown.open.push_back(l.movement);
    (phase.state[at] == 's' ? shown.stopping : without_stop).push_back(l.movement);
  }
  sort(shown.open);
  sort(shown.stopping);
  std::erase_if(shown.stopping, [&](MovementId m) {
    return std::find(without_stop.begin(), without_stop.end(), m) != without_stop.end();
  });
  return shown;
}

bool shows(const SignalPhase& phase, const Shown& shown) {
  return phase.clearance_s == 0 && phase.movements == shown.open &&
         phase.stopping == shown.stopping;
}

void add_green(SignalPhase& phase, const RawPhase& raw, bool actuated) {
  phase.green_s += raw.duration;
  if (!actuated) return;
  phase.least_green_s += raw.least;
  phase.most_green_s += raw.most;
}

// The engine takes a plan of one phase as always open; the rest of the red is a phase of its own.
void split_red(SignalPlan& plan) {
  const float closed = plan.phases[0].clearance_s;
  plan.phases[0].clearance_s = std::min(kYellow, closed);
  SignalPhase red;
  red.green_s = std::max(closed - kYellow, 0.0F);
  red.clearance_s = 0;
  if (plan.kind == SignalKind::actuated) red.least_green_s = red.most_green_s = red.green_s;
  plan.phases.push_back(std::move(red));
}

}  // namespace

bool is_open(char state) {
  return state == 'g' || state == 'G' || state == 's' || state == 'o' || state == 'O';
}

bool has_priority(char state) { return state == 'G' || state == 'O'; }

SignalPlan plan_from_program(const RawSignal& program, const std::vector<SignalLink>& links) {
  const bool actuated = program.type == "actuated" || program.type == "delay_based";
  const SignalSequence sequence = sequence_of(program);
  SignalPlan plan;
  plan.kind = actuated ? SignalKind::actuated : SignalKind::fixed_time;
  plan.offset_s = sequence.offset_s;
  float closed_first = 0;  // closed time before the first green belongs to the last phase
  for (const std::size_t i : sequence.order) {
    const RawPhase& raw = program.phases[i];
    Shown shown = shown_in(raw, links);
    if (shown.open.empty()) {
      (plan.phases.empty() ? closed_first : plan.phases.back().clearance_s) += raw.duration;
      continue;
    }
    if (plan.phases.empty() || !shows(plan.phases.back(), shown))
      plan.phases.push_back({0, 0, std::move(shown.open), std::move(shown.stopping)});
    add_green(plan.phases.back(), raw, actuated);
  }
  plan.offset_s += closed_first;
  if (plan.phases.empty()) return plan;
  plan.phases.back().clearance_s += closed_first;
  if (plan.phases.size() == 1 && plan.phases[0].clearance_s > 0) split_red(plan);
  return plan;
}

}  // namespace mwendo::sumo
