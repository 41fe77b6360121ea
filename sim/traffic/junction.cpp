// The node model: front vehicles ask, the node grants, vehicles that crossed enter their lane.
//
// Who may cross: signal, room in the lane behind, paths across the junction that are free, and
// gaps in streams with priority. Equations and sources: docs/traffic.md.
#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/state.h"
#include "sim/traffic/targets.h"

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

[[gnu::noinline]] void note_priority(TrafficState& s, std::uint32_t p, MovementId movement) {
  const SignalPlan& plan = s.net->signal_plans[p];
  for (std::uint32_t i = 0; i < plan.phases.size(); ++i)
    for (const MovementId m : plan.phases[i].movements)
      if (m == movement) {
        s.plans[p].priority_phase = i;
        return;
      }
}

// A platoon passes its line while nobody is behind it or the turn of who is has green.
[[gnu::noinline]] bool service_goes_on(const TrafficState& s, const Road& road, const Slot& lane) {
  if (lane.count == 0) return true;
  const std::uint32_t movement = turn_of(road, lane.data[0]);
  return movement == kNone || s.movement[movement].open != 0;
}

// Amber: who would have to brake harder than comfortably goes on.
bool passes_on_amber(const TrafficState& s, const Movement& m, const OnLane& v, float to_line) {
  const VehicleType& t = s.types[v.type];
  return s.now < m.amber_until && safe_speed(t, to_line, 0) < v.speed - t.decel;
}

bool looks_for_rings(const TrafficState& s) {
  return static_cast<std::uint32_t>(s.now) % kLookForRings == 0;
}

// At red there is nothing to decide: the line is an obstacle, as it is without a decision.
void wait_at_red(const TrafficState& s, std::uint32_t slot, OnLane& v,
                 TrafficState::Scratch& scratch) {
  v.wait_s = 0;  // a red light is no fault of the junction
  if (looks_for_rings(s) && s.blocked[slot].vehicle == v.vehicle) scratch.waiting.push_back(slot);
}

void collect_from_slot(TrafficState& s, std::uint32_t slot, TrafficState::Scratch& scratch) {
  const std::uint32_t index = s.road_at[slot];
  const Road& road = s.road[index];
  const Slot& lane = s.slot[slot];
  const bool serves = lane.in_service;
  if (serves && service_goes_on(s, road, lane))
    set_service(s, slot, std::max(0.0F, s.trace[slot].service_s - 1));
  if (lane.count == 0) return;
  OnLane& v = lane.data[0];
  if (v.turn == kNoTurn || (v.flags & kHalts) != 0 || (serves && !asks(s, road, v))) return;
  const std::uint32_t movement = turn_of(road, v);
  const Movement& m = s.movement[movement];
  const VehicleType& t = s.types[v.type];
  const float to_line = road.length - v.position;
  if (t.priority && road.plan != kNoSignalPlan) note_priority(s, road.plan, s.movement_id[movement]);
  if (m.open == 0 && !passes_on_amber(s, m, v, to_line)) return wait_at_red(s, slot, v, scratch);
  const float eta = to_line / std::max(v.speed, 2.0F);
  scratch.requests.push_back({slot, index, movement, m.to, to_line, eta,
                              eta - static_cast<float>(v.wait_s),
                              static_cast<std::uint16_t>(v.wait_s < kForces ? m.rank : 0),
                              static_cast<std::uint16_t>(v.wait_s),
                              v.speed * v.speed <= 2 * t.decel * to_line});
}

// Whether another front vehicle keeps this one from going.
bool yields_to(const Request& q, const Request& other) {
  if (other.slot == q.slot) return false;
  const bool merge = q.to == other.to;
  if (other.forces && q.can_stop && !merge) return other.turn <= q.turn;
  if (!other.granted) return false;
  if (other.crosses && (!merge || other.target == q.target)) return true;
  const float gap = merge ? kMergeGap : kCriticalGap;
  if (other.rank < q.rank) return other.eta < std::max(kLeastGap, gap - kImpatience * q.wait);
  return !merge && other.rank == q.rank && other.turn <= q.turn;
}

enum class Path : std::uint8_t { free, occupied, yields };

// Whether a vehicle is still on a conflicting path.
[[gnu::noinline]] bool path_is_occupied(const TrafficState& s, const Request& q) {
  const std::uint32_t node = s.road[q.road].node;
  if (s.now >= s.busy_until[node]) return false;
  const std::uint64_t conflicts = s.conflicts[q.movement];
  const std::uint32_t next = s.first_road[node + 1];
  const std::size_t end = next < s.road.size() ? s.road[next].first_movement : s.movement.size();
  for (std::size_t m = s.road[s.first_road[node]].first_movement; m < end; ++m) {
    const Movement& other = s.movement[m];
    if (s.now < other.occupied_until && other.to != q.to && (conflicts >> other.in_node & 1U) != 0)
      return true;
  }
  return false;
}

Path path_across(const TrafficState& s, const Request& q, const std::vector<Request>& requests) {
  if (requests.size() == 1) return path_is_occupied(s, q) ? Path::occupied : Path::free;
  const std::uint64_t conflicts = s.conflicts[q.movement];
  for (const Request& other : requests) {
    if ((conflicts >> s.movement[other.movement].in_node & 1U) != 0 && yields_to(q, other))
      return Path::yields;
    // the same turn from another lane into the same slot
    if (other.crosses && other.target == q.target && other.slot != q.slot) return Path::yields;
  }
  return path_is_occupied(s, q) ? Path::occupied : Path::free;
}

// Nobody enters the junction behind a vehicle that stands too close behind it; a moving one is
// followed as on the open road, else the stop line would cost a third of the capacity.
bool has_room(const TrafficState& s, std::uint32_t target, std::uint32_t to, const VehicleType& t,
              const TrafficState::Tail& tail) {
  if (s.slot[target].full()) return false;
  return tail.speed >= kKeepsMoving ||
         tail.position >= std::min(t.length, 0.9F * s.road[to].length);
}

// Whether the turn at the end of a short road is known to be free: open and first in rank.
bool goes_on_freely(const TrafficState& s, const OnLane& v) {
  const std::uint32_t after = movement_after(s, v);
  return after == kNone || (s.movement[after].open != 0 && s.movement[after].rank == 0);
}

// Walkers at a signal who cross the road that is turned into, or null.
const SignalCrossing* walkers_into(const TrafficState& s, const Request& q) {
  if (s.walkers_into.empty()) return nullptr;
  const std::uint32_t c = s.walkers_into[q.to];
  return c == kNone ? nullptr : &s.signal_crossings[c];
}

bool gives_way_to_walkers(const TrafficState& s, const Request& q) {
  const SignalCrossing* c = walkers_into(s, q);
  return c != nullptr && s.now < c->closed_until && q.can_stop;
}

[[gnu::noinline]] void book_crossing(TrafficState& s, Request& q, const OnLane& v, const VehicleType& t,
                   float speed) {
  q.crosses = true;
  const Road& road = s.road[q.road];
  fetch(&s.record[v.vehicle]);  // it will leave the road in this step
  if (s.options.tally)
    fetch(&s.tallies.at(road.link, s.tallies.period_at(s.now), t.vehicle_class));
  float rest = rest_of_platoon(t, speed, v.desired);
  const SignalCrossing* walkers = walkers_into(s, q);
  if (walkers != nullptr && walkers->green) rest /= walkers->discharge;
  Movement& m = s.movement[q.movement];
  m.occupied_until =
      s.now + time_across(t, speed, v.desired) + (road.plan != kNoSignalPlan ? 0 : rest);
  s.busy_until[road.node] = std::max(s.busy_until[road.node], m.occupied_until);
  float service = rest;
  if (road.friction > 0 && q.slot == road.first_slot)
    service += t.reaction + t.spacing / std::max(speed, kDischarge * v.desired) +
                         t.platoon * kKerbHeadway * road.friction /
                             (1 - std::min(road.friction, 0.8F));
  if (service > 0 || s.slot[q.slot].in_service) set_service(s, q.slot, service);
}

// Of two from different roads that stand or have just started the nearer to the line goes first: the
// order of turns changes whenever one of them stops, so that they would leapfrog.
bool goes_after(const Request& first, float first_speed, const Request& q, float speed,
                const VehicleType& t) {
  const bool starts = first.road != q.road && std::max(first_speed, speed) <= t.accel;
  return starts && first.distance != q.distance ? first.distance > q.distance : first.turn > q.turn;
}

// Zip: a vehicle follows whoever enters its lane from another one before it, as if that one were
// ahead in its own lane; where they are level it falls back.
float speed_to_zip(const TrafficState& s, const Request& q, const OnLane& v, const VehicleType& t,
                   const std::vector<Request>& requests) {
  float speed = kFarAway;
  for (const Request& first : requests) {
    if (!first.granted || first.target != q.target || first.slot == q.slot) continue;
    const OnLane& other = s.slot[first.slot].data[0];
    if (goes_after(first, other.speed, q, v.speed, t)) continue;
    const VehicleType& other_type = s.types[other.type];
    const float gap = q.distance - first.distance - other_type.tail;
    speed = std::min(speed, gap > 0 ? safe_speed(t, gap, other.speed, other_type.platoon_s)
                                    : std::max(v.speed - t.decel, 0.0F));
  }
  return speed;
}

// Notes for whose space a vehicle waits. Its patience is longer: who is denied room goes on when
// those ahead do, and where they wait for him, in a ring, all go together (gridlock.cpp).
[[gnu::noinline]] void note_blocked(TrafficState& s, const Request& q, OnLane& v, TrafficState::Scratch& scratch) {
  Blocked& b = s.blocked[q.slot];
  if (b.vehicle != v.vehicle) b = {v.vehicle, q.target, q.target, s.now};
  b.target = q.target;
  b.held_by = slot_to_meet(s, q.target);
  if (looks_for_rings(s)) scratch.waiting.push_back(q.slot);
  if (v.wait_s > 0 && static_cast<std::uint32_t>(s.now) % kPatienceForRoom != 0) --v.wait_s;
}

void decide(TrafficState& s, Request& q, const std::vector<Request>& requests,
            TrafficState::Scratch& scratch) {
  OnLane& v = s.slot[q.slot].data[0];
  const VehicleType& t = s.types[v.type];
  const Road& road = s.road[q.road];
  const float accel = acceleration_on_grade(t, road.grade);
  Decision& d = s.decision[q.slot];
  d = {};
  set_flag(v, kDecided, true);
  const auto stop = [&] { return next_speed(t, accel, v.speed, v.desired, q.distance, 0); };
  if (road.plan != kNoSignalPlan) s.plans[road.plan].demand = true;
  if (s.slot[q.slot].in_service && s.trace[q.slot].service_s > q.eta) {
    v.wait_s = 0;
    d.speed = stop();
    return;
  }
  if (gives_way_to_walkers(s, q)) {
    d.speed = stop();
    return;
  }
  q.target = choose_target(s, q, v, d.improvised);
  TrafficState::Tail tail{};
  if (q.target != kNone) {
    tail = tail_to_meet(s, q.target, q.to);
    if (!has_room(s, q.target, q.to, t, tail)) {
      note_blocked(s, q, v, scratch);
      q.target = kNone;
    }
  }
  const Path path = q.target == kNone ? Path::yields : path_across(s, q, requests);
  if (path != Path::free) {
    q.forces = path == Path::occupied && q.wait >= kForces;
    d.speed = std::min(stop(), speed_to_zip(s, q, v, t, requests));
    if (v.wait_s >= s.options.move_on_after_s) scratch.jumps.push_back(q.slot);
    return;
  }
  q.granted = true;
  const float desired =
      std::min(v.desired, safe_speed(t, q.distance, s.movement[q.movement].turn_speed));
  d.speed = next_speed(t, accel, v.speed, desired, q.distance + tail.position, tail.speed,
                       tail.platoon_s);
  if (requests.size() > 1) d.speed = std::min(d.speed, speed_to_zip(s, q, v, t, requests));
  const float next_length = s.road[q.to].length;
  if (next_length < kShortLink && !goes_on_freely(s, v))
    d.speed = std::min(d.speed, safe_speed(t, q.distance + next_length, kCautious));
  if (v.position + d.speed <= road.length) return;
  d.target = q.target;
  book_crossing(s, q, v, t, d.speed);
}

bool goes_before(const Request& a, const Request& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.turn != b.turn) return a.turn < b.turn;
  return a.slot < b.slot;
}

// Sorts numbers, not requests, which are large; by insertion, as there are few.
const std::vector<std::uint32_t>& in_turn(const std::vector<Request>& requests,
                                          std::vector<std::uint32_t>& turns) {
  turns.resize(requests.size());
  for (std::uint32_t k = 0; k < requests.size(); ++k) {
    std::uint32_t at = k;
    for (; at > 0 && goes_before(requests[k], requests[turns[at - 1]]); --at)
      turns[at] = turns[at - 1];
    turns[at] = k;
  }
  return turns;
}

}  // namespace

void decide_at_node(TrafficState& s, std::span<const std::uint32_t> slots,
                    TrafficState::Scratch& scratch) {
  std::vector<Request>& requests = scratch.requests;
  requests.clear();
  for (const std::uint32_t slot : slots)
    collect_from_slot(s, slot, scratch);
  for (const std::uint32_t k : in_turn(requests, scratch.turns))
    decide(s, requests[k], requests, scratch);
}

}  // namespace mwendo::traffic
