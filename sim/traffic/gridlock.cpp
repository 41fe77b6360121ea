// Gridlock: rings of front vehicles that wait for each other's space.
//
// A front vehicle that is denied room waits for the lane it wants to enter. Each vehicle waits for
// one lane, so waiting is a function on lanes, and a deadlock is a cycle of it. No vehicle of a
// cycle can go first, but all can go at once: the front vehicles enter the junction together, and
// each enters its lane as soon as the queue there has moved up. A chain that is no cycle ends at a
// vehicle that will go by itself: at a stop, or yielding.
//
// A vehicle at red takes part if it would find no room. So does a lane whose last vehicle is still
// in the junction: if that one found no room, since the queue moved up by less than its rear stood
// out, the ring turns once more.
#include "sim/traffic/gridlock.h"

#include <algorithm>

#include "sim/traffic/booking.h"
#include "sim/traffic/entering.h"
#include "sim/traffic/targets.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kDeadlock = 4;      // s that all vehicles of a ring have waited
constexpr float kNoMoreMoves = 20;  // s after which stops and gaps in a queue are no reason to wait
constexpr float kJamGap = 6;  // m, with a longer gap between its vehicles a queue still moves up
constexpr float kBoxed = 2;   // s that a waiting vehicle closes its path, renewed every step

const OnLane* front_of(const TrafficState& s, LaneIndex lane_index) {
  return s.lane[lane_index].count == 0 ? nullptr : s.lane[lane_index].data;
}

// Whether a lane is a standing queue whose front vehicle waits for room behind the junction.
bool is_jammed(const TrafficState& s, LaneIndex lane_index) {
  const OnLane* v = front_of(s, lane_index);
  const Blocked& b = s.blocked[lane_index];
  if (v == nullptr || v->vehicle != b.vehicle || s.now - b.since_s < kDeadlock) return false;
  if ((v->flags & kAtStop) != 0) return false;
  if (s.now - b.since_s >= kNoMoreMoves) return true;
  for (std::uint16_t i = 1; i < s.lane[lane_index].count; ++i) {
    const float rear = v[i - 1].position - s.types[v[i - 1].type].spacing;
    if ((v[i].flags & kAtStop) != 0 || rear - v[i].position > kJamGap) return false;
  }
  return true;
}

// The front vehicle of a lane waits for the one before it, and so for the lane that one wants:
// until that one has entered it, or finds no room in its own next lane.
void wait_behind_box(TrafficState& s, const BoxedVehicle& b) {
  const OnLane* front = front_of(s, b.from);
  if (front == nullptr || front->turn == kNoTurn || (front->flags & kHalts) != 0) return;
  if (s.blocked[b.from].vehicle != front->vehicle)
    s.blocked[b.from] = {front->vehicle, b.target, s.now, true};
}

// The front vehicle leaves its lane for the junction; its place in the next lane is reserved.
void enter_box(TrafficState& s, LaneIndex lane_index) {
  OnLane v = *front_of(s, lane_index);
  const LinkIndex from = s.link_at[lane_index];
  const MovementIndex movement = turn_of(s.link[from], v);
  leave_link(s, v, from, s.link[from].length);
  remove_from_lane(s.lane[lane_index], 0);
  VehicleRecord& r = s.record[v.vehicle];
  ++r.route_index;
  r.entered_at_s = s.now + 1;
  r.entered_position = 0;
  v.position = 0;
  v.speed = 0;
  prepare_for_link(s, v, s.movement[movement].to);
  const LaneIndex target = s.blocked[lane_index].target;
  s.boxes.push_back({v, lane_index, target, movement});
  s.lane[target].reserved = true;
}

// Follows the chain of waiting from a lane over lanes not visited before. Returns a lane of a ring,
// or kNone.
LaneIndex find_ring(TrafficState& s, LaneIndex start, std::vector<LaneIndex>& trail) {
  const auto visit = static_cast<std::uint32_t>(trail.size() + 1);
  LaneIndex at = start;
  while (s.visited[at] == 0) {
    s.visited[at] = static_cast<std::uint32_t>(trail.size() + 1);
    trail.push_back(at);
    if (!is_jammed(s, at)) return kNone;
    at = s.blocked[at].target;
  }
  return s.visited[at] >= visit ? at : kNone;
}

}  // namespace

bool move_on(TrafficState& s, LaneIndex lane_index) {
  if (s.lane[lane_index].count == 0) return false;
  const OnLane v = s.lane[lane_index].data[0];
  if (v.turn == kNoTurn || v.wait_s < s.options.move_on_after_s) return false;
  const Link& link = s.link[s.link_at[lane_index]];
  const Movement& m = s.movement[turn_of(link, v)];
  VehicleRecord& r = s.record[v.vehicle];
  leave_link(s, v, s.link_at[lane_index], v.position);
  remove_from_lane(s.lane[lane_index], 0);
  ++r.route_index;
  r.entry_position = 0.5F;
  r.departure_s = s.now;
  wait_to_enter(s, v.vehicle, m.to);
  return true;
}

std::size_t rotate_rings(TrafficState& s, const std::vector<LaneIndex>& waiting) {
  std::vector<LaneIndex> members;
  std::vector<LaneIndex> trail;
  for (const LaneIndex lane_index : waiting) {
    const LaneIndex first = find_ring(s, lane_index, trail);
    for (LaneIndex at = first; at != kNone;) {
      members.push_back(at);
      at = s.blocked[at].target;
      if (at == first) break;
    }
  }
  for (const LaneIndex lane_index : trail) s.visited[lane_index] = 0;
  std::erase_if(members, [&](LaneIndex lane_index) { return s.blocked[lane_index].behind_box; });
  for (const LaneIndex lane_index : members) enter_box(s, lane_index);
  return members.size();
}

void settle_boxes(TrafficState& s) {
  std::erase_if(s.boxes, [&](BoxedVehicle& b) {
    Lane& lane = s.lane[b.target];
    Movement& m = s.movement[b.movement];
    const LinkIndex from = s.link_at[b.from];
    const NodeId node = s.link[from].node;
    if (lane.count > 0 && (lane.count >= lane.capacity || s.tail_of(b.target).position < 0)) {
      m.occupied_until = s.now + kBoxed;
      s.busy_until[node] = std::max(s.busy_until[node], m.occupied_until);
      s.line_free_s[b.from] = std::max(s.line_free_s[b.from], s.now + kBoxed);
      wake_line(s, b.from);
      wait_behind_box(s, b);
      s.active_links.insert(from);
      if (b.vehicle.standing_s < kLongestStanding) ++b.vehicle.standing_s;
      return false;
    }
    insert_into_lane(s.store, lane, lane.count, b.vehicle);
    s.active_links.insert(m.to);
    s.link[m.to].restless = true;
    wake_line(s, b.target);
    if (s.blocked[b.from].behind_box) s.blocked[b.from] = {};
    lane.reserved = false;
    return true;
  });
  for (const BoxedVehicle& b : s.boxes) s.lane[b.target].reserved = true;
}

}  // namespace mwendo::traffic
