// Gap acceptance: in a lane for a vehicle that changes into it, at a junction for one that crosses.
#include "sim/traffic/gaps.h"

#include <algorithm>

#include "sim/traffic/car_following.h"
#include "sim/traffic/merge_order.h"

namespace mwendo::traffic {
namespace {

constexpr float kCriticalGap = 4;     // s to the next vehicle of a major stream, to cross before it
constexpr float kMergeGap = 3;        // s, the same to merge into its lane
constexpr float kLeastGap = 1;        // s, accepted after a long wait
constexpr float kImpatience = 0.06F;  // s of accepted gap lost per second of waiting

// Whether a front vehicle has to yield to another one.
bool yields_to(const TrafficState& s, const Request& q, const Request& other) {
  if (other.lane == q.lane) return false;
  const bool merge = q.to == other.to;
  if (other.forces && q.can_stop && !merge) return other.turn <= q.turn;
  if (!other.granted || (merge && !paths_meet(s, q, other))) return false;
  if (other.crosses) return true;
  const float gap = merge ? kMergeGap : kCriticalGap;
  if (other.rank < q.rank) return other.eta < std::max(kLeastGap, gap - kImpatience * q.wait);
  return !merge && other.rank == q.rank && other.turn <= q.turn;
}

// Whether another vehicle is still on a conflicting path.
[[gnu::noinline]] bool path_is_occupied(const TrafficState& s, const Request& q) {
  const NodeId node = s.link[q.link].node;
  if (s.now >= s.busy_until[node]) return false;
  const std::uint64_t conflicts = s.conflicts[q.movement];
  const LinkIndex next = s.end_into(node);
  const MovementIndex end =
      next < s.link.end_index() ? s.link[next].first_movement : s.movement.end_index();
  for (MovementIndex m = s.link[s.first_into(node)].first_movement; m < end; ++m) {
    const Movement& other = s.movement[m];
    if (s.now < other.occupied_until && other.to != q.to && (conflicts >> other.in_node & 1U) != 0)
      return true;
  }
  return false;
}

}  // namespace

Path path_across(const TrafficState& s, const Request& q, const std::vector<Request>& requests) {
  if (requests.size() == 1) return path_is_occupied(s, q) ? Path::occupied : Path::free;
  const std::uint64_t conflicts = s.conflicts[q.movement];
  for (const Request& other : requests) {
    if ((conflicts >> s.movement[other.movement].in_node & 1U) != 0 && yields_to(s, q, other))
      return Path::yields;
    // A vehicle of another lane crosses into the same lane.
    if (other.crosses && other.target == q.target && other.lane != q.lane) return Path::yields;
  }
  return path_is_occupied(s, q) ? Path::occupied : Path::free;
}

std::uint32_t gap_in_lane(const TrafficState& s, LaneIndex lane_index, const OnLane& v,
                          float urgency) {
  const std::uint16_t n = s.lane[lane_index].count;
  if (s.lane[lane_index].full()) return kNone;
  const OnLane* lane = s.lane[lane_index].data;
  const VehicleType& t = s.types[v.type];
  std::uint32_t at = 0;
  while (at < n && lane[at].position >= v.position) ++at;
  if (at > 0) {
    const OnLane& leader = lane[at - 1];
    const VehicleType& lt = s.types[leader.type];
    const float gap = leader.position - lt.spacing - v.position;
    if (gap < kLeastGapInLane || safe_speed(t, gap, leader.speed) < v.speed - urgency * t.decel)
      return kNone;
  }
  if (at < n) {
    const OnLane& follower = lane[at];
    const VehicleType& ft = s.types[follower.type];
    const float gap = v.position - t.spacing - follower.position;
    if (gap < kLeastGapInLane || safe_speed(ft, gap, v.speed) < follower.speed - urgency * ft.decel)
      return kNone;
  } else if (v.position - t.spacing < 2) {
    return kNone;  // a vehicle may enter the lane from the junction in this step
  }
  return at;
}

}  // namespace mwendo::traffic
