// A ramp that joins a carriageway: what both serve under given demand.
//
//   const MergeRun run = run_merge({.lanes = 4, .through_per_hour = 3000, .ramp_per_hour = 800});
//   run.ramp_per_hour                              // served
//
// The carriageway is straight, 90 km/h, 1,600 m before the ramp and 1,200 m behind it. The ramp
// joins it from the kerb side at 30 degrees. Demand is Poisson.
#pragma once

#include <cstdint>
#include <span>

#include "network/network.h"

namespace mwendo {

struct MergeCase {
  int lanes = 4;
  int ramp_lanes = 1;
  double through_per_hour = 3000;
  double ramp_per_hour = 800;
  float ramp_speed_mps = 50 / 3.6F;
  bool acceleration_lane = false;
  DrivingSide side = DrivingSide::left;
};

struct MergeRun {
  double through_per_hour = 0;
  double ramp_per_hour = 0;
  double through_delay_s = 0;  // mean, above the time at free speed
  double ramp_delay_s = 0;
  double improvised = 0;  // turns from a lane without the turn
  double moved_on = 0;
};

[[nodiscard]] Network merge_network(const MergeCase& c);
[[nodiscard]] MergeRun run_merge(const MergeCase& c, float seconds = 3600, float warm_up_s = 1200,
                                 std::uint64_t seed = 1);

// Merges with acceleration lanes, and what joins with SUMO 1.15.0
// (benchmarks/against_sumo/junctions.py).
struct MergeRow {
  MergeCase merge;
  double sumo_ramp = 0;
};
[[nodiscard]] std::span<const MergeRow> merge_table();

}  // namespace mwendo
