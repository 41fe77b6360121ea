// Lane changes: for the turn ahead, to pass a slower or standing vehicle, and riders of motorcycles
// and bicycles who go between the lanes when the lanes crawl.
//
// A change needs a gap in which nobody has to brake harder than comfortable (times an urgency that
// grows towards the stop line), as in Gipps, "A model for the structure of lane-changing
// decisions", Transp. Res. B 20 (1986). How far ahead drivers look: a lane of the turn is left only
// if the way to its queue is longer than ten seconds' driving, and who is outside it by then waits
// beside the queue's end (the strategic changes of Erdmann, "Lane-changing model in SUMO", 2014).
#include <algorithm>
#include <cmath>

#include "sim/traffic/car_following.h"
#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

constexpr std::uint32_t kReconsider = 3;  // s between looks for a faster lane
constexpr float kCrawl = 0.6F;            // of the desired speed: riders go between the lanes
constexpr float kLookAhead = 10;          // s of driving that it takes to come back into a lane
constexpr float kTurnIsNear = 120;        // m to the line, from here on others let one in
constexpr float kCrawling = 1.5F;         // m/s, nobody stops for that
constexpr float kLettingIn = 1;           // m/s2, of those who let a platoon into their lane
constexpr float kLeastGap = 0.3F;         // m, beyond the standing gap
constexpr float kCourtesy = 25;           // m, those farther behind do not feel asked
constexpr std::uint8_t kPatience = 30;     // s of standing after which one creeps on to the line
constexpr float kFlowing = 0.8F;          // they return when the lanes flow again

struct Place {
  std::uint32_t road;
  std::uint32_t first;  // slots of the road
  std::uint32_t filter;
  std::uint32_t step;   // of the clock
};

bool permitted(const TrafficState& s, std::uint32_t slot, const OnLane& v) {
  return (s.slot[slot].permissions & s.types[v.type].permissions) != 0;
}

// The neighbour slot towards the nearest lane of a set, or kNone if it is in it or there is none.
std::uint32_t towards(const TrafficState& s, const Place& p, std::uint32_t slot, const OnLane& v,
                      std::uint32_t lanes) {
  const std::uint32_t own = slot - p.first;
  if ((lanes >> own & 1U) != 0) return kNone;
  const std::uint32_t count = p.filter - p.first;
  for (std::uint32_t d = 1; d < count; ++d) {
    if (own >= d && (lanes >> (own - d) & 1U) != 0 && permitted(s, slot - 1, v)) return slot - 1;
    if (own + d < count && (lanes >> (own + d) & 1U) != 0 && permitted(s, slot + 1, v))
      return slot + 1;
  }
  return kNone;
}

bool try_change(TrafficState& s, std::uint32_t slot, std::size_t i,
                std::uint32_t target, float urgency) {
  OnLane v = s.slot[slot].data[i];
  const std::uint32_t at = gap_in_slot(s, target, v, urgency);
  if (at == kNone) return false;
  v.flags = static_cast<std::uint8_t>((v.flags | kChanged) & ~kDecided);
  remove_from_slot(s.slot[slot], i);
  insert_into_slot(s.store, s.slot[target], at, v);
  return true;
}

// Speed that a slot would allow a vehicle at its position.
float speed_in(const TrafficState& s, const Place& p, std::uint32_t slot, const OnLane& v) {
  const std::uint16_t n = s.slot[slot].count;
  const OnLane* lane = s.slot[slot].data;
  std::size_t leader = n;
  for (std::size_t i = 0; i < n && lane[i].position >= v.position; ++i) leader = i;
  if (leader == n || lane[leader].vehicle == v.vehicle)
    return v.turn == kNoTurn ? v.desired
                               : std::min(v.desired, safe_speed(s.types[v.type],
                                     s.road[p.road].length - v.position, v.desired));
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
    for (std::uint32_t slot = p.first; slot < p.filter; ++slot)
      if ((s.slot[slot].permissions & kCar) == 0 && permitted(s, slot, v))
        lanes |= 1U << (slot - p.first);
  return lanes;
}

// Room that the vehicles ahead of a place take in a lane once they stand in a queue, metres.
float queue_ahead(const TrafficState& s, std::uint32_t slot, float position) {
  const OnLane* lane = s.slot[slot].data;
  const std::uint16_t n = s.slot[slot].count;
  float room = 0;
  for (std::uint16_t i = 0; i < n && lane[i].position > position; ++i)
    room += s.types[lane[i].type].tail;
  return room;
}

// Whether a vehicle in a lane without its turn comes into the nearest lane with it before the queue
// there, lane by lane. Platoons, longer than many links, look only at the line.
bool comes_back(const TrafficState& s, const Place& p, std::uint32_t target, const OnLane& v,
                std::uint32_t lanes) {
  const VehicleType& t = s.types[v.type];
  const float left = s.road[p.road].length - v.position;
  if (t.platoon > 1) return left >= 60 + 4 * v.speed;
  const float needed = kLookAhead * v.speed + 2 * t.spacing;
  if (left < needed) return false;
  const std::uint32_t own = target - p.first;
  for (std::uint32_t d = 1; d < p.filter - p.first; ++d) {
    const bool before = own >= d && (lanes >> (own - d) & 1U) != 0;
    const bool after = own + d < p.filter - p.first && (lanes >> (own + d) & 1U) != 0;
    if (!before && !after) continue;
    const std::uint32_t slot = before ? target - d : target + d;
    return left - queue_ahead(s, slot, v.position) > static_cast<float>(d) * needed;
  }
  return false;
}

// The speed behind a vehicle of another lane as if it were ahead in one's own, braking comfortably.
// As in all lane changes a platoon counts by its head: others go between its vehicles.
float speed_behind(const TrafficState& s, const OnLane& v, const OnLane& ahead) {
  const VehicleType& t = s.types[v.type];
  const float gap = ahead.position - s.types[ahead.type].spacing - v.position - 2 * kLeastGap;
  const float safe = gap > 0 ? safe_speed(t, gap, ahead.speed) : 0;
  return std::max(safe, v.speed - t.decel);
}

void hold(TrafficState::Scratch& scratch, OnLane& v, float speed) {
  v.flags |= kHolds;
  scratch.held.push_back({v.vehicle, speed});
}

// Vehicles of a slot ahead of one beside it; of two that are level the one with the lower number.
std::uint16_t count_ahead(const Slot& slot, const OnLane& v) {
  std::uint16_t n = 0;
  while (n < slot.count && (slot.data[n].position > v.position ||
                            (slot.data[n].position == v.position && slot.data[n].vehicle < v.vehicle)))
    ++n;
  return n;
}

bool is_clear_of(const TrafficState& s, const OnLane& v, const OnLane& ahead) {
  return ahead.position - s.types[ahead.type].spacing > v.position + kLeastGap;
}

// Zip: a vehicle that has to change falls back behind the one ahead in the other lane; once it is
// there the next one lets it in (cooperative lane change, Hidas, Transp. Res. C 10 (2002)). One that
// is level with it does not stop: it may be the only one that can get ahead.
void zip(TrafficState& s, std::uint32_t target, OnLane& v, TrafficState::Scratch& scratch) {
  const Slot& slot = s.slot[target];
  const std::uint16_t at = count_ahead(slot, v);
  if (at > 0 && v.wait_s < kPatience) hold(scratch, v, speed_behind(s, v, slot.data[at - 1]));
  if (at > 0 && !is_clear_of(s, v, slot.data[at - 1])) return;
  if (at == slot.count || slot.data[at].position < v.position - kCourtesy) return;
  OnLane& next = slot.data[at];
  if (next.wait_s >= kPatience) return;
  hold(scratch, next, std::max(speed_behind(s, next, v), is_clear_of(s, next, v) ? 0.0F : kCrawling));
}

// A platoon is too long to wait beside a lane: where there is no gap it drives on to the line, and the
// vehicle behind it in the other lane slows down a little.
void ask_for_gap(TrafficState& s, std::uint32_t target, const OnLane& v,
                 TrafficState::Scratch& scratch) {
  const Slot& slot = s.slot[target];
  std::uint16_t at = 0;
  while (at < slot.count && slot.data[at].position >= v.position) ++at;
  if (at == slot.count || slot.data[at].position <= v.position - kCourtesy) return;
  hold(scratch, slot.data[at], std::max(kCrawling, slot.data[at].speed - kLettingIn));
}

bool change_for_turn(TrafficState& s, const Place& p, std::uint32_t slot, std::size_t i,
                     TrafficState::Scratch& scratch) {
  OnLane& v = s.slot[slot].data[i];
  std::uint32_t lanes = lanes_of_turn(s, s.road[p.road], v);
  if (const std::uint32_t reserved = reserved_lanes(s, p, v); (reserved & lanes) != 0)
    lanes &= reserved;
  else if ((v.flags & kHalts) != 0 && permitted(s, p.first, v))
    lanes = 1;  // stops are at the kerb
  const std::uint32_t target = towards(s, p, slot, v, lanes);
  if (target == kNone) return false;
  const float left = std::max(s.road[p.road].length - v.position, 0.0F);
  if (try_change(s, slot, i, target, 1 + 3 * std::max(0.0F, 1 - left / 120))) return true;
  if (s.types[v.type].platoon > 1) {
    if (left < kTurnIsNear) ask_for_gap(s, target, v, scratch);
  } else if (left < kTurnIsNear || !comes_back(s, p, slot, v, lanes)) {
    zip(s, target, v, scratch);
  }
  return false;
}

bool change_for_speed(TrafficState& s, const Place& p, std::uint32_t slot, std::size_t i) {
  const OnLane& v = s.slot[slot].data[i];
  const float here = v.speed + s.types[v.type].accel;
  const std::uint32_t lanes = lanes_of_turn(s, s.road[p.road], v);
  for (const std::uint32_t target : {slot + 1, slot - 1}) {
    if (target < p.first || target >= p.filter || !permitted(s, target, v)) continue;
    if ((lanes >> (target - p.first) & 1U) == 0 && !comes_back(s, p, target, v, lanes)) continue;
    if (speed_in(s, p, target, v) > here + 1.5F && try_change(s, slot, i, target, 0.6F))
      return true;
  }
  return false;
}

// Into the room between the lanes, or back out of it.
bool change_rider(TrafficState& s, const Place& p, std::uint32_t slot, std::size_t i) {
  const OnLane& v = s.slot[slot].data[i];
  if (slot != p.filter) {
    if (v.speed >= kCrawl * v.desired || i == 0) return false;
    return try_change(s, slot, i, p.filter, 1);
  }
  if (s.road[p.road].mean_speed < kFlowing * std::min(v.desired, s.road[p.road].speed)) return false;
  const std::uint32_t lanes = lanes_of_turn(s, s.road[p.road], v);
  for (std::uint32_t target = p.first; target < p.filter; ++target)
    if (permitted(s, target, v) && (lanes >> (target - p.first) & 1U) != 0 &&
        speed_in(s, p, target, v) >= 0.9F * v.desired && try_change(s, slot, i, target, 0.6F))
      return true;
  return false;
}

// Whether a vehicle is in a lane of its turn and nothing draws it to another: most are.
bool is_well_placed(const Place& p, std::uint32_t slot, const OnLane& v, const VehicleType& t,
                    std::uint32_t lanes) {
  return (lanes >> (slot - p.first) & 1U) != 0 && (v.flags & kHalts) == 0 && !t.roams;
}

// For a faster lane; in turn, not all in the same step.
bool looks_around(const Place& p, const OnLane& v) { return (v.vehicle + p.step) % kReconsider == 0; }

[[gnu::noinline]] bool change_one(TrafficState& s, const Place& p, std::uint32_t slot, std::size_t i,
                                TrafficState::Scratch& scratch) {
  const OnLane& v = s.slot[slot].data[i];
  if ((v.flags & (kChanged | kAtStop)) != 0) return false;
  if (i == 0 && (v.flags & kDecided) != 0 && s.decision[slot].target != kNone)
    return false;  // about to cross
  if (s.types[v.type].filters) return change_rider(s, p, slot, i);
  if (change_for_turn(s, p, slot, i, scratch)) return true;
  return i > 0 && (v.flags & kHalts) == 0 && is_slow(v) && looks_around(p, v) &&
         change_for_speed(s, p, slot, i);
}

// The quick part: whether a vehicle has to be looked at in this step.
bool considers(const TrafficState& s, const Place& p, std::uint32_t slot, std::size_t i,
               const OnLane& v, const VehicleType& t) {
  if (t.filters) return looks_around(p, v);
  if (p.filter - p.first < 2) return false;
  if (!is_well_placed(p, slot, v, t, lanes_of_turn(s, s.road[p.road], v))) return true;
  return i > 0 && is_slow(v) && looks_around(p, v);
}

}  // namespace

std::uint32_t gap_in_slot(const TrafficState& s, std::uint32_t slot, const OnLane& v,
                          float urgency) {
  const std::uint16_t n = s.slot[slot].count;
  if (s.slot[slot].full()) return kNone;
  const OnLane* lane = s.slot[slot].data;
  const VehicleType& t = s.types[v.type];
  std::uint32_t at = 0;
  while (at < n && lane[at].position >= v.position) ++at;
  if (at > 0) {
    const OnLane& leader = lane[at - 1];
    const VehicleType& lt = s.types[leader.type];
    const float gap = leader.position - lt.spacing - v.position;
    if (gap < kLeastGap || safe_speed(t, gap, leader.speed) < v.speed - urgency * t.decel) return kNone;
  }
  if (at < n) {
    const OnLane& follower = lane[at];
    const VehicleType& ft = s.types[follower.type];
    const float gap = v.position - t.spacing - follower.position;
    if (gap < kLeastGap || safe_speed(ft, gap, v.speed) < follower.speed - urgency * ft.decel)
      return kNone;
  } else if (v.position - t.spacing < 2) {
    return kNone;  // somebody may be entering the lane in this step
  }
  return at;
}

void change_lanes(TrafficState& s, std::uint32_t road, TrafficState::Scratch& scratch) {
  scratch.held.clear();
  const Place p{road, s.road[road].first_slot, s.road[road].filter_slot(),
                static_cast<std::uint32_t>(s.now)};
  const std::uint32_t end = s.has_filtering_types ? p.filter + 1 : p.filter;
  const Slot* const slots = s.slot.data();
  const VehicleType* const types = s.types.data();
  for (std::uint32_t slot = p.first; slot < end; ++slot) {
    const Slot& lane = slots[slot];
    for (std::size_t i = 0; i < lane.count;) {
      const OnLane& v = lane.data[i];
      if (!considers(s, p, slot, i, v, types[v.type]) || !change_one(s, p, slot, i, scratch)) ++i;
    }
  }
}

}  // namespace mwendo::traffic
