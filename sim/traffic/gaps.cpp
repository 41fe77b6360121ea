// Gap acceptance: in a lane for a vehicle that changes into it, at a junction for one that crosses.
#include "sim/traffic/gaps.h"

#include <algorithm>

#include "sim/traffic/car_following.h"
#include "sim/traffic/courtesy.h"
#include "sim/traffic/critical_gaps.h"
#include "sim/traffic/merge_order.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kSlowest = 2;  // m/s, for times of arrival

// s to the arrival of a vehicle of lower rank at which another one still enters.
float lag_before(const Request& q, std::uint16_t rank, float lag) {
  return q.rank >= kMinorRank && rank == 1 ? kTurnAcrossCounts * lag : lag;
}

// Whether a waiting driver has to fear that a vehicle which turns at the kerb goes straight on.
// One that has slowed down for its turn is no riddle.
bool may_go_on(const TrafficState& s, const Request& q, const Movement& m, const OnLane& v) {
  return q.rank >= kMinorRank && (s.unclear[q.movement] >> m.in_node & 1U) != 0 &&
         v.speed > kSlowest && hides_its_turn(v.vehicle);
}

const OnLane& front(const TrafficState& s, const Request& q) { return s.lane[q.lane].data[0]; }

// Whether a front vehicle, on which the node has decided, lets another one in. One that is not
// granted stops before its line in any case.
bool front_lets_in(const TrafficState& s, const Request& other, const Request& q) {
  const OnLane& v = front(s, other);
  return other.granted || other.to == q.to
             ? will_let_in(s, v, s.movement[other.movement], other.distance, q)
             : lets_in(s, v, other.rank, kFarAway, q);
}

bool is_among(std::uint64_t movements, const Movement& m) {
  return (movements >> m.in_node & 1U) != 0;
}

// Whether a vehicle enters the link of another one behind it or in a lane beside it. Round a
// roundabout it yields to those that pass its entry, wherever they leave.
bool joins(const TrafficState& s, const Request& q, LinkIndex to) {
  return q.to == to && s.link[q.link].closes_ds == 0;
}

// Whether a front vehicle has to yield to another one. `lag`: see lag_to_enter().
bool yields_to(const TrafficState& s, const Request& q, const Request& other, float lag) {
  if (other.lane == q.lane) return false;
  const bool merge = joins(s, q, other.to);
  if (other.target == kNone || (merge && !paths_meet(s, q, other))) return false;
  if (other.crosses) return true;
  if (other.claims && lets_in(s, front(s, q), q.rank, q.distance, other))
    return other.turn <= q.turn;
  if (other.rank < q.rank)
    return other.eta < lag_before(q, other.rank, lag) && !front_lets_in(s, other, q);
  return other.granted && !merge && other.rank == q.rank && other.turn <= q.turn;
}

// Whether a vehicle that enters the same link from another lane may meet the path of a vehicle.
bool may_meet(const TrafficState& s, const Request& q, LaneIndex from, MovementIndex movement) {
  Request other{};
  other.movement = movement;
  for (ConnectionIndex i = s.first_connection[from]; i < s.first_connection[from + 1]; ++i) {
    other.target = s.connections[i].to;
    if (s.connections[i].movement == movement && paths_meet(s, q, other)) return true;
  }
  return false;
}

// The vehicles of a lane with priority that do not ask yet, or are not the first in it.
bool lane_leaves_gap(const TrafficState& s, const Request& q, const Link& link,
                     LaneIndex lane_index, float lag) {
  const Lane& lane = s.lane[lane_index];
  const std::uint64_t conflicts = s.conflicts[q.movement];
  const float longest = lag_before(q, 1, lag);
  for (std::uint16_t i = 0; i < lane.count; ++i) {
    const OnLane& v = lane.data[i];
    if (i == 0 && (v.flags & kDecided) != 0) {  // it is one of those that ask
      if (s.decision[lane_index].target == kNone) return true;
      continue;
    }
    if ((v.flags & kAtStop) != 0) return true;
    const float eta = (link.length - v.position) / std::max(v.speed, kSlowest);
    if (eta >= longest) return true;
    const MovementIndex movement = turn_of(link, v);
    if (movement == kNone) continue;
    const Movement& m = s.movement[movement];
    if (!is_open(m)) return true;
    if (eta >= lag_before(q, m.rank, lag)) continue;
    const bool riddle = may_go_on(s, q, m, v);
    if (!riddle && (!is_among(conflicts, m) || m.rank >= q.rank)) continue;
    // One that lets the vehicle in holds those behind it.
    if (riddle || m.to != q.to || may_meet(s, q, lane_index, movement))
      return will_let_in(s, v, m, link.length - v.position, q);
  }
  return true;
}

// Whether the streams with priority leave a gap beyond the vehicles that ask.
[[gnu::noinline]] bool streams_leave_gap(const TrafficState& s, const Request& q, float lag) {
  const NodeId node = s.link[q.link].node;
  for (LinkIndex l = s.first_into(node); l < s.end_into(node); ++l) {
    const Link& link = s.link[l];
    if (l == q.link) continue;
    for (LaneIndex i = link.first_lane; i < link.filter_lane(); ++i)
      if (s.lane[i].count > 0 && !lane_leaves_gap(s, q, link, i, lag)) return false;
  }
  return true;
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
    if (s.now < other.occupied_until && !joins(s, q, other.to) && is_among(conflicts, other))
      return true;
  }
  return false;
}

// Whether a vehicle is as long as its link: it enters an empty lane and stands out at the rear.
bool fills(const TrafficState& s, LaneIndex lane_index, const VehicleType& t) {
  return s.link[s.link_at[lane_index]].length - 0.5F - t.spacing < 2;
}

}  // namespace

Path path_across(const TrafficState& s, const Request& q, const std::vector<Request>& requests) {
  const OnLane& v = s.lane[q.lane].data[0];
  const float lag =
      q.rank > 0 ? lag_to_enter(s.movement[q.movement], s.types[v.type], v.vehicle) : 0;
  const std::uint64_t conflicts = s.conflicts[q.movement];
  for (const Request& other : requests) {
    const Movement& m = s.movement[other.movement];
    if (other.eta < lag && may_go_on(s, q, m, front(s, other)) && !front_lets_in(s, other, q))
      return Path::yields;
    // One that claims the way is let in by those that it yields to, too.
    const bool claims =
        other.claims && is_among(s.conflicts[other.movement], s.movement[q.movement]);
    if ((claims || is_among(conflicts, m)) && yields_to(s, q, other, lag)) return Path::yields;
    // A vehicle of another lane crosses into the same lane.
    if (other.crosses && other.target == q.target && other.lane != q.lane) return Path::yields;
  }
  const bool occupied = path_is_occupied(s, q);
  if (occupied && q.let_in_below <= 0) return Path::yields;
  if (q.rank > 0 && !streams_leave_gap(s, q, lag)) return Path::yields;
  return occupied ? Path::occupied : Path::free;
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
  } else if (v.position - t.spacing < 2 && (n > 0 || !fills(s, lane_index, t))) {
    return kNone;  // a vehicle may enter the lane from the junction in this step
  }
  return at;
}

}  // namespace mwendo::traffic
