// Tables of links, lanes, movements and connections, in the order in which a step walks over them.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "network/permissions.h"
#include "sim/traffic/car_following.h"
#include "sim/traffic/critical_gaps.h"
#include "sim/traffic/merge_order.h"
#include "sim/traffic/roundabouts.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kClosestSpacing = 2.4F;     // m, of the shortest vehicles in a lane
constexpr float kFrictionSpeedLoss = 0.3F;  // of the free speed at full friction
constexpr float kFilterLanes = 1.5F;        // riders abreast between the lanes, at a standstill
constexpr float kMostInLane = 32000;

void add_lane(TrafficState& s, float length, Permissions permissions, float per_metre) {
  Lane lane;
  lane.permissions = permissions;
  lane.capacity =
      static_cast<std::uint16_t>(std::min(length * per_metre + 3, kMostInLane)) & 0x7FFFU;
  s.lane.push_back(lane);
}

void add_lanes(TrafficState& s, const Link& link) {
  const Network& net = *s.net;
  Permissions riders = 0;
  for (const LaneId a : net.lanes_of(link.id)) {
    add_lane(s, link.length, net.lane.permissions[a], 1 / kClosestSpacing);
    riders = static_cast<Permissions>(riders | net.lane.permissions[a]);
  }
  add_lane(s, link.length, riders & (kMotorcycle | kBicycle), kFilterLanes / kClosestSpacing);
}

void add_link(TrafficState& s, LinkId l, NodeId node) {
  const Network& net = *s.net;
  Link r{};
  r.length = net.link.length_m[l];
  r.speed = net.link.free_speed_mps[l] * (1 - kFrictionSpeedLoss * net.link.friction[l]);
  r.mean_speed = r.speed;
  r.grade = net.link.grade[l];
  r.friction = net.link.friction[l];
  r.first_lane = s.lane.end_index();
  r.node = node;
  r.plan = s.plan_of(node);
  r.pending_head = r.pending_tail = kNone;
  r.id = l;
  r.lanes = static_cast<std::uint16_t>(net.lanes_of(l).size());
  r.restless = true;
  s.link_of[l] = s.link.end_index();
  add_lanes(s, r);
  s.link_at.resize(s.lane.size(), s.link.end_index());
  s.link.push_back(r);
}

void make_links(TrafficState& s) {
  const Network& net = *s.net;
  s.link_of.assign(net.links().size(), kNone);
  s.link.reserve(net.links().size());
  for (const NodeId n : net.nodes()) {
    s.first_link.push_back(s.link.end_index());
    for (const LinkId l : net.incoming(n)) add_link(s, l, n);
  }
  s.first_link.push_back(s.link.end_index());
  s.bay.resize(s.link.size());
  s.active_links.resize(s.link.size());
}

void size_lane_columns(TrafficState& s) {
  const std::size_t lanes = s.lane.size();
  open_lanes(s.lane);
  s.decision.assign(lanes, {});
  s.line_free_s.assign(lanes, 0);
  s.outbox_target.assign(lanes, kNone);
  s.outbox.resize(lanes);
  s.blocked.assign(lanes, {});
  s.visited.assign(lanes, 0);
  s.asking.resize(lanes);
  s.will_ask = s.crossed = s.asking;
}

// A movement straight on limits speed only where it is slower than both streets: a sharp bend.
float speed_of_turn(const Network& net, MovementId m) {
  constexpr float kFastest = 25;
  const float streets = std::min(net.link.free_speed_mps[net.movement.from[m]],
                                 net.link.free_speed_mps[net.movement.to[m]]);
  const float speed = net.movement.speed_mps[m];
  const bool straight = net.movement.direction[m] == TurnDirection::straight;
  return straight && speed > 0.99F * streets ? kFastest : std::min(speed, kFastest);
}

// Drivers who have to give way come to the line slowly enough to look: on minor approaches, whose
// turns all give way, and at junctions without priority. At v m/s a queue passes the line with the
// headway reaction + spacing / v, which is the follow-up time t_f (speed_to_give_way). HCM 2010 has
// t_f = 4.0 s for those who cross at two-way stops (chapter 19) and 3.2 s at roundabouts (chapter
// 21); in mixed traffic see critical_gaps.h. Ramps that join a road keep their speed, but not at a
// stop sign. At an all-way stop vehicles pass the line at the speed of one that gets going.
float speed_of_approach(const Network& net, LinkId l, Gaps gaps) {
  constexpr float kRoundabout = 3.7F;
  constexpr float kUncontrolled = 3.7F;
  const NodeId n = net.link.to[l];
  if (net.node.signal_plan[n] != kNoSignalPlan) return kFarAway;
  int least = 255;
  bool conflicts = false;
  bool joins = true;
  for (const MovementId m : net.movements_of(l)) {
    least = std::min<int>(least, net.movement.rank[m]);
    conflicts |= !net.conflicts_of(m).empty();
    joins &= net.movement.direction[m] == TurnDirection::straight && joins_only(net, m);
  }
  if (!conflicts) return kFarAway;
  const bool sign = (net.link.flags[l] & kStopSign) != 0;
  if (net.node.control[n] == JunctionControl::all_way_stop) return kGetsGoing;
  if (sign) return speed_to_give_way(gaps);
  if (least > 0 && joins) return kFarAway;
  if (least > 0)
    return net.node.control[n] == JunctionControl::roundabout ? kRoundabout
                                                              : speed_to_give_way(gaps);
  return net.node.control[n] == JunctionControl::uncontrolled ? kUncontrolled : kFarAway;
}

Movement movement_for(const TrafficState& s, MovementId m) {
  const Network& net = *s.net;
  Movement t{};
  t.to = s.link_of[net.movement.to[m]];
  t.turn_speed =
      std::min(speed_of_turn(net, m), speed_of_approach(net, net.movement.from[m], s.options.gaps));
  t.amber_until = t.occupied_until = -1;
  const LinkId from = net.movement.from[m];
  const bool sign = (net.link.flags[from] & kStopSign) != 0 && !net.conflicts_of(m).empty();
  t.open = sign ? Opening::after_stop : Opening::open;
  t.rank = net.movement.rank[m];
  return t;
}

// Conflicts are bits of the movements of a node. Movements beyond the 64th share the last bit and
// so its conflicts; no junction of streets has so many.
std::uint8_t bit_of(std::size_t in_node) {
  return static_cast<std::uint8_t>(std::min<std::size_t>(in_node, 63));
}

void make_movements(TrafficState& s) {
  const Network& net = *s.net;
  s.movement.reserve(net.movements().size());
  s.movement_of.assign(net.movements().size(), kNone);
  for (const NodeId n : net.nodes()) {
    const std::size_t first = s.movement.size();
    for (LinkIndex r = s.first_into(n); r < s.end_into(n); ++r) {
      s.link[r].first_movement = s.movement.end_index();
      for (const MovementId m : net.movements_of(s.link[r].id)) {
        if (s.movement.end_index() - s.link[r].first_movement >= kNoTurn)
          throw std::length_error("a link has more than 254 turns");
        s.movement_of[m] = s.movement.end_index();
        s.movement.push_back(movement_for(s, m));
        s.movement_id.push_back(m);
        s.movement.back().in_node = bit_of(s.movement.size() - 1 - first);
      }
    }
  }
  s.conflicts.assign(s.movement.size(), 0);
  for (const MovementId m : net.movements())
    for (const MovementId c : net.conflicts_of(m))
      s.conflicts[s.movement_of[m]] |= 1ULL << s.movement[s.movement_of[c]].in_node;
  set_circulation(s);
  s.busy_until.assign(net.nodes().size(), -1);
}

void make_connections(TrafficState& s) {
  const Network& net = *s.net;
  for (const Link& r : s.link) {
    std::uint32_t lane = 0;
    for (const LaneId a : net.lanes_of(r.id)) {
      s.first_connection.push_back(s.connections.end_index());
      for (const Connection& c : net.connections_of(a)) {
        Movement& m = s.movement[s.movement_of[c.movement]];
        const Link& to = s.link[m.to];
        const LaneIndex target = to.first_lane + (c.to.value - net.link.first_lane[to.id]);
        s.connections.push_back({target, s.movement_of[c.movement]});
        if (!net.connection_permissions.empty())
          s.connection_permissions.push_back(vehicles_on(net.permissions_of(c)));
        m.one_connection = m.lanes == 0 && net.permissions_of(c) == kAnybody;
        if (m.lanes == 0) m.first_target = target;
        m.lanes |= 1U << lane;
      }
      ++lane;
    }
    s.first_connection.push_back(s.connections.end_index());  // filter lane
  }
  s.first_connection.push_back(s.connections.end_index());
}

// Opens the phase of each plan at the start of the clock.
void make_signals(TrafficState& s) {
  const Network& net = *s.net;
  s.plans.resize(net.signal_plans.size());
  for (const NodeId n : net.nodes()) {
    const SignalPlanIndex p = s.plan_of(n);
    if (p == kNone || s.planned(p).phases.size() < 2) continue;
    const SignalPlan& plan = s.planned(p);
    for (const SignalPhase& phase : plan.phases)  // movements that no phase names are always open
      for (const MovementId m : phase.movements)
        s.movement[s.movement_of[m]].open = Opening::closed;
    PlanState& state = s.plans[p];
    const float cycle = plan.cycle_s();
    float into = std::fmod(s.now - plan.offset_s, cycle);
    if (into < 0) into += cycle;
    while (into >= plan.phases[state.phase].green_s + plan.phases[state.phase].clearance_s) {
      into -= plan.phases[state.phase].green_s + plan.phases[state.phase].clearance_s;
      state.phase = (state.phase + 1) % static_cast<std::uint32_t>(plan.phases.size());
    }
    const SignalPhase& phase = plan.phases[state.phase];
    state.clearing = into >= phase.green_s;
    state.green_s = into;
    state.left_s = phase.green_s + phase.clearance_s - into;
    if (!state.clearing) open_phase(s, phase);
  }
}

}  // namespace

void make_tables(TrafficState& s) {
  make_links(s);
  size_lane_columns(s);
  make_movements(s);
  number_merges(s);
  set_critical_gaps(s);
  make_connections(s);
  make_signals(s);
  make_crossings(s);
}

}  // namespace mwendo::traffic
