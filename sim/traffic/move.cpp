// Vehicles on a link: enter from the kerb, leave bays, follow, stop at stops, leave the link.
#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kStanding = 0.5F;        // m/s, below this a vehicle stands
constexpr float kFilterAdvantage = 4.2F; // m/s (15 km/h) faster than the lanes beside
constexpr float kPatience = 60;          // s before a vehicle forces its way in
constexpr float kLongestPatience = 4;    // times that of a single vehicle, for platoons
constexpr float kStopTolerance = 1.5F;   // m
constexpr float kAskBefore = 60;         // m before a stop the owner is asked

// A road while its vehicles are moved; what all of them need as values, which stay in registers.
struct RoadView {
  std::uint32_t index;
  const Road& road;
  float length = road.length;
  float grade = road.grade;
  std::uint32_t first_slot = road.first_slot;
  bool restless = road.lanes > 8;
  float closed_at = -1;     // crossing on which walkers are, else -1
  float general_speed = 0;  // sum over general lanes
  std::uint32_t general_count = 0;
};

// Looks for the next stop on the present road.
void look_for_halt(const TrafficState& s, OnLane& v) {
  set_flag(v, kHalts, halt_on_road(s, s.record[v.vehicle]) < kFarAway);
}

// A platoon of n waits at junctions for its turn up to n times as long as a vehicle; its patience is
// longer by the root of n, up to kLongestPatience times.
[[gnu::noinline]] bool patience_runs(const TrafficState& s, const OnLane& v) {
  const float factor = std::clamp(std::sqrt(s.types[v.type].platoon), 1.0F, kLongestPatience);
  return static_cast<std::uint32_t>(s.now) % static_cast<std::uint32_t>(factor) == 0;
}

// The speed that a closed crossing ahead allows; any to those who cannot stop without braking hard.
[[gnu::noinline]] float speed_before_crossing(const VehicleType& t, float gap, float speed) {
  if (2 * t.decel * (gap + kStopTolerance) < speed * speed) return kFarAway;
  return next_speed(t, t.accel, speed, t.max_speed, gap, 0);
}

// Counts standing and stops of a vehicle that has its new speed.
void count_standing(const TrafficState& s, OnLane& v) {
  if (v.speed < kStanding) {
    ++v.standing_s;
    if ((v.flags & kMoving) != 0 && v.stops < 255) ++v.stops;
    v.flags = static_cast<std::uint8_t>(v.flags & ~kMoving);
    if (v.speed < 0.1F && v.wait_s < 255 && patience_runs(s, v)) ++v.wait_s;
  } else {
    v.flags |= kMoving;
    v.wait_s = 0;
  }
}

// Vehicles in the bay of a stop.
std::size_t docked_at(const TrafficState& s, std::uint32_t road, float halt) {
  std::size_t docked = 0;
  for (const OnLane& other : s.bay[road]) docked += std::abs(halt_of(s, other) - halt) < 1 ? 1 : 0;
  return docked;
}

// At its stop: report once, wait for the release, then look for the next stop.
// Returns true if the vehicle leaves the lane for a bay.
[[gnu::noinline]] bool handle_stop(TrafficState& s, OnLane& v, std::uint32_t road, TrafficState::Scratch& scratch) {
  VehicleRecord& r = s.record[v.vehicle];
  const PlannedStop& stop = s.stop_plan[r.stop_cursor];
  if ((v.flags & kAtStop) != 0) {
    if (s.now < r.release_s) return false;
    v.flags = static_cast<std::uint8_t>(v.flags & ~(kAtStop | kApproaching));
    ++r.stop_cursor;
    look_for_halt(s, v);
    return false;
  }
  const float platform = (static_cast<float>(stop.docks) - 1) * s.types[v.type].spacing;
  if (v.position < stop.position_m - platform - kStopTolerance) return false;
  v.flags |= kAtStop;
  r.release_s = kFarAway;
  scratch.stop_arrivals.push_back({VehicleId{v.vehicle}, r.tag, r.stop_cursor});
  return stop.off_lane && docked_at(s, road, stop.position_m) < stop.docks;  // else it stops in the lane
}

// Asks the owner once whether the vehicle stops, and drops the halt if it does not.
[[gnu::noinline]] void approach_stop(TrafficState& s, OnLane& v, TrafficState::Scratch& scratch) {
  VehicleRecord& r = s.record[v.vehicle];
  if ((v.flags & kApproaching) == 0) {
    v.flags |= kApproaching;
    scratch.approaches.push_back({VehicleId{v.vehicle}, r.tag, r.stop_cursor});
    return;
  }
  if (s.skipped[v.vehicle] != r.stop_cursor || (v.flags & kAtStop) != 0) return;
  ++r.stop_cursor;
  look_for_halt(s, v);
  v.flags = static_cast<std::uint8_t>(v.flags & ~kApproaching);
}

// What a follower sees of the vehicle ahead in its lane: where it was before this step.
struct Leader {
  float rear = 0;
  float speed = 0;
  float platoon_s = 0;
};

float following_speed(const TrafficState& s, const RoadView& l, const OnLane& v, const VehicleType& t,
                      const Leader* leader, float desired) {
  const float accel = l.grade > 0 ? acceleration_on_grade(t, l.grade) : t.accel;
  float speed = 0;
  if (leader != nullptr) {
    speed = next_speed(t, accel, v.speed, desired, leader->rear - v.position, leader->speed,
                       leader->platoon_s);
  } else {
    const float gap = (v.flags & kLeavesHere) == 0 ? l.length - v.position : kFarAway;
    speed = next_speed(t, accel, v.speed, desired, gap, 0);
  }
  if ((v.flags & kHalts) != 0)
    speed = std::min(speed, next_speed(t, accel, v.speed, desired,
                                       halt_of(s, v) - v.position + 0.01F, 0));
  return (v.flags & kAtStop) != 0 ? 0 : speed;
}

bool leaves_network(const TrafficState& s, const RoadView& l, const OnLane& v) {
  if ((v.flags & kLeavesHere) == 0 || (v.flags & kHalts) != 0) return false;
  const VehicleRecord& r = s.record[v.vehicle];
  const float exit = std::min(r.exit_position * l.road.length, l.road.length - 0.01F);
  return v.position >= exit;
}

// Takes a vehicle that crossed the stop line out of its slot.
[[gnu::noinline]] void send_across(TrafficState& s, const RoadView& l, std::uint32_t slot, OnLane& v,
                 TrafficState::Scratch& scratch) {
  const Decision& d = s.decision[slot];
  if (d.improvised) scratch.improvised += s.types[v.type].platoon;
  leave_road(s, v, l.index, l.road.length);
  v.position -= l.road.length;
  s.outbox[slot] = v;
  s.outbox_target[slot] = d.target;
  const VehicleRecord& r = s.record[v.vehicle];
  fetch(s.route_movements.data() + r.route_first + r.route_index + 1);
  set_bit(s.crossed, slot);
}

// What became of a vehicle in this step.
enum class Fate : std::uint8_t { stays, gone };

// For vehicles with a stop on this road or whose route ends here.
[[gnu::noinline]] Fate settle(TrafficState& s, const RoadView& l, OnLane& v, TrafficState::Scratch& scratch) {
  if ((v.flags & kHalts) != 0) {
    if (halt_of(s, v) - v.position < kAskBefore) approach_stop(s, v, scratch);
    if ((v.flags & kHalts) != 0 && (v.speed < 1.2F || (v.flags & kAtStop) != 0) &&
        handle_stop(s, v, l.index, scratch)) {
      s.bay[l.index].push_back(v);
      ++s.road[l.index].in_bays;
      return Fate::gone;
    }
  }
  if (!leaves_network(s, l, v)) return Fate::stays;
  leave_road(s, v, l.index, v.position);
  scratch.arrivals.push_back({VehicleId{v.vehicle}, s.record[v.vehicle].tag, s.now + 1});
  scratch.left += s.types[v.type].platoon;
  return Fate::gone;
}

// The least speed that those who zip with a vehicle leave it.
float held_speed(const OnLane& v, const TrafficState::Scratch& scratch) {
  float speed = kFarAway;
  for (const HeldVehicle& h : scratch.held)
    if (h.vehicle == v.vehicle) speed = std::min(speed, h.speed);
  return speed;
}

// The speed of a vehicle after this step; `d` if its node has decided on it.
float new_speed(const TrafficState& s, const RoadView& l, const OnLane& v, const VehicleType& t,
                const Leader* leader, const Decision* d, float speed_limit,
                const TrafficState::Scratch& scratch) {
  float speed = d != nullptr ? d->speed
                             : following_speed(s, l, v, t, leader, std::min(v.desired, speed_limit));
  if (l.closed_at >= v.position)
    speed = std::min(speed, speed_before_crossing(t, l.closed_at - v.position, v.speed));
  if ((v.flags & kHolds) != 0 && (d == nullptr || d->target == kNone))
    speed = std::min(speed, held_speed(v, scratch));
  return speed;
}

void move_slot(TrafficState& s, RoadView& l, std::uint32_t slot, float speed_limit,
               TrafficState::Scratch& scratch) {
  OnLane* const lane = s.slot[slot].data;
  const std::size_t n = s.slot[slot].count;
  const VehicleType* const types = s.types.data();
  const std::uint32_t own_lane = 1U << (slot - l.first_slot);
  std::size_t kept = 0;
  Leader leader;
  for (std::size_t i = 0; i < n; ++i) {
    if (kept != i) lane[kept] = lane[i];
    OnLane& v = lane[kept];
    const VehicleType& t = types[v.type];
    const Leader next{v.position - t.tail, v.speed, t.platoon_s};
    const Decision* const d = i == 0 && (v.flags & kDecided) != 0 ? &s.decision[slot] : nullptr;
    v.speed = new_speed(s, l, v, t, i == 0 ? nullptr : &leader, d, speed_limit, scratch);
    leader = next;
    v.flags = static_cast<std::uint8_t>(v.flags & ~(kHolds | kDecided | kChanged));
    v.position += v.speed;
    count_standing(s, v);
    if (d != nullptr && d->target != kNone && v.position > l.length) {
      send_across(s, l, slot, v, scratch);
      continue;
    }
    v.position = std::min(v.position, l.length);
    if ((v.flags & (kHalts | kLeavesHere)) != 0 && settle(s, l, v, scratch) == Fate::gone) continue;
    l.general_speed += v.speed;
    l.restless |= t.roams || (v.flags & kHalts) != 0 || (kept > 0 && is_slow(v)) ||
                  (own_lane & v.turn_lanes) == 0;
    ++kept;
  }
  l.general_count += static_cast<std::uint32_t>(kept);
  scratch.updates += n;
  s.slot[slot].count = static_cast<std::uint16_t>(kept);
  s.store.fit(s.slot[slot]);
}

// From the bay into a lane, beside its place or, past a vehicle that stands there, ahead of it.
bool rejoin(TrafficState& s, const Road& road, const OnLane& docked) {
  VehicleRecord& r = s.record[docked.vehicle];
  const VehicleType& t = s.types[docked.type];
  const float urgency = s.now - r.release_s > kPatience / 2 ? 6.0F : 1.5F;
  OnLane v = docked;
  v.flags = static_cast<std::uint8_t>(v.flags & ~(kAtStop | kMoving | kApproaching));
  v.speed = 0;
  for (const float ahead : {0.0F, t.spacing + 0.5F}) {
    v.position = std::min(docked.position + ahead, road.length);
    for (std::uint32_t slot = road.first_slot; slot < road.filter_slot(); ++slot) {
      if ((s.slot[slot].permissions & t.permissions) == 0) continue;
      const std::uint32_t at = gap_in_slot(s, slot, v, urgency);
      if (at == kNone) continue;
      ++r.stop_cursor;
      look_for_halt(s, v);
      insert_into_slot(s.store, s.slot[slot], at, v);
      return true;
    }
  }
  return false;
}

[[gnu::noinline]] void leave_bays(TrafficState& s, std::uint32_t road) {
  auto& bay = s.bay[road];
  for (std::size_t i = 0; i < bay.size();) {
    if (s.now >= s.record[bay[i].vehicle].release_s && rejoin(s, s.road[road], bay[i])) {
      bay.erase(bay.begin() + static_cast<std::ptrdiff_t>(i));
      continue;
    }
    if (bay[i].standing_s < 65535) ++bay[i].standing_s;
    ++i;
  }
  s.road[road].in_bays = static_cast<std::uint16_t>(bay.size());
}

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

[[gnu::noinline]] void enter_pending(TrafficState& s, std::uint32_t index, TrafficState::Scratch& scratch) {
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

// Whether a lane keeps its road awake; wakes its node where the line is near.
bool settle_lane(TrafficState& s, const Road& road, std::uint32_t slot, const Slot& lane) {
  if (lane.count == 0 && !lane.in_service) return false;
  if (line_is_near(s, road, lane)) wake_line(s, slot);
  return true;
}

// Returns whether anybody is left on the lanes.
bool move_slots(TrafficState& s, std::uint32_t index, TrafficState::Scratch& scratch) {
  Road& road = s.road[index];
  const std::uint32_t filter = road.filter_slot();
  const Slot* const slots = s.slot.data();
  RoadView l{index, road};
  if (road.crossing != kNone && s.now < s.crossings[road.crossing].closed_until)
    l.closed_at = s.crossings[road.crossing].position;
  bool occupied = false;
  for (std::uint32_t slot = road.first_slot; slot < filter; ++slot) {
    if (slots[slot].count > 0) move_slot(s, l, slot, kFarAway, scratch);
    occupied |= settle_lane(s, road, slot, slots[slot]);
  }
  road.mean_speed =
      l.general_count > 0 ? l.general_speed / static_cast<float>(l.general_count) : road.speed;
  road.restless = l.restless;
  if (!s.has_filtering_types) return occupied;
  if (slots[filter].count > 0)
    move_slot(s, l, filter, std::max(road.mean_speed, kFilterAdvantage) + kFilterAdvantage,
              scratch);
  return settle_lane(s, road, filter, slots[filter]) || occupied;
}

}  // namespace

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

void move_on_road(TrafficState& s, std::uint32_t index, TrafficState::Scratch& scratch) {
  Road& road = s.road[index];
  if (road.pending_head != kNone || road.in_bays > 0) {
    road.restless = true;
    enter_pending(s, index, scratch);
    leave_bays(s, index);
  }
  if (s.has_filtering_types || (road.lanes > 1 && road.restless)) change_lanes(s, index, scratch);
  const bool on_lanes = move_slots(s, index, scratch);
  if (!on_lanes && road.pending_head == kNone && road.in_bays == 0)
    clear_bit(s.active_roads, index);
}

}  // namespace mwendo::traffic
