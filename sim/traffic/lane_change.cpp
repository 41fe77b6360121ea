// Lane changes: for the turn ahead, to pass a slower or standing vehicle, and riders of motorcycles
// and bicycles who go between the lanes when the lanes crawl.
//
// A change needs a gap in which nobody has to brake harder than comfortable (times an urgency that
// grows towards the stop line), as in Gipps, "A model for the structure of lane-changing
// decisions", Transp. Res. B 20 (1986). How far ahead drivers look: a lane of the turn is left only
// if the way to its queue is longer than ten seconds' driving, and who is outside it by then waits
// beside the queue's end (the strategic changes of Erdmann, "Lane-changing model in SUMO", 2014).
#include "sim/traffic/lane_change.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/gaps.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr std::uint32_t kReconsider = 3;  // s between looks for a faster lane
constexpr float kCrawl = 0.6F;            // of the desired speed: riders go between the lanes
constexpr float kLookAhead = 10;          // s of driving that it takes to come back into a lane
constexpr float kTurnIsNear = 120;        // m to the line, from here on others let one in
constexpr float kCrawling = 1.5F;         // m/s, nobody stops for that
constexpr float kLettingIn = 1;           // m/s2, of those who let a platoon into their lane
constexpr float kCourtesy = 25;           // m, those farther behind do not feel asked
constexpr std::uint8_t kPatience = 30;    // s of standing after which one creeps on to the line
constexpr float kFlowing = 0.8F;          // they return when the lanes flow again

struct Place {
  LinkIndex link_index;
  LaneIndex first;  // of the link
  LaneIndex filter;
  std::uint32_t step;  // of the clock
};

bool permitted(const TrafficState& s, LaneIndex lane_index, const OnLane& v) {
  return (s.lane[lane_index].permissions & s.types[v.type].permissions) != 0;
}

// The neighbour lane towards the nearest lane of a set, or kNone if it is in it or there is none.
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

// Speed that a lane would allow a vehicle at its position.
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
  const VehicleType& lt = s.types[l.type];
  const float gap = l.position - lt.tail - v.position;
  return gap <= 0 ? 0
                  : std::min(v.desired, safe_speed(s.types[v.type], gap, l.speed, lt.platoon_s));
}

// Lanes of the link reserved for public transport, as bits.
std::uint32_t reserved_lanes(const TrafficState& s, const Place& p, const OnLane& v) {
  std::uint32_t lanes = 0;
  if ((s.types[v.type].permissions & kBrt) != 0)
    for (LaneIndex lane_index = p.first; lane_index < p.filter; ++lane_index)
      if ((s.lane[lane_index].permissions & kCar) == 0 && permitted(s, lane_index, v))
        lanes |= 1U << (lane_index - p.first);
  return lanes;
}

// Room that the vehicles ahead of a place take in a lane once they stand in a queue, metres.
float queue_ahead(const TrafficState& s, LaneIndex lane_index, float position) {
  const OnLane* lane = s.lane[lane_index].data;
  const std::uint16_t n = s.lane[lane_index].count;
  float room = 0;
  for (std::uint16_t i = 0; i < n && lane[i].position > position; ++i)
    room += s.types[lane[i].type].tail;
  return room;
}

// Whether a vehicle in a lane without its turn comes into the nearest lane with it before the queue
// there, lane by lane. Platoons, longer than many links, look only at the line.
bool comes_back(const TrafficState& s, const Place& p, LaneIndex target, const OnLane& v,
                std::uint32_t lanes) {
  const VehicleType& t = s.types[v.type];
  const float left = s.link[p.link_index].length - v.position;
  if (t.platoon > 1) return left >= 60 + 4 * v.speed;
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

// The speed behind a vehicle of another lane as if it were ahead in one's own, braking comfortably.
// As in all lane changes a platoon counts by its head: others go between its vehicles.
float speed_behind(const TrafficState& s, const OnLane& v, const OnLane& ahead) {
  const VehicleType& t = s.types[v.type];
  const float gap = ahead.position - s.types[ahead.type].spacing - v.position - 2 * kLeastGapInLane;
  const float safe = gap > 0 ? safe_speed(t, gap, ahead.speed) : 0;
  return std::max(safe, v.speed - t.decel);
}

void hold(Scratch& scratch, OnLane& v, float speed) {
  v.flags |= kHolds;
  scratch.held.push_back({v.vehicle, speed});
}

// Vehicles of a lane ahead of one beside it; of two that are level the one with the lower number.
std::uint16_t count_ahead(const Lane& lane, const OnLane& v) {
  std::uint16_t n = 0;
  while (n < lane.count &&
         (lane.data[n].position > v.position ||
          (lane.data[n].position == v.position && lane.data[n].vehicle < v.vehicle)))
    ++n;
  return n;
}

bool is_clear_of(const TrafficState& s, const OnLane& v, const OnLane& ahead) {
  return ahead.position - s.types[ahead.type].spacing > v.position + kLeastGapInLane;
}

// Zip: a vehicle that has to change falls back behind the one ahead in the other lane; once it is
// there the next one lets it in (cooperative lane change, Hidas, Transp. Res. C 10 (2002)). One
// that is level with it does not stop: it may be the only one that can get ahead.
void zip(TrafficState& s, LaneIndex target, OnLane& v, Scratch& scratch) {
  const Lane& lane = s.lane[target];
  const std::uint16_t at = count_ahead(lane, v);
  if (at > 0 && v.wait_s < kPatience) hold(scratch, v, speed_behind(s, v, lane.data[at - 1]));
  if (at > 0 && !is_clear_of(s, v, lane.data[at - 1])) return;
  if (at == lane.count || lane.data[at].position < v.position - kCourtesy) return;
  OnLane& next = lane.data[at];
  if (next.wait_s >= kPatience) return;
  hold(scratch, next,
       std::max(speed_behind(s, next, v), is_clear_of(s, next, v) ? 0.0F : kCrawling));
}

// A platoon is too long to wait beside a lane: where there is no gap it drives on to the line, and
// the vehicle behind it in the other lane slows down a little.
void ask_for_gap(TrafficState& s, LaneIndex target, const OnLane& v, Scratch& scratch) {
  const Lane& lane = s.lane[target];
  std::uint16_t at = 0;
  while (at < lane.count && lane.data[at].position >= v.position) ++at;
  if (at == lane.count || lane.data[at].position <= v.position - kCourtesy) return;
  hold(scratch, lane.data[at], std::max(kCrawling, lane.data[at].speed - kLettingIn));
}

bool change_for_turn(TrafficState& s, const Place& p, LaneIndex lane_index, std::size_t i,
                     Scratch& scratch) {
  OnLane& v = s.lane[lane_index].data[i];
  std::uint32_t lanes = lanes_of_turn(s, s.link[p.link_index], v);
  if (const std::uint32_t reserved = reserved_lanes(s, p, v); (reserved & lanes) != 0)
    lanes &= reserved;
  else if ((v.flags & kHalts) != 0 && permitted(s, p.first, v))
    lanes = 1;  // stops are at the kerb
  const LaneIndex target = towards(s, p, lane_index, v, lanes);
  if (target == kNone) return false;
  const float left = std::max(s.link[p.link_index].length - v.position, 0.0F);
  if (try_change(s, lane_index, i, target, 1 + 3 * std::max(0.0F, 1 - left / 120))) return true;
  if (s.types[v.type].platoon > 1) {
    if (left < kTurnIsNear) ask_for_gap(s, target, v, scratch);
  } else if (left < kTurnIsNear || !comes_back(s, p, lane_index, v, lanes)) {
    zip(s, target, v, scratch);
  }
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

// Into the room between the lanes, or back out of it.
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

// Whether a vehicle is in a lane of its turn and nothing draws it to another: most are.
bool is_well_placed(const Place& p, LaneIndex lane_index, const OnLane& v, const VehicleType& t,
                    std::uint32_t lanes) {
  return (lanes >> (lane_index - p.first) & 1U) != 0 && (v.flags & kHalts) == 0 && !t.roams;
}

// For a faster lane; in turn, not all in the same step.
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

// The quick part: whether a vehicle has to be looked at in this step.
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
