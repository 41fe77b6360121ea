// What riders expect of the lines: run times, headways, room on board and crowding, by line stop.
//
//   TransitTimes t = expected_times(net, supply, {.time_of_day_s = 7 * 3600, .mixed_mps = 3.9F});
//   learn(t, supply, {.lines = results.lines, .from_s = from, .to_s = to, .weight = 0.5F});
//   t.headway_s[line_stop(supply, line, k)]
//
// A line stop is the k-th stop of a line; its number is its place in supply.line.stops.values.
// Expected run time of a section: length over the lower of the free speed and the mean speed of
// mixed traffic (own lanes: free speed; rail: commercial speed, stops included), plus a dwell
// time. Learnt run time: the mean of all vehicles of the day, dwell at the first stop included.
// Refusals: persons left behind by each vehicle over persons who boarded. Their wait of headway
// times refusals is that of a queue (Little, Operations Research 9, 1961).
// Learnt headway: the planned one times planned over seen vehicles of the whole period.
// Crowding: the time on board counts 1 up to 60 % of the places. It then grows in a straight line
// to 1.5 when all are taken (of the order of Wardman and Whelan, Transport Reviews 31, 2011;
// unverified, an assumption for these vehicles).
// Units: seconds, metres. Limits: one value per section and period, the same for all vehicles.
#pragma once

#include <span>
#include <vector>

#include "network/network.h"
#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

struct TransitTimes {
  float time_of_day_s = 0;
  std::vector<float> run_s;      // from this stop to the next; 0 at the last
  std::vector<float> headway_s;  // between vehicles that serve the stop
  std::vector<float> refusals;   // full vehicles that pass a rider before one takes him
  std::vector<float> crowding;   // felt over real time on the section after the stop
  std::vector<float> metres;     // length of the section after the stop
};

[[nodiscard]] inline std::size_t line_stop(const TransitSupply& supply, LineId l, std::size_t k) {
  return supply.line.stops.first[l.value] + k;
}

struct ExpectedTimesOptions {
  float time_of_day_s = 7 * 3600;
  float mixed_mps = 14 / 3.6F;  // mean speed of motor traffic, stops excluded
  float dwell_s = 20;
};
[[nodiscard]] TransitTimes expected_times(const Network& net, const TransitSupply& supply,
                                          const ExpectedTimesOptions& options);

// What a day showed between two times.
struct TransitExperience {
  std::span<const LineResult> lines;
  float from_s = 0;
  float to_s = 0;
  float weight = 0.5F;
};
// Moves the times towards what the day showed: new = old + weight (seen - old). Sections that no
// vehicle passed keep their times.
void learn(TransitTimes& times, const TransitSupply& supply, const TransitExperience& seen);

// Felt over real time at a load (persons over places).
[[nodiscard]] float crowding_factor(float load);

}  // namespace mwendo
