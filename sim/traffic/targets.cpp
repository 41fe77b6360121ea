// The lane behind the junction: which one a vehicle takes, whom it meets there, how it enters.
#include <algorithm>
#include <bit>

#include "sim/traffic/targets.h"

namespace mwendo::traffic {
namespace {

constexpr float kAtLine = 2;        // m, nearer ones stand at the line

float room_in(const TrafficState& s, std::uint32_t slot, float length) {
  return std::min(s.tail_of(slot).position, length);
}

// Best slot behind the junction for a rider between the lanes.
std::uint32_t filter_target(const TrafficState& s, const OnLane& v, const Road& to) {
  const std::uint32_t filter = to.filter_slot();
  if (to.mean_speed < 0.6F * to.speed) return filter;
  for (std::uint32_t slot = to.first_slot; slot < filter; ++slot)
    if ((s.slot[slot].permissions & s.types[v.type].permissions) != 0 &&
        s.tail_of(slot).position > 15 && s.slot[slot].count < s.slot[slot].capacity)
      return slot;
  return filter;
}

// How good a slot is to enter: room, the lane of the turn after, a lane of one's own.
float score_of(const TrafficState& s, const OnLane& v, const Road& to, std::uint32_t slot,
               std::uint32_t wanted) {
  const std::uint32_t index = slot - to.first_slot;
  const bool own =
      (s.slot[slot].permissions & kCar) == 0 && (s.types[v.type].permissions & kBrt) != 0;
  return room_in(s, slot, to.length) + ((wanted >> index & 1U) != 0 ? 200.0F : 0.0F) +
         (own ? 400.0F : 0.0F);
}

std::uint32_t best_connection(const TrafficState& s, std::uint32_t from, std::uint32_t movement,
                              const OnLane& v) {
  const Movement& m = s.movement[movement];
  if (m.one_connection && from == s.road[s.road_at[from]].first_slot + std::countr_zero(m.lanes))
    return permits(s, m.first_target, v) ? m.first_target : kNone;
  const Road& to = s.road[m.to];
  std::uint32_t best = kNone;
  float best_score = 0;
  std::uint32_t wanted = 0;
  for (std::uint32_t i = s.first_connection[from]; i < s.first_connection[from + 1]; ++i) {
    if (s.connections[i].movement != movement) continue;
    const std::uint32_t slot = s.connections[i].to;
    if (!permits(s, slot, v)) continue;
    if (best == kNone) {
      best = slot;  // the common case of one connection needs no score
      continue;
    }
    if (wanted == 0) {
      wanted = lanes_for(s, movement_after(s, v));
      best_score = score_of(s, v, to, best, wanted);
    }
    const float score = score_of(s, v, to, slot, wanted);
    if (score > best_score) {
      best = slot;
      best_score = score;
    }
  }
  return best;
}

// From a lane without the turn, after waiting: the connection of the nearest lane that has it.
std::uint32_t improvised_target(const TrafficState& s, const Road& road, std::uint32_t movement,
                                const OnLane& v) {
  for (std::uint32_t slot = road.first_slot; slot < road.filter_slot(); ++slot) {
    const std::uint32_t target = best_connection(s, slot, movement, v);
    if (target != kNone) return target;
  }
  return kNone;
}

}  // namespace

std::uint32_t choose_target(const TrafficState& s, const Request& q, const OnLane& v,
                            bool& improvised) {
  const Road& road = s.road[q.road];
  if (q.slot == road.filter_slot()) return filter_target(s, v, s.road[q.to]);
  const std::uint32_t target = best_connection(s, q.slot, q.movement, v);
  if (target != kNone) return target;
  const bool rides = s.types[v.type].filters;  // riders slip past others at the line
  if (!rides && (v.wait_s < s.options.improvise_after_s || q.distance > kAtLine)) return target;
  improvised = !rides;
  return improvised_target(s, road, q.movement, v);
}

void transfer(TrafficState& s, std::uint32_t from) {
  const std::uint32_t target = s.outbox_target[from];
  if (s.longest_platoon_s > 0) s.trace[from].last_out = target;
  Slot& lane = s.slot[target];
  OnLane v = s.outbox[from];
  const std::uint32_t to = s.road_at[target];
  VehicleRecord& r = s.record[v.vehicle];
  ++r.route_index;
  s.road[to].restless = true;
  if (lane.count > 0) {  // somebody may have changed into this lane meanwhile
    const OnLane& last = lane.data[lane.count - 1];
    v.position = std::max(0.0F, std::min(v.position, last.position - s.types[last.type].spacing));
  }
  r.entered_at_s = s.now + 1;
  r.entered_position = 0;
  prepare_for_road(s, v, to);
  insert_into_slot(s.store, lane, lane.count, v);
  set_bit(s.active_roads, to);
  // On a short road it may be at the next stop line before the road has moved once.
  if (lane.count == 1 && line_is_near(s, s.road[to], lane)) wake_line(s, target);
}

}  // namespace mwendo::traffic
