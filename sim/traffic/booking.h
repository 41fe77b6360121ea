// The booking of crossings at a junction, and of way and time on links.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// A granted vehicle crosses in this step: its path is occupied, its platoon serves out.
void book_crossing(TrafficState& s, Request& q, const OnLane& v, const VehicleType& t, float speed);
// Walkers at a signal who cross the link that is turned into, or null.
[[nodiscard]] const SignalCrossing* walkers_into(const TrafficState& s, const Request& q);
// Books what a vehicle did on a link that it leaves at a position.
void leave_link(TrafficState& s, const OnLane& vehicle, LinkIndex link_index, float position);
// Books a vehicle's way and time since it entered the link or was booked last; `left`: the vehicles
// that leave the link now.
void book_stretch(TrafficState& s, const OnLane& vehicle, LinkIndex link_index, float position,
                  float left);
// At the end of a period of the tallies, each vehicle's distance and time so far are credited to
// that period, so that time in a standstill counts when it passes. Vehicles in junctions are few;
// theirs are credited when they leave.
void book_period(TrafficState& s);

}  // namespace mwendo::traffic
