// Walkers at signals delay turning vehicles.
//
// Walkers cross an exit of a junction with the green of the street they walk along: while no
// vehicle comes out of the exit and none goes straight into it. Walkers who arrived at red step off
// together from both kerbs, the others at random. A vehicle that turns into the exit waits while a
// walker is in its way. A walker is in the way for kInTheWay; each further walker of a group adds
// 0.27 s (Highway Capacity Manual 2010, ch. 18). If the exit has two lanes or more, vehicles pass
// four in ten groups by the other lane. Groups to which drivers do not yield
// (TrafficOptions::yielding) cause no delay.
//
// Where all drivers yield, the discharge of turns follows the manual (HCM 2010, ch. 31, adjustment
// for pedestrians). As a share of their flow without walkers it is 1 - occupancy, and into two
// lanes and more 1 - 0.6 occupancy. Occupancy is v / 2,000 up to v = 1,000 walkers per hour of
// green, and 0.4 + v / 10,000 above.
//
// Limits: walkers go on until the green ends. Turns yield to walkers of the exit only, not to those
// of the street they come from.
#include <algorithm>

#include "network/base/random.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kInTheWay = 4;     // s: a lane at walking speed, and a second before drivers go
constexpr float kOneMore = 0.27F;  // s
constexpr float kHeldByTwoLanes = 0.6F;  // share of groups
constexpr std::size_t kMostPhases = 64;

bool keeps_walkers_off(const Network& net, LinkId exit, MovementId m) {
  if (net.movement.from[m] == net.link.reverse[exit]) return true;
  return net.movement.to[m] == exit && net.movement.direction[m] == TurnDirection::straight;
}

// Phases in which walkers cross the start of a link.
std::uint64_t walking_phases(const Network& net, const SignalPlan& plan, LinkId exit) {
  std::uint64_t phases = 0;
  for (std::size_t i = 0; i < std::min(plan.phases.size(), kMostPhases); ++i) {
    const auto& m = plan.phases[i].movements;
    if (std::none_of(m.begin(), m.end(), [&](MovementId k) {
          return keeps_walkers_off(net, exit, k) && !in_every_phase(plan, k);
        }))
      phases |= 1ULL << i;
  }
  return phases;
}

float draw(const TrafficState& s, const SignalCrossing& c, std::uint32_t k) {
  return static_cast<float>(uniform({.seed = s.options.seed,
                                     .purpose = Draw::walker_at_signal,
                                     .subject = c.link.value,
                                     .index = static_cast<std::uint32_t>(s.now) * 4 + k}));
}

// A walker or group is in the way for some seconds from `from` on. Walkers who follow each other
// without a gap share one draw: whether vehicles wait for them or pass.
void walk(TrafficState& s, SignalCrossing& c, float from, float seconds) {
  if (from >= c.busy_until) c.holds = draw(s, c, 2) < c.share_held;
  c.busy_until = std::max(c.busy_until, from + seconds);
  if (c.holds) c.closed_until = std::max(c.closed_until, c.busy_until);
}

// Walkers who arrived at red step off: half of them at each kerb.
void step_off(TrafficState& s, SignalCrossing& c) {
  const float waiting = 0.5F * c.per_s * c.waits_s;
  const auto some = static_cast<float>(1 - portable_exp(-double{waiting}));
  const float seconds = kInTheWay + kOneMore * std::max(0.0F, waiting / some - 1);
  if (draw(s, c, 0) < some) walk(s, c, s.now, seconds);
  c.far_group_s = draw(s, c, 1) < some ? seconds : 0;
  c.far_group_at = s.now + c.far_s;
  c.waits_s = 0;
}

void advance(TrafficState& s, SignalCrossing& c) {
  const PlanState& p = s.plans[c.plan];
  c.green = !p.clearing && p.phase < kMostPhases && (c.phases >> p.phase & 1U) != 0;
  if (c.far_group_s > 0 && s.now >= c.far_group_at) {
    walk(s, c, s.now, c.far_group_s);
    c.far_group_s = 0;
  }
  if (!c.green) {
    c.waits_s += 1;
    return;
  }
  if (c.waits_s > 0) step_off(s, c);
  const float comes = draw(s, c, 3) / c.chance;  // within this second, which is closed as a whole
  if (comes < 1) walk(s, c, s.now, comes + kInTheWay - 1);
}

}  // namespace

void set_walkers_at_signal(TrafficState& s, LinkId exit, float per_hour) {
  const Network& net = *s.net;
  const SignalPlanIndex plan = s.plan_of(net.link.from[exit]);
  if (plan == kNone || s.planned(plan).phases.size() < 2) return;
  if (s.walkers_into.empty() && per_hour <= 0) return;
  if (s.walkers_into.empty()) s.walkers_into.assign(s.link.size(), kNone);
  SignalCrossingIndex& at = s.walkers_into[s.link_of[exit]];
  if (at == kNone) {
    SignalCrossing c;
    c.link = exit;
    c.plan = plan;
    const bool one_lane = s.link[s.link_of[exit]].lanes < 2;
    c.share_held = s.options.yielding * (one_lane ? 1 : kHeldByTwoLanes);
    c.phases = walking_phases(net, s.planned(plan), exit);
    c.far_s = width_of_lanes(net, net.link.reverse[exit]) / kWalkingSpeed;
    if (c.phases == 0) return;
    at = s.signal_crossings.end_index();
    s.signal_crossings.push_back(c);
  }
  SignalCrossing& c = s.signal_crossings[at];
  c.per_s = per_hour / 3600;
  c.chance = chance_in_a_step(per_hour, 1);
}

void advance_signal_crossings(TrafficState& s) {
  for (SignalCrossing& c : s.signal_crossings)
    if (c.per_s > 0) advance(s, c);
}

}  // namespace mwendo::traffic
