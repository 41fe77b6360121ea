// Stops of public transport: in the lane or in a bay.
#include "sim/traffic/stops.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/docks.h"
#include "sim/traffic/gaps.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kStopTolerance = 1.5F;  // m
constexpr float kAskBefore = 60;        // m before a stop the owner is asked
constexpr float kForcesOut = 30;        // s after which a vehicle forces its way out of a bay
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
  const bool served = is_docked(docked);
  const float urgency = served && s.now - r.release_s > kForcesOut ? 6.0F : 1.5F;
  OnLane v = docked;
  v.flags = static_cast<std::uint8_t>(v.flags & ~(kAtStop | kMoving));
  if (served) v.flags = static_cast<std::uint8_t>(v.flags & ~kApproaching);
  v.speed = 0;
  for (const float ahead : {0.0F, t.spacing + 0.5F}) {
    if (ahead > 0 && !served) break;
    v.position = std::min(docked.position + ahead, link.length);
    for (LaneIndex lane_index = link.first_lane; lane_index < link.filter_lane(); ++lane_index) {
      if ((s.lane[lane_index].permissions & t.permissions) == 0) continue;
      const std::uint32_t at = gap_in_lane(s, lane_index, v, urgency);
      if (at == kNone) continue;
      if (served) {
        ++r.stop_cursor;
        look_for_halt(s, v);
      }
      insert_into_lane(s.store, s.lane[lane_index], at, v);
      return true;
    }
  }
  return false;
}

// Leaves the lane at the end of the queue for a dock.
bool waits_beside(const TrafficState& s, const OnLane& v, LinkIndex link_index,
                  const PlannedStop& stop) {
  const QueueEnd end = end_of_queue(s, link_index, stop, v);
  const bool there = std::abs(v.position - end.position_m) < kCalledFrom + kStopTolerance;
  return there && end.beside_lanes;
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
  const bool at_platform = v.position >= stop.position_m - platform_length(stop, s.types[v.type]);
  if (!at_platform && stop.place != StopPlace::dock) return false;
  const bool room = has_room(s, link_index, stop, v);
  if (stop.place == StopPlace::dock && !room) return waits_beside(s, v, link_index, stop);
  if (!at_platform) return false;
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

// Released at its dock, or called to one.
bool goes_on(const TrafficState& s, LinkIndex link_index, OnLane& v) {
  const VehicleRecord& r = s.record[v.vehicle];
  if (is_docked(v)) return s.now >= r.release_s;
  const PlannedStop& stop = s.stop_plan[r.stop_cursor];
  if (!is_called(s, link_index, stop, v)) return false;
  v.position = std::max(v.position, waiting_place(s, stop, v) + kCalledFrom);
  return true;
}

void leave_bay(TrafficState& s, LinkIndex link_index, bool docked) {
  auto& bay = s.bay[link_index];
  for (std::size_t i = 0; i < bay.size();) {
    if (is_docked(bay[i]) == docked && goes_on(s, link_index, bay[i]) &&
        rejoin(s, s.link[link_index], bay[i]))
      bay.erase(bay.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  }
}

}  // namespace

float halting_place(const TrafficState& s, LinkIndex link_index, const OnLane& v) {
  const float halt = halt_of(s, v);
  if (halt >= kFarAway) return halt;
  const PlannedStop& stop = s.stop_plan[s.record[v.vehicle].stop_cursor];
  if (stop.place != StopPlace::dock || has_room(s, link_index, stop, v)) return halt;
  return end_of_queue(s, link_index, stop, v).position_m;
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
  // A dock that is left now is taken from the next second on.
  leave_bay(s, link_index, false);
  leave_bay(s, link_index, true);
  for (OnLane& v : bay)
    if (v.standing_s < kLongestStanding) ++v.standing_s;
  s.link[link_index].in_bays = static_cast<std::uint16_t>(bay.size());
}

}  // namespace mwendo::traffic
