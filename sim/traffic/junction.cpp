// The node model: front vehicles ask, the node grants.
//
// A vehicle may cross if the signal is open, the next lane has room, its path across the junction
// is free, and streams with priority have a gap. Equations and sources: docs/traffic.md.
#include "sim/traffic/junction.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/traffic/booking.h"
#include "sim/traffic/car_following.h"
#include "sim/traffic/courtesy.h"
#include "sim/traffic/critical_gaps.h"
#include "sim/traffic/gaps.h"
#include "sim/traffic/gridlock.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/targets.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr std::uint32_t kPatienceForRoom = 5;  // times the patience of those who wait for a gap
constexpr float kShortLink = 60;  // m, the stop line at its end is looked at before it is entered
constexpr float kCautious = 3;    // m/s towards a stop line that may have to be obeyed
constexpr float kStands = 0.1F;   // m/s; slower vehicles stand

[[gnu::noinline]] void note_priority(TrafficState& s, SignalPlanIndex p, MovementId movement) {
  const SignalPlan& plan = s.planned(p);
  for (std::uint32_t i = 0; i < plan.phases.size(); ++i)
    for (const MovementId m : plan.phases[i].movements)
      if (m == movement) {
        s.plans[p].priority_phase = i;
        return;
      }
}

// Amber: a vehicle that would have to brake harder than comfortably goes on.
bool passes_on_amber(const TrafficState& s, const Movement& m, const OnLane& v, float to_line) {
  const VehicleType& t = s.types[v.type];
  return s.now < m.amber_until && !stops_comfortably(t, v.speed, to_line);
}

// A vehicle that stands at the stop line, as it waited for a gap in its green, clears the junction
// when the opposing stream stops: one at least in each cycle (HCM 2010, chapter 31: sneakers).
bool clears_junction(const TrafficState& s, const Movement& m, const OnLane& v, float to_line) {
  return m.rank > 0 && s.now < m.amber_until && v.wait_s > 0 && to_line <= kAtLine;
}

// Whether a vehicle that stands before a closed line would find no room behind the junction. Then
// it may be in a ring, as one that was denied room at its line.
[[gnu::noinline]] bool waits_for_room(TrafficState& s, const Request& q, const OnLane& v) {
  Blocked& b = s.blocked[q.lane];
  if (b.vehicle == v.vehicle && !b.behind_box) return true;
  if (q.distance > kAtLine) return b.vehicle == v.vehicle;
  bool improvised = false;
  const LaneIndex target = choose_target(s, q, v, improvised);
  if (target == kNone || has_room(s, s.link[q.link], target, s.types[v.type], s.tail_of(target)))
    return b.vehicle == v.vehicle;
  b = {v.vehicle, target, s.now};
  return true;
}

void look_for_ring(TrafficState& s, const Request& q, const OnLane& v, Scratch& scratch) {
  if (looks_for_rings(s) && waits_for_room(s, q, v)) scratch.waiting.push_back(q.lane);
}

// At red there is nothing to decide: the line is an obstacle, as it is without a decision.
void wait_at_red(TrafficState& s, LaneIndex lane_index, MovementIndex movement, OnLane& v,
                 Scratch& scratch) {
  v.wait_s = 0;  // a red light is no fault of the junction
  if (!looks_for_rings(s) || v.speed >= kStands) return;
  Request q{};
  q.lane = lane_index, q.movement = movement;
  q.link = s.link_at[lane_index], q.to = s.movement[movement].to;
  q.distance = s.link[q.link].length - v.position;
  look_for_ring(s, q, v, scratch);
}

void collect_from_lane(TrafficState& s, LaneIndex lane_index, Scratch& scratch) {
  const LinkIndex index = s.link_at[lane_index];
  const Link& link = s.link[index];
  const Lane& lane = s.lane[lane_index];
  if (lane.count == 0) return;
  OnLane& v = lane.data[0];
  if (v.turn == kNoTurn || (v.flags & kHalts) != 0) return;
  const MovementIndex movement = turn_of(link, v);
  const Movement& m = s.movement[movement];
  const VehicleType& t = s.types[v.type];
  const float to_line = link.length - v.position;
  if (t.priority && link.plan != kNone) note_priority(s, link.plan, s.movement_id[movement]);
  if (!is_open(m) && !passes_on_amber(s, m, v, to_line) && !clears_junction(s, m, v, to_line))
    return wait_at_red(s, lane_index, movement, v, scratch);
  const float eta = to_line / std::max(v.speed, 2.0F);
  scratch.requests.push_back(
      {lane_index, index, movement, m.to, to_line, eta, eta - static_cast<float>(v.wait_s),
       let_in_below(s, link, m, v, to_line), m.rank, v.speed * v.speed <= 2 * t.decel * to_line});
  if (Request& q = scratch.requests.back(); q.let_in_below > 0) {
    q.target = s.decision[lane_index].claimed;
    q.claims = q.target != kNone;
  }
}

// Whether the turn at the end of a short link is known to be free: open and first in rank.
bool goes_on_freely(const TrafficState& s, const OnLane& v) {
  const MovementIndex after = movement_after(s, v);
  return after == kNone || (s.movement[after].open == Opening::open && s.movement[after].rank == 0);
}

bool gives_way_to_walkers(const TrafficState& s, const Request& q) {
  const SignalCrossing* c = walkers_into(s, q);
  return c != nullptr && s.now < c->closed_until && q.can_stop;
}

// Of two vehicles from different links that stand or have just started, the one nearer to the line
// goes first. By the order of turns they would leapfrog: it changes whenever one of them stops.
bool goes_after(const Request& first, float first_speed, const Request& q, float speed,
                const VehicleType& t) {
  const bool starts = first.link != q.link && std::max(first_speed, speed) <= t.accel;
  return starts && first.distance != q.distance ? first.distance > q.distance : first.turn > q.turn;
}

// Zip: a vehicle follows another one that enters the same lane before it, as if that one were ahead
// in its own lane. Where they are level it falls back.
float speed_to_zip(const TrafficState& s, const Request& q, const OnLane& v, const VehicleType& t,
                   const std::vector<Request>& requests) {
  float speed = kFarAway;
  for (const Request& first : requests) {
    if (!first.granted || first.target != q.target || first.lane == q.lane) continue;
    const OnLane& other = s.lane[first.lane].data[0];
    if (goes_after(first, other.speed, q, v.speed, t)) continue;
    const VehicleType& other_type = s.types[other.type];
    const float gap = q.distance - first.distance - other_type.spacing;
    speed = std::min(speed,
                     gap > 0 ? safe_speed(t, gap, other.speed) : std::max(v.speed - t.decel, 0.0F));
  }
  return speed;
}

// Notes for which vehicle's space a vehicle waits. Its patience is longer than for a gap: it goes
// on when the vehicles ahead do. In a ring all wait for each other and go together (gridlock.cpp).
[[gnu::noinline]] void note_blocked(TrafficState& s, const Request& q, OnLane& v,
                                    Scratch& scratch) {
  Blocked& b = s.blocked[q.lane];
  if (b.vehicle != v.vehicle) b = {v.vehicle, q.target, s.now};
  b.target = q.target;
  if (looks_for_rings(s)) scratch.waiting.push_back(q.lane);
  if (v.wait_s > 0 && static_cast<std::uint32_t>(s.now) % kPatienceForRoom != 0) --v.wait_s;
}

// m/s. Where vehicles stop first, one that has stood in the queue moves up and passes as those who
// give way: the follow-up times of HCM are those of stop signs.
float speed_at_line(const TrafficState& s, const Movement& m, const OnLane& v) {
  if (m.open != Opening::after_stop) return m.turn_speed;
  return std::min(m.turn_speed, v.stops > 0 ? speed_to_give_way(s.options.gaps) : kGetsGoing);
}

void decide(TrafficState& s, Request& q, const std::vector<Request>& requests, Scratch& scratch) {
  OnLane& v = s.lane[q.lane].data[0];
  const VehicleType& t = s.types[v.type];
  const Link& link = s.link[q.link];
  const float accel = acceleration_on_grade(t, link.grade);
  Decision& d = s.decision[q.lane];
  d = {};
  set_flag(v, kDecided, true);
  const auto stop = [&] { return next_speed(t, accel, v.speed, v.desired, q.distance, 0); };
  if (link.plan != kNone) s.plans[link.plan].demand = true;
  if (s.line_free_s[q.lane] > s.now + q.eta) {
    v.wait_s = 0;
    d.speed = stop();
    if (v.speed < kStands) look_for_ring(s, q, v, scratch);
    return;
  }
  if (gives_way_to_walkers(s, q)) {
    d.speed = stop();
    return;
  }
  q.target = choose_target(s, q, v, d.improvised);
  Tail tail{};
  if (q.target != kNone) {
    tail = s.tail_of(q.target);
    if (!has_room(s, link, q.target, t, tail)) {
      note_blocked(s, q, v, scratch);
      q.target = kNone;
    }
  }
  const Path path = q.target == kNone ? Path::yields : path_across(s, q, requests);
  if (path != Path::free) {
    if (q.let_in_below > 0 && (path == Path::occupied || forces_in(q))) d.claimed = q.target;
    d.speed = std::min(stop(), speed_to_zip(s, q, v, t, requests));
    if (v.wait_s >= s.options.move_on_after_s) scratch.jumps.push_back(q.lane);
    return;
  }
  q.granted = true;
  const float desired = std::min(
      v.desired, speed_towards_limit(t, q.distance, speed_at_line(s, s.movement[q.movement], v)));
  d.speed = next_speed(t, accel, v.speed, desired, q.distance + tail.position, tail.speed);
  if (requests.size() > 1) d.speed = std::min(d.speed, speed_to_zip(s, q, v, t, requests));
  const float next_length = s.link[q.to].length;
  if (next_length < kShortLink && !goes_on_freely(s, v))
    d.speed = std::min(d.speed, safe_speed(t, q.distance + next_length, kCautious));
  if (v.position + d.speed <= link.length) {
    if (q.let_in_below > 0) d.claimed = q.target;
    return;
  }
  d.target = q.target;
  book_crossing(s, q, v, t, d.speed);
}

bool goes_before(const Request& a, const Request& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.turn != b.turn) return a.turn < b.turn;
  return a.lane < b.lane;
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

void decide_at_node(TrafficState& s, std::span<const LaneIndex> lanes, Scratch& scratch) {
  std::vector<Request>& requests = scratch.requests;
  requests.clear();
  for (const LaneIndex lane_index : lanes) collect_from_lane(s, lane_index, scratch);
  for (const std::uint32_t k : in_turn(requests, scratch.turns))
    decide(s, requests[k], requests, scratch);
}

}  // namespace mwendo::traffic
