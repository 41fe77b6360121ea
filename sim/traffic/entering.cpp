// Vehicles that wait to enter at the kerb or from beyond the network; what they bring onto a road.
#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kPatience = 60;          // s before a vehicle forces its way in
constexpr float kStanding = 0.5F;        // m/s, nobody wants to drive slower

bool enter_from_kerb(TrafficState& s, std::uint32_t slot, const OnLane& v, float urgency) {
  for (const float speed : {v.speed, 0.0F}) {
    OnLane candidate = v;
    candidate.speed = speed;
    const std::uint32_t at = gap_in_slot(s, slot, candidate, urgency);
    if (at == kNone) continue;
    insert_into_slot(s.store, s.slot[slot], at, candidate);
    return true;
  }
  return false;
}

// From beyond the edge of the network: at the speed of the last vehicle, as far behind it as one
// drives, anywhere on the stretch that it would have covered in this second.
bool enter_from_outside(TrafficState& s, std::uint32_t slot, OnLane& v) {
  const std::uint16_t n = s.slot[slot].count;
  if (s.slot[slot].full()) return false;
  OnLane in = v;
  in.speed = v.desired;
  if (n > 0) {
    const TrafficState::Tail tail = s.tail_of(slot);
    const VehicleType& t = s.types[v.type];
    in.speed = std::min(v.desired, std::max(tail.speed, 1.0F));
    const float last = tail.position - in.speed * (t.reaction + tail.platoon_s);
    if (last < v.position) return false;
    in.position = std::min(last, v.position + in.speed);
    if (halt_of(s, v) < in.position) return false;
  }
  v = in;
  insert_into_slot(s.store, s.slot[slot], n, v);
  return true;
}

bool enter(TrafficState& s, std::uint32_t index, std::uint32_t vehicle) {
  const Road& road = s.road[index];
  VehicleRecord& r = s.record[vehicle];
  const VehicleType& t = s.types[r.type];
  OnLane v{};
  v.vehicle = vehicle;
  v.type = r.type;
  v.position =
      std::min(std::max(r.entry_position * road.length, t.spacing + 2.1F), road.length - 0.5F);
  prepare_for_road(s, v, index);
  if (const float halt = halt_of(s, v); halt < v.position) {
    v.position = std::max(halt, t.spacing + 2.1F);
    s.stop_plan[r.stop_cursor].position_m = std::max(halt, v.position);
  }
  v.speed = std::min(v.desired * 0.5F, std::max(road.mean_speed * 0.8F, 1.0F));
  const float urgency = s.now - r.departure_s > kPatience ? 6.0F : 1.5F;
  const std::uint32_t lanes = lanes_of_turn(s, road, v);
  const std::uint32_t filter = road.filter_slot();
  for (int pass = 0; pass < 2; ++pass) {  // first lanes with the turn, then any
    for (std::uint32_t slot = road.first_slot; slot <= filter; ++slot) {
      if (slot == filter && !t.filters) continue;
      if ((s.slot[slot].permissions & t.permissions) == 0) continue;
      const bool turns = slot == filter || (lanes >> (slot - road.first_slot) & 1U) != 0;
      if (turns != (pass == 0)) continue;
      const bool in = r.entry_position <= 0 ? enter_from_outside(s, slot, v)
                                            : enter_from_kerb(s, slot, v, urgency);
      if (!in) continue;
      r.entered_at_s = s.now;
      r.entered_position = v.position;
      return true;
    }
  }
  return false;
}

}  // namespace

void enter_pending(TrafficState& s, std::uint32_t index, TrafficState::Scratch& scratch) {
  Road& road = s.road[index];
  for (int k = 0; k < 3; ++k) {
    const std::uint32_t vehicle = road.pending_head;
    if (vehicle == kNone || !enter(s, index, vehicle)) return;
    road.pending_head = s.next_pending[vehicle];
    if (road.pending_head == kNone) road.pending_tail = kNone;
    scratch.entered += s.types[s.record[vehicle].type].platoon;
    ++scratch.entered_records;
  }
}

void prepare_for_road(TrafficState& s, OnLane& v, std::uint32_t index) {
  const VehicleRecord& r = s.record[v.vehicle];
  const VehicleType& t = s.types[v.type];
  const Road& road = s.road[index];
  v.flags = kMoving;
  look_for_halt(s, v);
  v.standing_s = 0;
  v.stops = 0;
  v.wait_s = 0;
  const float top = top_speed_on_grade(t, road.grade);
  v.desired = std::max(std::min(top, road.speed * r.speed_factor) - t.slowing, kStanding);
  const std::uint32_t movement = s.movement_from(r, r.route_index);
  v.turn = movement == kNone ? kNoTurn : static_cast<std::uint8_t>(movement - road.first_movement);
  v.turn_lanes = static_cast<std::uint8_t>(lanes_for(s, movement));
  if (r.route_index + 1 >= r.route_length) v.flags |= kLeavesHere;
}

void leave_road(TrafficState& s, const OnLane& v, std::uint32_t road, float position) {
  book_stretch(s, v, road, position, s.types[v.type].platoon);
}

void book_stretch(TrafficState& s, const OnLane& v, std::uint32_t road, float position,
                  float left) {
  if (!s.options.tally || s.now >= s.options.to_s) return;
  const VehicleRecord& r = s.record[v.vehicle];
  const VehicleType& t = s.types[v.type];
  const float distance = std::max(position - r.entered_position, 0.0F);
  const float time = s.now + 1 - r.entered_at_s;
  if (time <= 0 && distance <= 0) return;
  TallyCell& cell =
      s.tallies.at(s.road[road].link, s.tallies.period_at(s.now), t.vehicle_class);
  const std::size_t bin = speed_bin(3.6F * distance / std::max(time, 0.5F));
  cell.vehicles += left;
  cell.distance_m[bin] += t.platoon * distance;
  cell.time_s[bin] += t.platoon * time;
  cell.standing_s += t.platoon * static_cast<float>(v.standing_s);
  cell.stops += t.platoon * static_cast<float>(v.stops);
  cell.passengers_m += t.platoon * r.passengers * distance;
}

}  // namespace mwendo::traffic
