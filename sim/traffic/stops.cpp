// Stops of public transport: in the lane or in a bay.
#include "sim/traffic/stops.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/gaps.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kStopTolerance = 1.5F;  // m
constexpr float kAskBefore = 60;        // m before a stop the owner is asked
constexpr float kForcesOut = 30;        // s after which a vehicle forces its way out of a bay

// Vehicles in the bay of a stop.
std::size_t docked_at(const TrafficState& s, LinkIndex link_index, float halt) {
  std::size_t docked = 0;
  for (const OnLane& other : s.bay[link_index])
    docked += std::abs(halt_of(s, other) - halt) < 1 ? 1 : 0;
  return docked;
}

bool has_room(const TrafficState& s, LinkIndex link_index, const PlannedStop& stop) {
  return stop.docks == 0 || docked_at(s, link_index, stop.position_m) < stop.docks;
}

// From the first front to the last, m. Each vehicle may stand a little behind its place.
float platform_length(const PlannedStop& stop, const VehicleType& t) {
  const float behind = std::max<float>(stop.docks, 1) - 1;
  return behind * (t.spacing + kStopTolerance) + kStopTolerance;
}

// From the bay into a lane: beside the vehicle's place, or ahead of it past a vehicle that stands
// there.
bool rejoin(TrafficState& s, const Link& link, const OnLane& docked) {
  VehicleRecord& r = s.record[docked.vehicle];
  const VehicleType& t = s.types[docked.type];
  const float urgency = s.now - r.release_s > kForcesOut ? 6.0F : 1.5F;
  OnLane v = docked;
  v.flags = static_cast<std::uint8_t>(v.flags & ~(kAtStop | kMoving | kApproaching));
  v.speed = 0;
  for (const float ahead : {0.0F, t.spacing + 0.5F}) {
    v.position = std::min(docked.position + ahead, link.length);
    for (LaneIndex lane_index = link.first_lane; lane_index < link.filter_lane(); ++lane_index) {
      if ((s.lane[lane_index].permissions & t.permissions) == 0) continue;
      const std::uint32_t at = gap_in_lane(s, lane_index, v, urgency);
      if (at == kNone) continue;
      ++r.stop_cursor;
      look_for_halt(s, v);
      insert_into_lane(s.store, s.lane[lane_index], at, v);
      return true;
    }
  }
  return false;
}

// A vehicle at its stop reports once, waits for the release, then looks for its next stop.
// Returns true if it leaves the lane for a bay.
bool handle_stop(TrafficState& s, OnLane& v, LinkIndex link_index, Scratch& scratch) {
  VehicleRecord& r = s.record[v.vehicle];
  const PlannedStop& stop = s.stop_plan[r.stop_cursor];
  if ((v.flags & kAtStop) != 0) {
    if (s.now < r.release_s) return false;
    v.flags = static_cast<std::uint8_t>(v.flags & ~(kAtStop | kApproaching));
    ++r.stop_cursor;
    look_for_halt(s, v);
    return false;
  }
  if (v.position < stop.position_m - platform_length(stop, s.types[v.type])) return false;
  const bool room = has_room(s, link_index, stop);
  if (stop.place == StopPlace::dock && !room) return false;
  v.flags |= kAtStop;
  r.release_s = kFarAway;
  scratch.stop_arrivals.push_back(
      {v.vehicle, r.owner, r.stop_cursor, static_cast<float>(v.standing_s)});
  return stop.place != StopPlace::lane && room;
}

// Asks the owner once whether the vehicle stops. After Traffic::skip_stop() it passes the stop.
void approach_stop(TrafficState& s, OnLane& v, Scratch& scratch) {
  VehicleRecord& r = s.record[v.vehicle];
  if ((v.flags & kApproaching) == 0) {
    v.flags |= kApproaching;
    scratch.approaches.push_back({v.vehicle, r.owner, r.stop_cursor});
    return;
  }
  if (s.skipped[v.vehicle] != r.stop_cursor || (v.flags & kAtStop) != 0) return;
  ++r.stop_cursor;
  look_for_halt(s, v);
  v.flags = static_cast<std::uint8_t>(v.flags & ~kApproaching);
}

}  // namespace

float halting_place(const TrafficState& s, LinkIndex link_index, const OnLane& v) {
  const float halt = halt_of(s, v);
  if (halt >= kFarAway) return halt;
  const PlannedStop& stop = s.stop_plan[s.record[v.vehicle].stop_cursor];
  if (stop.place != StopPlace::dock || has_room(s, link_index, stop)) return halt;
  return halt - std::max<float>(stop.docks, 1) * s.types[v.type].spacing;
}

bool serve_stop(TrafficState& s, OnLane& v, LinkIndex link_index, Scratch& scratch) {
  if (halt_of(s, v) - v.position < kAskBefore) approach_stop(s, v, scratch);
  const bool stands = v.speed < kHaltsBelow || (v.flags & kAtStop) != 0;
  if ((v.flags & kHalts) == 0 || !stands || !handle_stop(s, v, link_index, scratch)) return false;
  s.bay[link_index].push_back(v);
  ++s.link[link_index].in_bays;
  return true;
}

void leave_bays(TrafficState& s, LinkIndex link_index) {
  auto& bay = s.bay[link_index];
  for (std::size_t i = 0; i < bay.size();) {
    if (s.now >= s.record[bay[i].vehicle].release_s && rejoin(s, s.link[link_index], bay[i])) {
      bay.erase(bay.begin() + static_cast<std::ptrdiff_t>(i));
      continue;
    }
    if (bay[i].standing_s < kLongestStanding) ++bay[i].standing_s;
    ++i;
  }
  s.link[link_index].in_bays = static_cast<std::uint16_t>(bay.size());
}

}  // namespace mwendo::traffic
