// Vehicles on a link: follow, stop, leave the link.
#include "sim/traffic/move.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/booking.h"
#include "sim/traffic/car_following.h"
#include "sim/traffic/entering.h"
#include "sim/traffic/lane_change.h"
#include "sim/traffic/stops.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kStanding = 0.5F;       // m/s, below this a vehicle stands
constexpr std::uint32_t kHeldUnit = 4;  // s
constexpr float kLeastRoom = 1.5F;      // m, those nearer to a crossing than they can stop go on

// A link while its vehicles move. Values that all vehicles need are copies, so that they stay in
// registers.
struct LinkView {
  LinkIndex index;
  const Link& link;
  float length = link.length;
  float grade = link.grade;
  LaneIndex first_lane = link.first_lane;
  bool several_lanes = link.lanes > 1;
  bool restless = link.lanes > 8;
  float closed_at = -1;     // crossing with walkers on it, else -1
  float general_speed = 0;  // sum over general lanes
  std::uint32_t general_count = 0;
};

// The speed before a closed crossing; unlimited for a vehicle that would have to brake hard.
[[gnu::noinline]] float speed_before_crossing(const VehicleType& t, float gap, float speed) {
  if (2 * t.decel * (gap + kLeastRoom) < speed * speed) return kFarAway;
  return next_speed(t, t.accel, speed, t.max_speed, gap, 0);
}

// Counts standing time and stops of a vehicle, after it got its new speed.
void count_standing(OnLane& v) {
  if (v.speed < kStanding) {
    if (v.standing_s < kLongestStanding) ++v.standing_s;
    if ((v.flags & kMoving) != 0 && v.stops < 255) ++v.stops;
    v.flags = static_cast<std::uint8_t>(v.flags & ~kMoving);
    if (v.speed < 0.1F && v.wait_s < 255) ++v.wait_s;
  } else {
    v.flags |= kMoving;
    v.wait_s = 0;
  }
}

// The vehicle ahead in a lane as its follower sees it: at its place before this step.
struct Leader {
  float rear = 0;
  float speed = 0;
};

float following_speed(const TrafficState& s, const LinkView& l, const OnLane& v,
                      const VehicleType& t, const Leader* leader, float desired) {
  const float accel = l.grade > 0 ? acceleration_on_grade(t, l.grade) : t.accel;
  float speed = 0;
  if (leader != nullptr) {
    speed = next_speed(t, accel, v.speed, desired, leader->rear - v.position, leader->speed);
  } else {
    const float gap = (v.flags & kLeavesHere) == 0 ? l.length - v.position : kFarAway;
    speed = next_speed(t, accel, v.speed, desired, gap, 0);
  }
  if ((v.flags & kHalts) != 0)
    speed = std::min(speed, next_speed(t, accel, v.speed, desired,
                                       halting_place(s, l.index, v) - v.position + 0.01F, 0));
  return (v.flags & kAtStop) != 0 ? 0 : speed;
}

bool leaves_network(const TrafficState& s, const LinkView& l, const OnLane& v) {
  if ((v.flags & kLeavesHere) == 0 || (v.flags & kHalts) != 0) return false;
  const VehicleRecord& r = s.record[v.vehicle];
  const float exit = std::min(r.exit_position * l.link.length, l.link.length - 0.01F);
  return v.position >= exit;
}

// Takes a vehicle that crossed the stop line out of its lane.
[[gnu::noinline]] void send_across(TrafficState& s, const LinkView& l, LaneIndex lane_index,
                                   OnLane& v, Scratch& scratch) {
  const Decision& d = s.decision[lane_index];
  if (d.improvised) ++scratch.improvised;
  leave_link(s, v, l.index, l.link.length);
  v.position -= l.link.length;
  s.outbox[lane_index] = v;
  s.outbox_target[lane_index] = d.target;
  const VehicleRecord& r = s.record[v.vehicle];
  prefetch(s.route_movements.data() + r.route_first + r.route_index + 1);
  s.crossed.insert(lane_index);
}

// Whether a vehicle is still in its lane after this step.
enum class Fate : std::uint8_t { stays, gone };

// For vehicles with a stop on this link and for those whose route ends here.
[[gnu::noinline]] Fate settle(TrafficState& s, const LinkView& l, OnLane& v, Scratch& scratch) {
  if ((v.flags & kHalts) != 0 && serve_stop(s, v, l.index, scratch)) return Fate::gone;
  if (!leaves_network(s, l, v)) return Fate::stays;
  leave_link(s, v, l.index, v.position);
  scratch.arrivals.push_back({v.vehicle, s.record[v.vehicle].owner, s.now + 1});
  ++scratch.left;
  return Fate::gone;
}

// The speed limit of a vehicle that zips with others.
float held_speed(const OnLane& v, const Scratch& scratch) {
  float speed = kFarAway;
  for (const HeldVehicle& h : scratch.held)
    if (h.vehicle == v.vehicle) speed = std::min(speed, h.speed);
  return speed;
}

// A vehicle that zips drives no faster than the others leave it. Notes how long it has stood for
// them with room ahead.
float hold_back(const TrafficState& s, OnLane& v, float speed, float held) {
  if (held < kStanding && speed > kStanding && v.held < kMostHeld &&
      static_cast<std::uint32_t>(s.now) % kHeldUnit == 0)
    ++v.held;
  return std::min(speed, held);
}

// The speed of a vehicle after this step. `d`: the decision of its node, or null.
float new_speed(const TrafficState& s, const LinkView& l, OnLane& v, const VehicleType& t,
                const Leader* leader, const Decision* d, float speed_limit,
                const Scratch& scratch) {
  float speed = d != nullptr
                    ? d->speed
                    : following_speed(s, l, v, t, leader, std::min(v.desired, speed_limit));
  if (l.closed_at >= v.position)
    speed = std::min(speed, speed_before_crossing(t, l.closed_at - v.position, v.speed));
  if ((v.flags & kHolds) != 0 && (d == nullptr || d->target == kNone))
    speed = hold_back(s, v, speed, held_speed(v, scratch));
  return speed;
}

void move_lane(TrafficState& s, LinkView& l, LaneIndex lane_index, float speed_limit,
               Scratch& scratch) {
  OnLane* const lane = s.lane[lane_index].data;
  const std::size_t n = s.lane[lane_index].count;
  const VehicleType* const types = s.types.data();
  const std::uint32_t own_lane = 1U << (lane_index - l.first_lane);
  std::size_t kept = 0;
  Leader leader;
  for (std::size_t i = 0; i < n; ++i) {
    if (kept != i) lane[kept] = lane[i];
    OnLane& v = lane[kept];
    const VehicleType& t = types[v.type];
    const Leader next{v.position - t.spacing, v.speed};
    const Decision* const d =
        i == 0 && (v.flags & kDecided) != 0 ? &s.decision[lane_index] : nullptr;
    v.speed = new_speed(s, l, v, t, i == 0 ? nullptr : &leader, d, speed_limit, scratch);
    leader = next;
    v.flags = static_cast<std::uint8_t>(v.flags & ~(kHolds | kDecided | kChanged));
    v.position += v.speed;
    count_standing(v);
    if (d != nullptr && d->target != kNone && v.position > l.length) {
      send_across(s, l, lane_index, v, scratch);
      continue;
    }
    v.position = std::min(v.position, l.length);
    if ((v.flags & (kHalts | kLeavesHere)) != 0 && settle(s, l, v, scratch) == Fate::gone) continue;
    l.general_speed += v.speed;
    l.restless |=
        t.roams || (l.several_lanes && ((kept > 0 && is_slow(v)) || (v.flags & kHalts) != 0 ||
                                        (own_lane & v.turn_lanes) == 0));
    ++kept;
  }
  l.general_count += static_cast<std::uint32_t>(kept);
  scratch.updates += n;
  s.lane[lane_index].count = static_cast<std::uint16_t>(kept);
  s.store.fit(s.lane[lane_index]);
}

// Whether a lane keeps its link awake; wakes its node where the line is near.
bool settle_lane(TrafficState& s, const Link& link, LaneIndex lane_index, const Lane& lane) {
  if (lane.count == 0) return false;
  if (line_is_near(s, link, lane)) wake_line(s, lane_index);
  return true;
}

// Returns whether any vehicle is left on the lanes.
bool move_lanes(TrafficState& s, LinkIndex index, Scratch& scratch) {
  Link& link = s.link[index];
  const LaneIndex filter = link.filter_lane();
  const IndexedBy<LaneIndex, Lane>& lanes = s.lane;
  LinkView l{index, link};
  if (link.crossing != kNone && s.now < s.crossings[link.crossing].closed_until)
    l.closed_at = s.crossings[link.crossing].position;
  bool occupied = false;
  for (LaneIndex lane_index = link.first_lane; lane_index < filter; ++lane_index) {
    if (lanes[lane_index].count > 0) move_lane(s, l, lane_index, kFarAway, scratch);
    occupied |= settle_lane(s, link, lane_index, lanes[lane_index]);
  }
  link.mean_speed =
      l.general_count > 0 ? l.general_speed / static_cast<float>(l.general_count) : link.speed;
  if (s.has_filtering_types) {
    if (lanes[filter].count > 0)
      move_lane(s, l, filter, std::max(link.mean_speed, kFilterAdvantage) + kFilterAdvantage,
                scratch);
    occupied |= settle_lane(s, link, filter, lanes[filter]);
  }
  link.restless = l.restless;
  return occupied;
}

}  // namespace

void move_on_link(TrafficState& s, LinkIndex index, Scratch& scratch) {
  Link& link = s.link[index];
  if (link.pending_head != kNone || link.in_bays > 0) {
    link.restless = true;
    enter_pending(s, index, scratch);
    leave_bays(s, index);
  }
  if (link.restless) change_lanes(s, index, scratch);
  const bool on_lanes = move_lanes(s, index, scratch);
  if (!on_lanes && link.pending_head == kNone && link.in_bays == 0) s.active_links.erase(index);
}

}  // namespace mwendo::traffic
