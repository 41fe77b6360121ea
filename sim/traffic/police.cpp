#include "sim/traffic/police.h"

#include <algorithm>

#include "sim/traffic/state.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

// Two assumptions. Actuated signals are set to least greens of 5 to 15 s and to gaps of 2 to 4 s
// (FHWA, Traffic Signal Timing Manual, 2008, ch. 5): an officer is no quicker.
constexpr float kLeastGreen = 15;  // s
constexpr float kQuiet = 4;        // s

// Whether a vehicle near the stop line wants a closed movement of the phase.
bool is_asked(const TrafficState& s, MovementId id) {
  const MovementIndex m = s.movement_of[id];
  const Link& link = s.link[s.link_of[s.net->movement.from[id]]];
  if (is_open(s.movement[m])) return false;
  for (LaneIndex a = link.first_lane; a < link.end_lane(); ++a)
    if (line_is_near(s, link, s.lane[a]) && turn_of(link, s.lane[a].data[0]) == m) return true;
  return false;
}

// A green alone for an approach that has had one beside the opposing stream: it is for those who
// turn across that stream.
bool is_for_turns(const SignalPlan& plan, std::uint32_t phase) {
  const auto& movements = plan.phases[phase].movements;
  const auto came_before = [&](MovementId m) {
    for (std::uint32_t i = 0; i < phase; ++i) {
      const auto& before = plan.phases[i].movements;
      if (std::find(before.begin(), before.end(), m) != before.end()) return true;
    }
    return false;
  };
  return !movements.empty() && std::all_of(movements.begin(), movements.end(), came_before);
}

bool vehicles_come(const TrafficState& s, const SignalPlan& plan, std::uint32_t phase) {
  const auto& movements = plan.phases[phase].movements;
  const bool turns = is_for_turns(plan, phase);
  return std::any_of(movements.begin(), movements.end(), [&](MovementId m) {
    const bool asks = !turns || s.net->movement.rank[m] > 0;
    return asks && is_asked(s, m) && !in_every_phase(plan, m);
  });
}

// A phase without movements is for people on foot. In others they cross beside the traffic.
bool walkers_wait(const TrafficState& s, SignalPlanIndex p, std::uint32_t phase) {
  if (is_for_turns(s.planned(p), phase)) return false;
  if (s.planned(p).phases[phase].movements.empty() || s.walking_green[p][phase] > 0) return true;
  return std::any_of(s.signal_crossings.begin(), s.signal_crossings.end(),
                     [&](const SignalCrossing& c) {
                       const bool walks = phase < 64 && (c.phases >> phase & 1U) != 0;
                       return c.plan == p && walks && c.per_s * c.waits_s >= 1;
                     });
}

bool is_asked_for(const TrafficState& s, SignalPlanIndex p, std::uint32_t phase, bool on_foot) {
  return vehicles_come(s, s.planned(p), phase) || (on_foot && walkers_wait(s, p, phase));
}

bool is_quiet(const TrafficState& s, const SignalPlan& plan, const SignalPhase& phase) {
  return std::all_of(phase.movements.begin(), phase.movements.end(), [&](MovementId m) {
    return s.movement[s.movement_of[m]].occupied_until + kQuiet <= s.now || in_every_phase(plan, m);
  });
}

}  // namespace

bool police_end_green(const TrafficState& s, SignalPlanIndex p, float planned) {
  const SignalPlan& plan = s.planned(p);
  const PlanState& now = s.plans[p];
  const SignalPhase& phase = plan.phases[now.phase];
  const bool full = now.green_s >= planned;
  if (phase.movements.empty()) return full;
  if (!full && (now.green_s < kLeastGreen || !is_quiet(s, plan, phase))) return false;
  for (std::uint32_t i = 0; i < plan.phases.size(); ++i)
    if (i != now.phase && is_asked_for(s, p, i, full)) return true;
  return false;
}

std::uint32_t police_next_phase(const TrafficState& s, SignalPlanIndex p) {
  const auto phases = static_cast<std::uint32_t>(s.planned(p).phases.size());
  const auto after = [&](std::uint32_t k) { return (s.plans[p].phase + k) % phases; };
  for (std::uint32_t k = 1; k < phases; ++k)
    if (is_asked_for(s, p, after(k), true)) return after(k);
  return after(1);
}

}  // namespace mwendo::traffic
