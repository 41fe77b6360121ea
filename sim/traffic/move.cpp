// Vehicles on a link: follow, stop, leave the link.
#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kStanding = 0.5F;        // m/s, below this a vehicle stands
constexpr float kFilterAdvantage = 4.2F; // m/s (15 km/h) faster than the lanes beside
constexpr float kLongestPatience = 4;    // times that of a single vehicle, for platoons
constexpr float kLeastRoom = 1.5F;       // m, those nearer to a crossing than they can stop go on

// A road while its vehicles are moved; what all of them need as values, which stay in registers.
struct RoadView {
  std::uint32_t index;
  const Road& road;
  float length = road.length;
  float grade = road.grade;
  std::uint32_t first_slot = road.first_slot;
  bool several_lanes = road.lanes > 1;
  bool restless = road.lanes > 8;
  float closed_at = -1;     // crossing on which walkers are, else -1
  float general_speed = 0;  // sum over general lanes
  std::uint32_t general_count = 0;
};

// A platoon of n waits at junctions for its turn up to n times as long as a vehicle; its patience is
// longer by the root of n, up to kLongestPatience times.
[[gnu::noinline]] bool patience_runs(const TrafficState& s, const OnLane& v) {
  const float factor = std::clamp(std::sqrt(s.types[v.type].platoon), 1.0F, kLongestPatience);
  return static_cast<std::uint32_t>(s.now) % static_cast<std::uint32_t>(factor) == 0;
}

// The speed that a closed crossing ahead allows; any to those who cannot stop without braking hard.
[[gnu::noinline]] float speed_before_crossing(const VehicleType& t, float gap, float speed) {
  if (2 * t.decel * (gap + kLeastRoom) < speed * speed) return kFarAway;
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
  if ((v.flags & kHalts) != 0 && serve_stop(s, v, l.index, scratch)) return Fate::gone;
  if (!leaves_network(s, l, v)) return Fate::stays;
  leave_road(s, v, l.index, v.position);
  scratch.arrivals.push_back({VehicleId{v.vehicle}, s.record[v.vehicle].owner, s.now + 1});
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
    l.restless |= t.roams || (l.several_lanes &&
                              ((kept > 0 && is_slow(v)) || (v.flags & kHalts) != 0 ||
                               (own_lane & v.turn_lanes) == 0));
    ++kept;
  }
  l.general_count += static_cast<std::uint32_t>(kept);
  scratch.updates += n;
  s.slot[slot].count = static_cast<std::uint16_t>(kept);
  s.store.fit(s.slot[slot]);
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
  if (s.has_filtering_types) {
    if (slots[filter].count > 0)
      move_slot(s, l, filter, std::max(road.mean_speed, kFilterAdvantage) + kFilterAdvantage,
                scratch);
    occupied |= settle_lane(s, road, filter, slots[filter]);
  }
  road.restless = l.restless;
  return occupied;
}

}  // namespace

void move_on_road(TrafficState& s, std::uint32_t index, TrafficState::Scratch& scratch) {
  Road& road = s.road[index];
  if (road.pending_head != kNone || road.in_bays > 0) {
    road.restless = true;
    enter_pending(s, index, scratch);
    leave_bays(s, index);
  }
  if (road.restless) change_lanes(s, index, scratch);
  const bool on_lanes = move_slots(s, index, scratch);
  if (!on_lanes && road.pending_head == kNone && road.in_bays == 0)
    clear_bit(s.active_roads, index);
}

}  // namespace mwendo::traffic
