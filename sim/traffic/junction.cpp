// The node model: front vehicles ask, the node grants, vehicles that crossed enter their lane.
//
// Who may cross: signal, room in the lane behind, paths across the junction that are free, and
// gaps in streams with priority. Equations and sources: docs/traffic.md.
#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kCriticalGap = 4;   // s to the next of a major stream that a driver crosses before
constexpr float kMergeGap = 3;      // s, the same where both go on in one lane
constexpr float kLeastGap = 1;      // s, accepted after a long wait
constexpr float kImpatience = 0.06F;  // s of accepted gap lost per second of waiting
constexpr std::uint8_t kForces = 60;  // s of waiting after which a driver takes his turn by force
constexpr float kKeepsMoving = 1;   // m/s, a vehicle behind the junction that is followed into it
constexpr std::uint32_t kLookForRings = 10;   // s between looks
constexpr std::uint32_t kPatienceForRoom = 5;  // times the patience of those who wait for a gap
constexpr float kShortLink = 60;    // m, the stop line at its end is looked at before it is entered
constexpr float kCautious = 3;      // m/s towards a stop line that may have to be obeyed
constexpr float kKerbHeadway = 2;   // s, headway that friction stretches

struct Request {
  std::uint32_t slot;
  std::uint32_t link;
  std::uint32_t movement;
  float distance;  // to the stop line
  float eta;       // s
  float turn;      // s, to the line, less the time it waits: among equals the least goes first
  std::uint8_t rank;
  std::uint8_t wait;
  bool can_stop;         // before the line, without braking hard
  bool forces = false;   // takes the next turn: later ones stay behind their lines
  bool granted = false;
  bool crosses = false;
  std::uint32_t target = kNone;
};

float room_in(const TrafficState& s, std::uint32_t slot, float length) {
  return std::min(s.tail_of(slot).position, length);
}

// The slot whose last vehicle is met on entering a slot: that one or, where it is empty and the
// platoon that left it last still reaches back into it, the slot of that platoon.
std::uint32_t slot_to_meet(const TrafficState& s, std::uint32_t slot) {
  if (s.longest_platoon_s == 0 || s.slot_count[slot] > 0 || s.last_out[slot] == kNone) return slot;
  return s.tail_of(s.last_out[slot]).position < 0 ? s.last_out[slot] : slot;
}

// The tail of that vehicle, measured from the start of the slot.
TrafficState::Tail tail_to_meet(const TrafficState& s, std::uint32_t slot, std::uint32_t link) {
  const std::uint32_t met = slot_to_meet(s, slot);
  TrafficState::Tail tail = s.tail_of(met);
  if (met != slot) tail.position += s.link_length[link];
  return tail;
}

// The next turn after the one asked for, to choose the lane behind the junction.
std::uint32_t lanes_after(const TrafficState& s, const OnLane& v, LinkId to) {
  const VehicleRecord& r = s.record[v.vehicle];
  if (r.route_index + 2 >= r.route_length) return 0xFFFFFFFFU;
  const LinkId after = s.route_links[r.route_first + r.route_index + 2];
  for (const MovementId m : s.net->movements_of(to))
    if (s.net->movement.to[m] == after) return s.movement_lanes[m.value];
  return 0xFFFFFFFFU;
}

// Best slot behind the junction for a rider between the lanes.
std::uint32_t filter_target(const TrafficState& s, const OnLane& v, std::uint32_t to) {
  const std::uint32_t filter = s.filter_slot(to);
  if (s.mean_speed[to] < 0.6F * s.link_speed[to]) return filter;
  for (std::uint32_t slot = s.first_slot[to]; slot < filter; ++slot)
    if ((s.slot_permissions[slot] & s.types[v.type].permissions) != 0 &&
        s.tail_of(slot).position > 15 && s.slot_count[slot] < s.slot_capacity[slot])
      return slot;
  return filter;
}

// How good a slot is to enter: room, the lane of the turn after, a lane of one's own.
float score_of(const TrafficState& s, const OnLane& v, LinkId to, std::uint32_t slot,
               std::uint32_t wanted) {
  const std::uint32_t index = slot - s.first_slot[to.value];
  const bool own = (s.slot_permissions[slot] & kCar) == 0 && (s.types[v.type].permissions & kBrt) != 0;
  return room_in(s, slot, s.link_length[to.value]) + ((wanted >> index & 1U) != 0 ? 200.0F : 0.0F) +
         (own ? 400.0F : 0.0F);
}

std::uint32_t best_connection(const TrafficState& s, LaneId lane, const OnLane& v) {
  const Network& net = *s.net;
  const LinkId to = net.movement.to[MovementId{v.movement}];
  std::uint32_t best = kNone;
  float best_score = 0;
  std::uint32_t wanted = 0;
  for (const Connection& c : net.connections_of(lane)) {
    if (c.movement.value != v.movement) continue;
    const std::uint32_t slot = s.first_slot[to.value] + c.to.value - net.link.first_lane[to];
    if ((s.slot_permissions[slot] & s.types[v.type].permissions) == 0) continue;
    if (best == kNone) {
      best = slot;  // the common case of one connection needs no score
      continue;
    }
    if (wanted == 0) {
      wanted = lanes_after(s, v, to);
      best_score = score_of(s, v, to, best, wanted);
    }
    const float score = score_of(s, v, to, slot, wanted);
    if (score > best_score) {
      best = slot;
      best_score = score;
    }
  }
  return best;
}

// From a lane without the turn, after waiting: the connection of the nearest lane that has it.
std::uint32_t improvised_target(const TrafficState& s, std::uint32_t link, const OnLane& v) {
  for (const LaneId lane : s.net->lanes_of(LinkId{link})) {
    const std::uint32_t target = best_connection(s, lane, v);
    if (target != kNone) return target;
  }
  return kNone;
}

void note_priority(TrafficState& s, const Request& q, const OnLane& v) {
  if (!s.types[v.type].priority) return;
  const std::uint32_t p = s.net->node.signal_plan[s.net->link.to[LinkId{q.link}]];
  if (p == kNoSignalPlan) return;
  const SignalPlan& plan = s.net->signal_plans[p];
  for (std::uint32_t i = 0; i < plan.phases.size(); ++i)
    for (const MovementId m : plan.phases[i].movements)
      if (m.value == q.movement) {
        s.plans[p].priority_phase = i;
        return;
      }
}

void note_demand(TrafficState& s, std::uint32_t link) {
  const std::uint32_t p = s.net->node.signal_plan[s.net->link.to[LinkId{link}]];
  if (p != kNoSignalPlan) s.plans[p].demand = true;
}

void collect_from_slot(TrafficState& s, std::uint32_t link, std::uint32_t slot,
                       std::vector<Request>& requests) {
  s.decision[slot].vehicle = kNone;
  s.decision[slot].target = kNone;
  if (s.slot_count[slot] == 0) {
    s.service_left[slot] = std::max(0.0F, s.service_left[slot] - 1);
    return;
  }
  OnLane& v = *s.slot_begin(slot);
  const bool open = v.movement == kNone || s.movement_open[v.movement] != 0;
  if (open) s.service_left[slot] = std::max(0.0F, s.service_left[slot] - 1);
  if (v.movement == kNone || v.halt < kFarAway) return;
  const VehicleType& t = s.types[v.type];
  const float to_line = s.link_length[link] - v.position;
  const float platoon = s.longest_tail + s.longest_platoon_s * v.speed;
  if (to_line > decision_distance(t, v.speed) + platoon) return;
  const float eta = to_line / std::max(v.speed, 2.0F);
  const bool patient = v.wait_s < kForces;
  requests.push_back({slot, link, v.movement, to_line, eta, eta - static_cast<float>(v.wait_s),
                      patient ? s.net->movement.rank[MovementId{v.movement}] : std::uint8_t{0},
                      v.wait_s, v.speed * v.speed <= 2 * t.decel * to_line});
}

bool same_target_link(const TrafficState& s, std::uint32_t a, std::uint32_t b) {
  return s.net->movement.to[MovementId{a}] == s.net->movement.to[MovementId{b}];
}

// Whether another front vehicle keeps this one from going.
bool yields_to(const TrafficState& s, const Request& q, const Request& other) {
  if (other.slot == q.slot) return false;
  const bool merge = same_target_link(s, q.movement, other.movement);
  if (other.forces && q.can_stop && !merge) return other.turn <= q.turn;
  if (!other.granted) return false;
  if (other.crosses && (!merge || other.target == q.target)) return true;
  const float gap = merge ? kMergeGap : kCriticalGap;
  if (other.rank < q.rank) return other.eta < std::max(kLeastGap, gap - kImpatience * q.wait);
  return !merge && other.rank == q.rank && other.turn <= q.turn;
}

enum class Path : std::uint8_t { free, occupied, yields };

Path path_across(const TrafficState& s, const Request& q, const std::vector<Request>& requests) {
  Path path = Path::free;
  for (const MovementId c : s.net->conflicts_of(MovementId{q.movement})) {
    if (s.now < s.occupied_until[c.value] && !same_target_link(s, q.movement, c.value))
      path = Path::occupied;
    for (const Request& other : requests)
      if (other.movement == c.value && yields_to(s, q, other)) return Path::yields;
  }
  for (const Request& other : requests)  // same turn from another lane into the same slot
    if (other.crosses && other.target == q.target && other.slot != q.slot) return Path::yields;
  return path;
}

std::uint32_t choose_target(const TrafficState& s, const Request& q, const OnLane& v,
                            bool& improvised) {
  const std::uint32_t to = s.net->movement.to[MovementId{q.movement}].value;
  if (q.slot == s.filter_slot(q.link)) return filter_target(s, v, to);
  const std::uint32_t lane = q.slot - s.first_slot[q.link];
  const LaneId lane_id{s.net->link.first_lane[LinkId{q.link}] + lane};
  const std::uint32_t target = best_connection(s, lane_id, v);
  if (target != kNone || v.wait_s < s.options.improvise_after_s) return target;
  improvised = true;
  return improvised_target(s, q.link, v);
}

// Nobody enters the junction behind a vehicle that stands too close behind it; a moving one is
// followed as on the open road, else the stop line would cost a third of the capacity.
bool has_room(const TrafficState& s, std::uint32_t target, std::uint32_t to, const VehicleType& t) {
  if (s.slot_count[target] >= s.slot_capacity[target] || s.reserved[target] != 0) return false;
  const TrafficState::Tail tail = tail_to_meet(s, target, to);
  return tail.speed >= kKeepsMoving ||
         tail.position >= std::min(t.length, 0.9F * s.link_length[to]);
}

// Whether the turn at the end of a short link is known to be free: open and first in rank.
bool goes_on_freely(const TrafficState& s, const OnLane& v, LinkId to) {
  const VehicleRecord& r = s.record[v.vehicle];
  if (r.route_index + 2 >= r.route_length) return true;
  const LinkId after = s.route_links[r.route_first + r.route_index + 2];
  for (const MovementId m : s.net->movements_of(to))
    if (s.net->movement.to[m] == after)
      return s.movement_open[m.value] != 0 && s.net->movement.rank[m] == 0;
  return false;
}

void book_crossing(TrafficState& s, Request& q, const OnLane& v, const VehicleType& t,
                   float speed) {
  q.crosses = true;
  const bool signalised = s.net->node.signal_plan[s.net->link.to[LinkId{q.link}]] != kNoSignalPlan;
  const float rest = rest_of_platoon(t, speed, v.desired);
  s.occupied_until[q.movement] =
      s.now + time_across(t, speed, v.desired) + (signalised ? 0 : rest);
  s.service_left[q.slot] = rest;
  const float friction = s.net->link.friction[LinkId{q.link}];
  if (friction > 0 && q.slot == s.first_slot[q.link])
    s.service_left[q.slot] += t.reaction + t.spacing / std::max(speed, kDischarge * v.desired) +
                              t.platoon * kKerbHeadway * friction / (1 - std::min(friction, 0.8F));
}

// Zip: a vehicle follows whoever enters its lane from another one before it, as if that one were
// ahead in its own lane; where they are level it falls back.
float speed_to_zip(const TrafficState& s, const Request& q, const OnLane& v, const VehicleType& t,
                   const std::vector<Request>& requests) {
  float speed = kFarAway;
  for (const Request& first : requests) {
    if (!first.granted || first.target != q.target || first.slot == q.slot) continue;
    if (first.turn > q.turn) continue;
    const OnLane& other = *s.slot_begin(first.slot);
    const VehicleType& other_type = s.types[other.type];
    const float gap = q.distance - first.distance - other_type.tail;
    speed = std::min(speed, gap > 0 ? safe_speed(t, gap, other.speed, other_type.platoon_s)
                                    : std::max(v.speed - t.decel, 0.0F));
  }
  return speed;
}

// Amber: who would have to brake harder than comfortably goes on.
bool passes_on_amber(const TrafficState& s, const Request& q, const OnLane& v,
                     const VehicleType& t) {
  return s.now < s.amber_until[q.movement] && safe_speed(t, q.distance, 0) < v.speed - t.decel;
}

void report_waiting(const TrafficState& s, std::uint32_t slot, TrafficState::Scratch& scratch) {
  if (static_cast<std::uint32_t>(s.now) % kLookForRings == 0) scratch.waiting.push_back(slot);
}

// Notes for whose space a vehicle waits. Its patience is longer: who is denied room goes on when
// those ahead do, and where they wait for him, in a ring, all go together (gridlock.cpp).
void note_blocked(TrafficState& s, const Request& q, OnLane& v, TrafficState::Scratch& scratch) {
  Blocked& b = s.blocked[q.slot];
  if (b.vehicle != v.vehicle) b = {v.vehicle, q.target, q.target, s.now};
  b.target = q.target;
  b.held_by = slot_to_meet(s, q.target);
  report_waiting(s, q.slot, scratch);
  if (v.wait_s > 0 && static_cast<std::uint32_t>(s.now) % kPatienceForRoom != 0) --v.wait_s;
}

void decide(TrafficState& s, Request& q, const std::vector<Request>& requests,
            TrafficState::Scratch& scratch) {
  OnLane& v = *s.slot_begin(q.slot);
  const VehicleType& t = s.types[v.type];
  const float accel = acceleration_on_grade(t, s.net->link.grade[LinkId{q.link}]);
  Decision& d = s.decision[q.slot];
  d = {next_speed(t, accel, v.speed, v.desired, q.distance, 0), kNone, v.vehicle, false};
  note_priority(s, q, v);
  if (s.movement_open[q.movement] == 0 && !passes_on_amber(s, q, v, t)) {
    v.wait_s = 0;  // a red light is no fault of the junction
    if (s.blocked[q.slot].vehicle == v.vehicle) report_waiting(s, q.slot, scratch);
    return;
  }
  note_demand(s, q.link);
  if (s.service_left[q.slot] > q.eta) {
    v.wait_s = 0;
    return;
  }
  const std::uint32_t to = s.net->movement.to[MovementId{q.movement}].value;
  q.target = choose_target(s, q, v, d.improvised);
  if (q.target != kNone && !has_room(s, q.target, to, t)) {
    note_blocked(s, q, v, scratch);
    q.target = kNone;
  }
  const Path path = q.target == kNone ? Path::yields : path_across(s, q, requests);
  if (path != Path::free) {
    q.forces = path == Path::occupied && q.wait >= kForces;
    d.speed = std::min(d.speed, speed_to_zip(s, q, v, t, requests));
    if (v.wait_s >= s.options.move_on_after_s) scratch.jumps.push_back(q.slot);
    return;
  }
  q.granted = true;
  const TrafficState::Tail tail = tail_to_meet(s, q.target, to);
  const float desired = std::min(v.desired, safe_speed(t, q.distance, s.turn_speed[q.movement]));
  d.speed = next_speed(t, accel, v.speed, desired, q.distance + tail.position, tail.speed,
                       tail.platoon_s);
  if (requests.size() > 1) d.speed = std::min(d.speed, speed_to_zip(s, q, v, t, requests));
  if (s.link_length[to] < kShortLink && !goes_on_freely(s, v, LinkId{to}))
    d.speed = std::min(d.speed, safe_speed(t, q.distance + s.link_length[to], kCautious));
  if (v.position + d.speed <= s.link_length[q.link]) return;
  d.target = q.target;
  book_crossing(s, q, v, t, d.speed);
}

}  // namespace

void decide_at_node(TrafficState& s, std::uint32_t node, TrafficState::Scratch& scratch) {
  static thread_local std::vector<Request> requests;
  requests.clear();
  for (const LinkId link : s.net->incoming(NodeId{node}))
    for (std::uint32_t slot = s.first_slot[link.value]; slot < s.first_slot[link.value + 1]; ++slot)
      collect_from_slot(s, link.value, slot, requests);
  if (requests.size() > 1)
    std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) {
      if (a.rank != b.rank) return a.rank < b.rank;
      if (a.turn != b.turn) return a.turn < b.turn;
      return a.slot < b.slot;
    });
  for (Request& q : requests) decide(s, q, requests, scratch);
}

void transfer_at_node(TrafficState& s, std::uint32_t node, TrafficState::Scratch&) {
  for (const LinkId from : s.net->incoming(NodeId{node})) {
    for (std::uint32_t slot = s.first_slot[from.value]; slot < s.first_slot[from.value + 1];
         ++slot) {
      const std::uint32_t target = s.outbox_target[slot];
      if (target == kNone) continue;
      s.outbox_target[slot] = kNone;
      s.last_out[slot] = target;
      OnLane v = s.outbox[slot];
      const std::uint32_t to = s.net->movement.to[MovementId{v.movement}].value;
      VehicleRecord& r = s.record[v.vehicle];
      ++r.route_index;
      const std::uint16_t n = s.slot_count[target];
      if (n > 0) {  // somebody may have changed into this lane meanwhile
        const OnLane& last = s.slot_begin(target)[n - 1];
        const float rear = last.position - s.types[last.type].spacing;
        v.position = std::max(0.0F, std::min(v.position, rear));
      }
      r.entered_at_s = s.now + 1;
      r.entered_position = 0;
      prepare_for_link(s, v, to);
      insert_into_slot(s, target, n, v);
      set_bit(s.active_links, to);
      // On a short link it may be at the next stop line before the link has moved once.
      if (n == 0 && s.link_length[to] - v.position < decision_distance(s.types[v.type], v.speed))
        set_bit(s.active_nodes, s.net->link.to[LinkId{to}].value);
    }
  }
}

}  // namespace mwendo::traffic
