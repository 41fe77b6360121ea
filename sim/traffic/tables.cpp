// Tables of roads, slots, movements and connections, in the order in which a step walks over them.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/traffic/car_following.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kClosestSpacing = 2.4F;     // m, of the shortest vehicles in a lane
constexpr float kFrictionSpeedLoss = 0.3F;  // of the free speed at full friction
constexpr float kFilterLanes = 1.5F;        // riders abreast between the lanes, at a standstill
constexpr float kMostInLane = 32000;

void add_slot(TrafficState& s, float length, Permissions permissions, float per_metre) {
  Slot slot;
  slot.permissions = permissions;
  slot.capacity = static_cast<std::uint16_t>(std::min(length * per_metre + 3, kMostInLane));
  s.slot.push_back(slot);
}

void add_slots(TrafficState& s, const Road& road) {
  const Network& net = *s.net;
  Permissions riders = 0;
  for (const LaneId a : net.lanes_of(road.link)) {
    add_slot(s, road.length, net.lane.permissions[a], 1 / kClosestSpacing);
    riders = static_cast<Permissions>(riders | net.lane.permissions[a]);
  }
  add_slot(s, road.length, riders & (kMotorcycle | kBicycle), kFilterLanes / kClosestSpacing);
}

void add_road(TrafficState& s, LinkId l, NodeId node) {
  const Network& net = *s.net;
  Road r{};
  r.length = net.link.length_m[l];
  r.speed = net.link.free_speed_mps[l] * (1 - kFrictionSpeedLoss * net.link.friction[l]);
  r.mean_speed = r.speed;
  r.grade = net.link.grade[l];
  r.friction = net.link.friction[l];
  r.first_slot = static_cast<std::uint32_t>(s.slot.size());
  r.node = node.value;
  r.plan = net.node.signal_plan[node];
  r.pending_head = r.pending_tail = kNone;
  r.link = l;
  r.lanes = static_cast<std::uint16_t>(net.lanes_of(l).size());
  r.restless = true;
  s.road_of[l.value] = static_cast<std::uint32_t>(s.road.size());
  add_slots(s, r);
  s.road_at.resize(s.slot.size(), static_cast<std::uint32_t>(s.road.size()));
  s.road.push_back(r);
}

void make_roads(TrafficState& s) {
  const Network& net = *s.net;
  s.road_of.assign(net.links().size(), kNone);
  s.road.reserve(net.links().size());
  for (const NodeId n : net.nodes()) {
    s.first_road.push_back(static_cast<std::uint32_t>(s.road.size()));
    for (const LinkId l : net.incoming(n)) add_road(s, l, n);
  }
  s.first_road.push_back(static_cast<std::uint32_t>(s.road.size()));
  s.bay.resize(s.road.size());
  s.active_roads.assign((s.road.size() + 63) / 64, 0);
}

void size_slot_columns(TrafficState& s) {
  const std::size_t slots = s.slot.size();
  open_slots(s.slot);
  s.decision.assign(slots, {});
  s.trace.assign(slots, {});
  s.outbox_target.assign(slots, kNone);
  s.outbox.resize(slots);
  s.blocked.assign(slots, {});
  s.visited.assign(slots, 0);
  s.asking.assign((slots + 63) / 64, 0);
  s.will_ask = s.crossed = s.asking;
}

// Straight on only what is slower than either street: a sharp bend.
float speed_of_turn(const Network& net, MovementId m) {
  constexpr float kFastest = 25;
  const float streets = std::min(net.link.free_speed_mps[net.movement.from[m]],
                                 net.link.free_speed_mps[net.movement.to[m]]);
  const float speed = net.movement.speed_mps[m];
  const bool straight = net.movement.direction[m] == TurnDirection::straight;
  return straight && speed > 0.99F * streets ? kFastest : std::min(speed, kFastest);
}

// Drivers who have to give way come slowly enough to look: on minor approaches (none of whose turns
// goes first) and, less so, where nobody has priority.
float speed_of_approach(const Network& net, LinkId l) {
  constexpr float kGiveWay = 5;
  constexpr float kUncontrolled = 7;
  const NodeId n = net.link.to[l];
  if (net.node.signal_plan[n] != kNoSignalPlan) return kFarAway;
  int least = 255;
  bool conflicts = false;
  for (const MovementId m : net.movements_of(l)) {
    least = std::min<int>(least, net.movement.rank[m]);
    conflicts |= !net.conflicts_of(m).empty();
  }
  if (!conflicts) return kFarAway;
  if (least > 0) return kGiveWay;
  return net.node.control[n] == JunctionControl::uncontrolled ? kUncontrolled : kFarAway;
}

Movement movement_for(const TrafficState& s, MovementId m) {
  const Network& net = *s.net;
  Movement t{};
  t.to = s.road_of[net.movement.to[m].value];
  t.turn_speed = std::min(speed_of_turn(net, m), speed_of_approach(net, net.movement.from[m]));
  t.amber_until = t.occupied_until = -1;
  t.open = 1;
  t.rank = net.movement.rank[m];
  return t;
}

// Movements of a node conflict as bits; those beyond the 64th, which no junction of a street has,
// share the last bit and so conflict with all that it conflicts with.
std::uint8_t bit_of(std::size_t in_node) {
  return static_cast<std::uint8_t>(std::min<std::size_t>(in_node, 63));
}

void make_movements(TrafficState& s) {
  const Network& net = *s.net;
  s.movement.reserve(net.movements().size());
  s.movement_of.assign(net.movements().size(), kNone);
  for (const NodeId n : net.nodes()) {
    const std::size_t first = s.movement.size();
    for (std::uint32_t r = s.first_road[n.value]; r < s.first_road[n.value + 1]; ++r) {
      s.road[r].first_movement = static_cast<std::uint32_t>(s.movement.size());
      for (const MovementId m : net.movements_of(s.road[r].link)) {
        if (s.movement.size() - s.road[r].first_movement >= kNoTurn)
          throw std::length_error("a link has more than 254 turns");
        s.movement_of[m.value] = static_cast<std::uint32_t>(s.movement.size());
        s.movement.push_back(movement_for(s, m));
        s.movement_id.push_back(m);
        s.movement.back().in_node = bit_of(s.movement.size() - 1 - first);
      }
    }
  }
  s.conflicts.assign(s.movement.size(), 0);
  for (const MovementId m : net.movements())
    for (const MovementId c : net.conflicts_of(m))
      s.conflicts[s.movement_of[m.value]] |= 1ULL << s.movement[s.movement_of[c.value]].in_node;
  s.busy_until.assign(net.nodes().size(), -1);
}

void make_connections(TrafficState& s) {
  const Network& net = *s.net;
  for (const Road& r : s.road) {
    std::uint32_t lane = 0;
    for (const LaneId a : net.lanes_of(r.link)) {
      s.first_connection.push_back(static_cast<std::uint32_t>(s.connections.size()));
      for (const Connection& c : net.connections_of(a)) {
        Movement& m = s.movement[s.movement_of[c.movement.value]];
        const Road& to = s.road[m.to];
        const std::uint32_t target = to.first_slot + c.to.value - net.link.first_lane[to.link];
        s.connections.push_back({target, s.movement_of[c.movement.value]});
        m.one_connection = m.lanes == 0;
        if (m.lanes == 0) m.first_target = target;
        m.lanes |= 1U << lane;
      }
      ++lane;
    }
    s.first_connection.push_back(static_cast<std::uint32_t>(s.connections.size()));  // filter lane
  }
  s.first_connection.push_back(static_cast<std::uint32_t>(s.connections.size()));
}

// Opens the phase that the plan is in at the start of the clock.
void make_signals(TrafficState& s) {
  const Network& net = *s.net;
  s.plans.resize(net.signal_plans.size());
  for (const NodeId n : net.nodes()) {
    const std::uint32_t p = net.node.signal_plan[n];
    if (p == kNoSignalPlan || net.signal_plans[p].phases.size() < 2) continue;
    const SignalPlan& plan = net.signal_plans[p];
    for (const SignalPhase& phase : plan.phases)  // turns that no phase names are always open
      for (const MovementId m : phase.movements) s.movement[s.movement_of[m.value]].open = 0;
    TrafficState::PlanState& state = s.plans[p];
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
    if (!state.clearing)
      for (const MovementId m : phase.movements) s.movement[s.movement_of[m.value]].open = 1;
  }
}

}  // namespace

void make_tables(TrafficState& s) {
  make_roads(s);
  size_slot_columns(s);
  make_movements(s);
  make_connections(s);
  make_signals(s);
  make_crossings(s);
}

}  // namespace mwendo::traffic
