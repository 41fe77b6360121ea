// The lane behind the junction: its choice, the vehicle met there, the entry.
#include "sim/traffic/targets.h"

#include <algorithm>
#include <bit>

#include "sim/traffic/entering.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/lanes_ahead.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

float room_in(const TrafficState& s, LaneIndex lane_index, float length) {
  return std::min(s.tail_of(lane_index).position, length);
}

// Best lane behind the junction for a rider between the lanes.
LaneIndex filter_target(const TrafficState& s, const OnLane& v, const Link& to) {
  const LaneIndex filter = to.filter_lane();
  if (to.mean_speed < 0.6F * to.speed) return filter;
  for (LaneIndex lane_index = to.first_lane; lane_index < filter; ++lane_index)
    if ((s.lane[lane_index].permissions & s.types[v.type].permissions) != 0 &&
        s.tail_of(lane_index).position > 15 &&
        s.lane[lane_index].count < s.lane[lane_index].capacity)
      return lane_index;
  return filter;
}

// Rises towards the kerb or the median, by less than a lane of the next turn counts.
float nearness(const Link& to, std::uint32_t index, Nearest side) {
  return 100 * static_cast<float>(side == Nearest::kerb ? to.lanes - index : index) /
         static_cast<float>(to.lanes);
}

// Score of a lane to enter: room in metres, more for a lane of the next turn or a reserved lane.
float score_of(const TrafficState& s, const OnLane& v, const Link& to, LaneIndex lane_index,
               std::uint32_t wanted, Nearest side) {
  const std::uint32_t index = lane_index - to.first_lane;
  const bool own =
      (s.lane[lane_index].permissions & kCar) == 0 && (s.types[v.type].permissions & kBrt) != 0;
  const float place =
      side == Nearest::none ? room_in(s, lane_index, to.length) : nearness(to, index, side);
  return place + ((wanted >> index & 1U) != 0 ? 200.0F : 0.0F) + (own ? 400.0F : 0.0F);
}

LaneIndex best_connection(const TrafficState& s, LaneIndex from, MovementIndex movement,
                          const OnLane& v) {
  const Movement& m = s.movement[movement];
  if (m.one_connection && from == s.link[s.link_at[from]].first_lane + std::countr_zero(m.lanes))
    return permits(s, m.first_target, v) ? m.first_target : kNone;
  const Link& to = s.link[m.to];
  LaneIndex best = kNone;
  float best_score = 0;
  std::uint32_t wanted = 0;
  for (ConnectionIndex i = s.first_connection[from]; i < s.first_connection[from + 1]; ++i) {
    if (s.connections[i].movement != movement) continue;
    const LaneIndex lane_index = s.connections[i].to;
    if (!permits(s, lane_index, v) || !is_open_to(s, i, s.types[v.type])) continue;
    if (best == kNone) {
      best = lane_index;  // the common case of one connection needs no score
      continue;
    }
    if (wanted == 0) {
      wanted = lanes_wanted(s, s.record[v.vehicle], s.record[v.vehicle].route_index + 1, m.to);
      best_score = score_of(s, v, to, best, wanted, m.nearest);
    }
    const float score = score_of(s, v, to, lane_index, wanted, m.nearest);
    if (score > best_score) {
      best = lane_index;
      best_score = score;
    }
  }
  return best;
}

// From a lane without the turn, after waiting: the connection of the nearest lane that has it.
LaneIndex improvised_target(const TrafficState& s, const Link& link, MovementIndex movement,
                            const OnLane& v) {
  for (LaneIndex lane_index = link.first_lane; lane_index < link.filter_lane(); ++lane_index) {
    const LaneIndex target = best_connection(s, lane_index, movement, v);
    if (target != kNone) return target;
  }
  return kNone;
}

}  // namespace

std::uint32_t open_lanes_for(const TrafficState& s, MovementIndex movement, const VehicleType& t) {
  const Link& link = s.link[s.link_of[s.net->movement.from[s.movement_id[movement]]]];
  std::uint32_t lanes = 0;
  for (LaneIndex lane_index = link.first_lane; lane_index < link.filter_lane(); ++lane_index)
    for (auto i = s.first_connection[lane_index]; i < s.first_connection[lane_index + 1]; ++i)
      if (s.connections[i].movement == movement && is_open_to(s, i, t))
        lanes |= 1U << (lane_index - link.first_lane);
  return lanes;
}

LaneIndex choose_target(const TrafficState& s, const Request& q, const OnLane& v,
                        bool& improvised) {
  const Link& link = s.link[q.link];
  if (q.lane == link.filter_lane()) return filter_target(s, v, s.link[q.to]);
  const LaneIndex target = best_connection(s, q.lane, q.movement, v);
  if (target != kNone) return target;
  const bool rides = s.types[v.type].filters;  // riders pass between others at the line
  if (!rides && (v.wait_s < s.options.improvise_after_s || q.distance > kAtLine)) return target;
  improvised = !rides;
  return improvised_target(s, link, q.movement, v);
}

void transfer(TrafficState& s, LaneIndex from) {
  const LaneIndex target = s.outbox_target[from];
  Lane& lane = s.lane[target];
  OnLane v = s.outbox[from];
  const LinkIndex to = s.link_at[target];
  VehicleRecord& r = s.record[v.vehicle];
  ++r.route_index;
  s.link[to].restless = true;
  if (lane.count > 0) {  // a vehicle may have changed into this lane meanwhile
    const OnLane& last = lane.data[lane.count - 1];
    v.position = std::max(0.0F, std::min(v.position, last.position - s.types[last.type].spacing));
  }
  r.entered_at_s = s.now + 1;
  r.entered_position = 0;
  prepare_for_link(s, v, to);
  insert_into_lane(s.store, lane, lane.count, v);
  s.active_links.insert(to);
  // On a short link the vehicle may reach the next stop line before the link has moved once.
  if (lane.count == 1 && line_is_near(s, s.link[to], lane)) wake_line(s, target);
}

}  // namespace mwendo::traffic
