// Gridlock: rings of front vehicles that wait for each other's space.
//
// A front vehicle that is denied room waits for the lane it wants to enter. Each waits for one
// lane, so that waiting is a function on lanes, and a deadlock is a cycle of it: nobody in it can
// ever go first, but all can go at once. Their fronts enter the junction together and each follows
// into the lane of the next as soon as the queue there has moved up. A chain that is no cycle ends
// at a vehicle that will go by itself: at red, at a stop, or yielding.
//
// A platoon may hold a lane that it has left, where it reaches back into it.
// A vehicle at red takes part if it was denied room in its last green.
#include <algorithm>

#include "sim/traffic/junction_times.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr float kDeadlock = 20;   // s for which all in a ring have waited
constexpr float kJamGap = 6;      // m, more room than this between vehicles: the queue moves up yet
constexpr float kBoxed = 2;       // s for which a waiting vehicle closes its path, set every step

const OnLane* front_of(const TrafficState& s, std::uint32_t slot) {
  return s.slot[slot].count == 0 ? nullptr : s.slot[slot].data;
}

// Whether a slot is a standing queue from its stop line back, whose front waits for room.
bool is_jammed(const TrafficState& s, std::uint32_t slot) {
  const OnLane* v = front_of(s, slot);
  const Blocked& b = s.blocked[slot];
  if (v == nullptr || v->vehicle != b.vehicle || s.now - b.since_s < kDeadlock) return false;
  if (s.slot[slot].reserved) return false;
  for (std::uint16_t i = 1; i < s.slot[slot].count; ++i) {
    const float rear = v[i - 1].position - s.types[v[i - 1].type].tail;
    if ((v[i].flags & kAtStop) != 0 || rear - v[i].position > kJamGap) return false;
  }
  return (v->flags & kAtStop) == 0;
}

// The front vehicle leaves its lane for the junction; its place in the next lane is reserved.
void enter_box(TrafficState& s, std::uint32_t slot) {
  OnLane v = *front_of(s, slot);
  const std::uint32_t from = s.road_at[slot];
  const std::uint32_t movement = turn_of(s.road[from], v);
  leave_road(s, v, from, s.road[from].length);
  remove_from_slot(s.slot[slot], 0);
  VehicleRecord& r = s.record[v.vehicle];
  ++r.route_index;
  r.entered_at_s = s.now + 1;
  r.entered_position = 0;
  v.position = 0;
  v.speed = 0;
  const VehicleType& t = s.types[v.type];
  set_service(s, slot, rest_of_platoon(t, 0, v.desired));
  prepare_for_road(s, v, s.movement[movement].to);
  const std::uint32_t target = s.blocked[slot].target;
  s.boxes.push_back({v, slot, target, movement});
  s.slot[target].reserved = true;
}

// Follows waiting from a slot over slots not visited before; returns one of a ring, or kNone.
std::uint32_t find_ring(TrafficState& s, std::uint32_t start, std::vector<std::uint32_t>& trail) {
  const auto visit = static_cast<std::uint32_t>(trail.size() + 1);
  std::uint32_t at = start;
  while (s.visited[at] == 0) {
    s.visited[at] = static_cast<std::uint32_t>(trail.size() + 1);
    trail.push_back(at);
    if (!is_jammed(s, at)) return kNone;
    at = s.blocked[at].held_by;
  }
  return s.visited[at] >= visit ? at : kNone;
}

}  // namespace

double rotate_rings(TrafficState& s, const std::vector<std::uint32_t>& waiting) {
  std::vector<std::uint32_t> members;
  std::vector<std::uint32_t> trail;
  for (const std::uint32_t slot : waiting) {
    const std::uint32_t first = find_ring(s, slot, trail);
    for (std::uint32_t at = first; at != kNone;) {
      members.push_back(at);
      at = s.blocked[at].held_by;
      if (at == first) break;
    }
  }
  for (const std::uint32_t slot : trail) s.visited[slot] = 0;
  double moved = 0;
  for (const std::uint32_t slot : members) {
    moved += s.types[front_of(s, slot)->type].platoon;
    enter_box(s, slot);
  }
  return moved;
}

void settle_boxes(TrafficState& s) {
  std::erase_if(s.boxes, [&](BoxedVehicle& b) {
    Slot& lane = s.slot[b.target];
    Movement& m = s.movement[b.movement];
    const std::uint32_t from = s.road_at[b.slot];
    const std::uint32_t node = s.road[from].node;
    if (lane.count > 0 && (lane.count >= lane.capacity || s.tail_of(b.target).position < 0)) {
      m.occupied_until = s.now + kBoxed;
      s.busy_until[node] = std::max(s.busy_until[node], m.occupied_until);
      set_service(s, b.slot, std::max(s.trace[b.slot].service_s, kBoxed));
      wake_line(s, b.slot);
      set_bit(s.active_roads, from);
      ++b.vehicle.standing_s;
      return false;
    }
    insert_into_slot(s.store, lane, lane.count, b.vehicle);
    lane.reserved = false;
    s.trace[b.slot].last_out = b.target;
    set_bit(s.active_roads, m.to);
    s.road[m.to].restless = true;
    wake_line(s, b.target);
    return true;
  });
}

}  // namespace mwendo::traffic
