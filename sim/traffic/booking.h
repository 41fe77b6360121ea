// Crossings of a junction are booked on its movements, distance and time on links in the tallies.
// Units: metres, seconds, m/s. Parallel: each call writes only to its own node or link.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// A granted vehicle crosses in this step: it occupies its path.
void book_crossing(TrafficState& s, Request& q, const OnLane& v, const VehicleType& t, float speed);
// The walkers at a signal who cross the link that a vehicle turns into, or null.
[[nodiscard]] const SignalCrossing* walkers_into(const TrafficState& s, const Request& q);
// Credits the tallies when a vehicle leaves a link at a position.
void leave_link(TrafficState& s, const OnLane& vehicle, LinkIndex link_index, float position);
// Credits a vehicle's distance and time since its entry to the link or its last credit. `left`: the
// vehicles that leave the link now.
void book_stretch(TrafficState& s, const OnLane& vehicle, LinkIndex link_index, float position,
                  float left);
// At the end of a period of the tallies, each vehicle's distance and time so far are credited to
// that period, so that time in a standstill counts when it passes. Vehicles in junctions are few;
// theirs are credited when they leave.
void book_period(TrafficState& s);

}  // namespace mwendo::traffic
