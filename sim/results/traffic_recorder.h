// Traffic straight into a replay, without a list of vehicles in between.
//
//   ReplayWriter writer("out/replay.mwr", header);
//   moment.time_s = traffic.now();
//   record_second(traffic, moment, writer);    // after every step; returns vehicles
//
// Vehicles of lines are recorded as any other; who knows their lines uses ReplayWriter itself.
#pragma once

#include "sim/results/replay.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

std::size_t record_second(const Traffic& traffic, const ReplayMoment& moment, ReplayWriter& writer);

}  // namespace mwendo
