// Vehicles that wait to enter, and the fields of a vehicle on a new link.
#include "sim/traffic/entering.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/gaps.h"
#include "sim/traffic/lanes_ahead.h"
#include "sim/traffic/targets.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kPatienceToEnter = 60;   // s, then others have to brake hard for a vehicle
constexpr float kSlowestDesired = 0.5F;  // m/s, no desired speed is lower

bool enter_from_kerb(TrafficState& s, LaneIndex lane_index, const OnLane& v, float urgency) {
  for (const float speed : {v.speed, 0.0F}) {
    OnLane candidate = v;
    candidate.speed = speed;
    const std::uint32_t at = gap_in_lane(s, lane_index, candidate, urgency);
    if (at == kNone) continue;
    insert_into_lane(s.store, s.lane[lane_index], at, candidate);
    return true;
  }
  return false;
}

// From outside the network: at the speed of the last vehicle and one headway behind it. The place
// is anywhere on the stretch that the vehicle would have covered in this second.
bool enter_from_outside(TrafficState& s, LaneIndex lane_index, OnLane& v) {
  const std::uint16_t n = s.lane[lane_index].count;
  if (s.lane[lane_index].full()) return false;
  OnLane in = v;
  in.speed = v.desired;
  if (n > 0) {
    const Tail tail = s.tail_of(lane_index);
    const VehicleType& t = s.types[v.type];
    in.speed = std::min(v.desired, std::max(tail.speed, 1.0F));
    const float last = tail.position - in.speed * t.reaction;
    if (last < v.position) return false;
    in.position = std::min(last, v.position + in.speed);
    if (halt_of(s, v) < in.position) return false;
  }
  v = in;
  insert_into_lane(s.store, s.lane[lane_index], n, v);
  return true;
}

// Whether a vehicle may enter a lane: it is permitted, and a lane of its next movement or not.
bool may_enter(const TrafficState& s, const Link& link, LaneIndex lane_index, const VehicleType& t,
               std::uint32_t lanes, bool of_movement) {
  const LaneIndex filter = link.filter_lane();
  if (lane_index == filter && !t.filters) return false;
  if ((s.lane[lane_index].permissions & t.permissions) == 0) return false;
  const bool turns = lane_index == filter || (lanes >> (lane_index - link.first_lane) & 1U) != 0;
  return turns == of_movement;
}

// Traffic from outside is spread over the lanes: each vehicle takes the one with the most room.
// Riders start between the lanes only where no lane is free.
bool enter_roomiest(TrafficState& s, const Link& link, OnLane& v, std::uint32_t lanes,
                    bool of_movement) {
  LaneIndex best = kNone;
  const VehicleType& t = s.types[v.type];
  for (LaneIndex lane_index = link.first_lane; lane_index < link.filter_lane(); ++lane_index) {
    if (!may_enter(s, link, lane_index, t, lanes, of_movement)) continue;
    if (best == kNone || s.tail_of(lane_index).position > s.tail_of(best).position)
      best = lane_index;
  }
  if (best != kNone && enter_from_outside(s, best, v)) return true;
  return may_enter(s, link, link.filter_lane(), t, lanes, of_movement) &&
         enter_from_outside(s, link.filter_lane(), v);
}

bool enter_first(TrafficState& s, const Link& link, const OnLane& v, std::uint32_t lanes,
                 bool of_movement, float urgency) {
  for (LaneIndex lane_index = link.first_lane; lane_index < link.end_lane(); ++lane_index)
    if (may_enter(s, link, lane_index, s.types[v.type], lanes, of_movement) &&
        enter_from_kerb(s, lane_index, v, urgency))
      return true;
  return false;
}

bool enter(TrafficState& s, LinkIndex index, VehicleId vehicle) {
  const Link& link = s.link[index];
  VehicleRecord& r = s.record[vehicle];
  const VehicleType& t = s.types[r.type];
  OnLane v{};
  v.vehicle = vehicle;
  v.type = r.type;
  v.position =
      std::min(std::max(r.entry_position * link.length, t.spacing + 2.1F), link.length - 0.5F);
  prepare_for_link(s, v, index);
  if (const float halt = halt_of(s, v); halt < v.position) {
    v.position = std::max(halt, t.spacing + 2.1F);
    s.stop_plan[r.stop_cursor].position_m = std::max(halt, v.position);
  }
  v.speed = std::min(v.desired * 0.5F, std::max(link.mean_speed * 0.8F, 1.0F));
  const float urgency = s.now - r.departure_s > kPatienceToEnter ? 6.0F : 1.5F;
  const std::uint32_t lanes = lanes_of_turn(s, link, v);
  for (const bool of_movement : {true, false}) {  // first lanes with the next movement, then any
    const bool in = r.entry_position <= 0 ? enter_roomiest(s, link, v, lanes, of_movement)
                                          : enter_first(s, link, v, lanes, of_movement, urgency);
    if (!in) continue;
    r.entered_at_s = s.now;
    r.entered_position = v.position;
    return true;
  }
  return false;
}

}  // namespace

void wait_to_enter(TrafficState& s, VehicleId vehicle, LinkIndex link_index) {
  Link& r = s.link[link_index];
  s.next_pending[vehicle] = kNone;
  (r.pending_tail == kNone ? r.pending_head : s.next_pending[r.pending_tail]) = vehicle;
  r.pending_tail = vehicle;
  s.active_links.insert(link_index);
}

void enter_pending(TrafficState& s, LinkIndex index, Scratch& scratch) {
  Link& link = s.link[index];
  for (int k = 0; k < 3; ++k) {
    const VehicleId vehicle = link.pending_head;
    if (vehicle == kNone || !enter(s, index, vehicle)) return;
    link.pending_head = s.next_pending[vehicle];
    if (link.pending_head == kNone) link.pending_tail = kNone;
    ++scratch.entered;
  }
}

void prepare_for_link(TrafficState& s, OnLane& v, LinkIndex index) {
  const VehicleRecord& r = s.record[v.vehicle];
  const VehicleType& t = s.types[v.type];
  const Link& link = s.link[index];
  v.flags = kMoving;
  look_for_halt(s, v);
  v.standing_s = 0;
  v.held = 0;
  v.stops = 0;
  v.wait_s = 0;
  const float top = top_speed_on_grade(t, link.grade);
  v.desired = std::max(std::min(top, link.speed * r.speed_factor) - t.slowing, kSlowestDesired);
  const MovementIndex movement = s.movement_from(r, r.route_index);
  v.turn = movement == kNone ? kNoTurn : static_cast<std::uint8_t>(movement - link.first_movement);
  v.turn_lanes = static_cast<std::uint8_t>(lanes_wanted(s, r, r.route_index, index));
  if (r.route_index + 1 >= r.route_length) v.flags |= kLeavesHere;
}

}  // namespace mwendo::traffic
