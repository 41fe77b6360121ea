// Lane changes: for the next movement, and to pass a slower or standing vehicle. Motorcycles and
// bicycles go between the lanes when the lanes crawl.
//
// A change needs a gap in which no driver has to brake harder than comfortable, times an urgency
// that grows towards the stop line (Gipps, "A model for the structure of lane-changing decisions",
// Transp. Res. B 20 (1986)). Drivers look ahead: they leave a lane of their movement only if its
// queue is more than ten seconds away. A vehicle outside such a lane by then waits beside the end
// of the queue (strategic changes of Erdmann, "Lane-changing model in SUMO", 2014).
#include "sim/traffic/lane_change.h"

#include <algorithm>

#include "sim/traffic/car_following.h"
#include "sim/traffic/gaps.h"
#include "sim/traffic/lane_choice.h"
#include "sim/traffic/turns.h"
#include "sim/traffic/zip.h"

namespace mwendo::traffic {
namespace {

constexpr std::uint32_t kReconsider = 3;  // s between looks for a faster lane
constexpr float kCrawl = 0.6F;            // of the desired speed: riders go between the lanes
constexpr float kTurnIsNear = 120;        // m to the stop line: nearer vehicles are let in
constexpr float kStopIsNear = 40;  // m to a stop of public transport, the same: an assumption
constexpr float kFlowing = 0.8F;   // of the desired speed: riders return to the lanes

bool try_change(TrafficState& s, LaneIndex lane_index, std::size_t i, LaneIndex target,
                float urgency) {
  OnLane v = s.lane[lane_index].data[i];
  const std::uint32_t at = gap_in_lane(s, target, v, urgency);
  if (at == kNone) return false;
  v.flags = static_cast<std::uint8_t>((v.flags | kChanged) & ~kDecided);
  remove_from_lane(s.lane[lane_index], i);
  insert_into_lane(s.store, s.lane[target], at, v);
  return true;
}

// To the kerb for a stop. Far from it a driver takes the gaps that come and holds up nobody. Who is
// not at the kerb when he gets there stops in his lane.
bool change_for_stop(TrafficState& s, const Place& p, LaneIndex lane_index, std::size_t i,
                     Scratch& scratch) {
  OnLane& v = s.lane[lane_index].data[i];
  const LaneIndex target = towards(s, p, lane_index, v, 1);
  if (target == kNone) return false;
  const float left = std::max(halt_of(s, v) - v.position, 0.0F);
  const float urgency = 1 + 3 * std::max(0.0F, 1 - left / kTurnIsNear);
  if (try_change(s, lane_index, i, target, urgency)) return true;
  if (left < kStopIsNear) zip(s, target, v, scratch);
  return false;
}

bool change_for_turn(TrafficState& s, const Place& p, LaneIndex lane_index, std::size_t i,
                     Scratch& scratch) {
  OnLane& v = s.lane[lane_index].data[i];
  std::uint32_t lanes = lanes_of_turn(s, s.link[p.link_index], v);
  if (const std::uint32_t reserved = reserved_lanes(s, p, v); (reserved & lanes) != 0)
    lanes &= reserved;
  else if ((v.flags & kHalts) != 0 && permitted(s, p.first, v))
    return change_for_stop(s, p, lane_index, i, scratch);
  const LaneIndex target = towards(s, p, lane_index, v, lanes);
  if (target == kNone) return false;
  const Link& link = s.link[p.link_index];
  const bool may_stay =
      (v.flags & kHalts) == 0 &&
      (lanes_for(s, turn_of(link, v), s.types[v.type]) >> (lane_index - p.first) & 1U) != 0;
  const float left = std::max(link.length - v.position, 0.0F);
  const float urgency = may_stay ? 1 : 1 + 3 * std::max(0.0F, 1 - left / kTurnIsNear);
  if (try_change(s, lane_index, i, target, urgency)) return true;
  if (may_stay) return false;
  if (left < kTurnIsNear || !comes_back(s, p, lane_index, v, lanes)) zip(s, target, v, scratch);
  return false;
}

bool change_for_speed(TrafficState& s, const Place& p, LaneIndex lane_index, std::size_t i) {
  const OnLane& v = s.lane[lane_index].data[i];
  const float here = v.speed + s.types[v.type].accel;
  const std::uint32_t lanes = lanes_of_turn(s, s.link[p.link_index], v);
  for (const LaneIndex target : {lane_index + 1, lane_index - 1}) {
    if (target < p.first || target >= p.filter || !permitted(s, target, v)) continue;
    if ((lanes >> (target - p.first) & 1U) == 0 && !comes_back(s, p, target, v, lanes)) continue;
    if (speed_in(s, p, target, v) > here + 1.5F && try_change(s, lane_index, i, target, 0.6F))
      return true;
  }
  return false;
}

// A rider changes to the filter lane, or back.
bool change_rider(TrafficState& s, const Place& p, LaneIndex lane_index, std::size_t i) {
  const OnLane& v = s.lane[lane_index].data[i];
  if (lane_index != p.filter) {
    if (v.speed >= kCrawl * v.desired || i == 0) return false;
    return try_change(s, lane_index, i, p.filter, 1);
  }
  if (s.link[p.link_index].mean_speed < kFlowing * std::min(v.desired, s.link[p.link_index].speed))
    return false;
  const std::uint32_t lanes = lanes_of_turn(s, s.link[p.link_index], v);
  for (LaneIndex target = p.first; target < p.filter; ++target)
    if (permitted(s, target, v) && (lanes >> (target - p.first) & 1U) != 0 &&
        speed_in(s, p, target, v) >= 0.9F * v.desired && try_change(s, lane_index, i, target, 0.6F))
      return true;
  return false;
}

// Whether a vehicle is in a lane of its movement and has no reason for another. Most vehicles are.
bool is_well_placed(const Place& p, LaneIndex lane_index, const OnLane& v, const VehicleType& t,
                    std::uint32_t lanes) {
  return (lanes >> (lane_index - p.first) & 1U) != 0 && (v.flags & kHalts) == 0 && !t.roams;
}

// Whether a vehicle looks for a faster lane in this step: a third of all, to save time.
bool looks_around(const Place& p, const OnLane& v) {
  return (v.vehicle.value + p.step) % kReconsider == 0;
}

[[gnu::noinline]] bool change_one(TrafficState& s, const Place& p, LaneIndex lane_index,
                                  std::size_t i, Scratch& scratch) {
  const OnLane& v = s.lane[lane_index].data[i];
  if ((v.flags & (kChanged | kAtStop)) != 0) return false;
  if (i == 0 && (v.flags & kDecided) != 0 && s.decision[lane_index].target != kNone)
    return false;  // about to cross
  if (s.types[v.type].filters) return change_rider(s, p, lane_index, i);
  if (change_for_turn(s, p, lane_index, i, scratch)) return true;
  return i > 0 && (v.flags & kHalts) == 0 && is_slow(v) && looks_around(p, v) &&
         change_for_speed(s, p, lane_index, i);
}

// Quick test, inlined: whether change_one() has to look at a vehicle in this step.
bool considers(const TrafficState& s, const Place& p, LaneIndex lane_index, std::size_t i,
               const OnLane& v, const VehicleType& t) {
  if (t.filters) return looks_around(p, v);
  if (p.filter - p.first < 2) return false;
  if (!is_well_placed(p, lane_index, v, t, lanes_of_turn(s, s.link[p.link_index], v))) return true;
  return i > 0 && is_slow(v) && looks_around(p, v);
}

}  // namespace

void change_lanes(TrafficState& s, LinkIndex link_index, Scratch& scratch) {
  scratch.held.clear();
  const Place p{link_index, s.link[link_index].first_lane, s.link[link_index].filter_lane(),
                static_cast<std::uint32_t>(s.now)};
  const LaneIndex end = s.has_filtering_types ? p.filter + 1 : p.filter;
  const IndexedBy<LaneIndex, Lane>& lanes = s.lane;
  const VehicleType* const types = s.types.data();
  for (LaneIndex lane_index = p.first; lane_index < end; ++lane_index) {
    const Lane& lane = lanes[lane_index];
    for (std::size_t i = 0; i < lane.count;) {
      const OnLane& v = lane.data[i];
      if (!considers(s, p, lane_index, i, v, types[v.type]) ||
          !change_one(s, p, lane_index, i, scratch))
        ++i;
    }
  }
}

}  // namespace mwendo::traffic
