#include "sim/traffic/lane_choice.h"

#include <algorithm>

#include "sim/traffic/car_following.h"

namespace mwendo::traffic {
namespace {

constexpr float kLookAhead = 10;  // s of driving that it takes to come back into a lane

// Length in metres of the queue that the vehicles ahead of a position will form in a lane.
float queue_ahead(const TrafficState& s, LaneIndex lane_index, float position) {
  const OnLane* lane = s.lane[lane_index].data;
  const std::uint16_t n = s.lane[lane_index].count;
  float room = 0;
  for (std::uint16_t i = 0; i < n && lane[i].position > position; ++i)
    room += s.types[lane[i].type].spacing;
  return room;
}

}  // namespace

LaneIndex towards(const TrafficState& s, const Place& p, LaneIndex lane_index, const OnLane& v,
                  std::uint32_t lanes) {
  const std::uint32_t own = lane_index - p.first;
  if ((lanes >> own & 1U) != 0) return kNone;
  const std::uint32_t count = p.filter - p.first;
  for (std::uint32_t d = 1; d < count; ++d) {
    if (own >= d && (lanes >> (own - d) & 1U) != 0 && permitted(s, lane_index - 1, v))
      return lane_index - 1;
    if (own + d < count && (lanes >> (own + d) & 1U) != 0 && permitted(s, lane_index + 1, v))
      return lane_index + 1;
  }
  return kNone;
}

float speed_in(const TrafficState& s, const Place& p, LaneIndex lane_index, const OnLane& v) {
  const std::uint16_t n = s.lane[lane_index].count;
  const OnLane* lane = s.lane[lane_index].data;
  std::size_t leader = n;
  for (std::size_t i = 0; i < n && lane[i].position >= v.position; ++i) leader = i;
  if (leader == n || lane[leader].vehicle == v.vehicle)
    return v.turn == kNoTurn
               ? v.desired
               : std::min(v.desired,
                          safe_speed(s.types[v.type], s.link[p.link_index].length - v.position,
                                     v.desired));
  const OnLane& l = lane[leader];
  const float gap = l.position - s.types[l.type].spacing - v.position;
  return gap <= 0 ? 0 : std::min(v.desired, safe_speed(s.types[v.type], gap, l.speed));
}

std::uint32_t reserved_lanes(const TrafficState& s, const Place& p, const OnLane& v) {
  std::uint32_t lanes = 0;
  if ((s.types[v.type].permissions & kBrt) != 0)
    for (LaneIndex lane_index = p.first; lane_index < p.filter; ++lane_index)
      if ((s.lane[lane_index].permissions & kCar) == 0 && permitted(s, lane_index, v))
        lanes |= 1U << (lane_index - p.first);
  return lanes;
}

bool comes_back(const TrafficState& s, const Place& p, LaneIndex target, const OnLane& v,
                std::uint32_t lanes) {
  const VehicleType& t = s.types[v.type];
  const float left = s.link[p.link_index].length - v.position;
  const float needed = kLookAhead * v.speed + 2 * t.spacing;
  if (left < needed) return false;
  const std::uint32_t own = target - p.first;
  for (std::uint32_t d = 1; d < p.filter - p.first; ++d) {
    const bool before = own >= d && (lanes >> (own - d) & 1U) != 0;
    const bool after = own + d < p.filter - p.first && (lanes >> (own + d) & 1U) != 0;
    if (!before && !after) continue;
    const LaneIndex lane_index = before ? target - d : target + d;
    return left - queue_ahead(s, lane_index, v.position) > static_cast<float>(d) * needed;
  }
  return false;
}

}  // namespace mwendo::traffic
