// Walkers cross the carriageway and delay traffic.
//
// Marked crossings without a signal (zebra) are in the middle of their link. Walkers arrive at
// random. A walker to whom drivers yield closes the crossing for T = 1.5 s + width / walking speed:
// first the walker checks that drivers stop. Walkers who arrive meanwhile walk too. Drivers who
// cannot stop any more go on. So traffic waits for a gap of T in a Poisson stream of q = flow x
// share of drivers who yield. The mean delay of a lone vehicle is (e^(qT) - 1) / q - T (Adams,
// "Link traffic considered as a random series", J. ICE 4 (1936)), with T less its braking time.
// Walkers to whom no driver yields wait for gaps and cause no delay.
//
// At signals walkers have the green of the street beside them. A green that serves walkers is at
// least as long as stepping off and walking across (Highway Capacity Manual 2010, ch. 18):
// 3.2 s + width / walking speed.
#include <algorithm>

#include "network/base/random.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kMakesSure = 1.5F;  // s
constexpr float kStepOff = 3.2F;    // s

// Walkers cross both directions at once, except on dual carriageways.
float width_of(const Network& net, LinkId l) {
  const bool apart = (net.link.flags[l] & kDualCarriageway) != 0;
  return width_of_lanes(net, l) + (apart ? 0 : width_of_lanes(net, net.link.reverse[l]));
}

bool is_marked(const Network& net, LinkId l) { return (net.link.flags[l] & kCrossing) != 0; }

// Longest marked crossing, in metres, of the streets at a node that are closed in a phase.
float longest_way(const Network& net, NodeId n, const SignalPhase& phase) {
  float longest = 0;
  for (const LinkId l : net.incoming(n)) {
    const bool goes = std::any_of(phase.movements.begin(), phase.movements.end(),
                                  [&](MovementId m) { return net.movement.from[m] == l; });
    if (!goes && is_marked(net, l)) longest = std::max(longest, width_of(net, l));
  }
  return longest;
}

}  // namespace

float width_of_lanes(const Network& net, LinkId l) {
  float width = 0;
  if (!l.valid()) return width;
  for (const LaneId a : net.lanes_of(l)) width += net.lane.width_m[a];
  return width;
}

float chance_in_a_step(float walkers_per_hour, float yielding) {
  return static_cast<float>(1 - portable_exp(-double{walkers_per_hour} / 3600 * yielding));
}

void make_crossings(TrafficState& s) {
  const Network& net = *s.net;
  const float chance = chance_in_a_step(s.options.crossing_walkers_per_hour, s.options.yielding);
  for (Link& r : s.link) {
    r.crossing = kNone;
    if (!is_marked(net, r.id) || r.plan != kNone) continue;
    r.crossing = s.crossings.end_index();
    // Both directions share their walkers: the lower link keys the random numbers of both.
    const LinkId back = net.link.reverse[r.id];
    s.crossings.push_back({back.valid() ? std::min(r.id, back) : r.id, 0.5F * r.length,
                           kMakesSure + width_of(net, r.id) / kWalkingSpeed, chance, 0});
  }
  s.walking_green.resize(s.plans.size());
  for (const NodeId n : net.nodes()) {
    const SignalPlanIndex p = s.plan_of(n);
    if (p == kNone) continue;
    for (const SignalPhase& phase : s.planned(p).phases) {
      const float way = longest_way(net, n, phase);
      s.walking_green[p].push_back(way > 0 ? kStepOff + way / kWalkingSpeed : 0);
    }
  }
}

void advance_crossings(TrafficState& s) {
  for (WalkerCrossing& c : s.crossings) {
    if (c.chance <= 0) continue;
    const double u = uniform({.seed = s.options.seed,
                              .purpose = Draw::walker,
                              .subject = c.drawn_by.value,
                              .index = static_cast<std::uint32_t>(s.now)});
    // The walker arrives within this second. The whole second is closed.
    const auto comes = static_cast<float>(u / c.chance);
    if (comes < 1) c.closed_until = std::max(c.closed_until, s.now + comes + c.clear_s - 1);
  }
}

}  // namespace mwendo::traffic
