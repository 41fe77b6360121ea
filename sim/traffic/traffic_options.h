// Options of a simulation of traffic: clock (seconds), seed, threads, behaviour at crossings.
#pragma once

#include <cstdint>

namespace mwendo {

// The gaps that drivers without priority take (sim/traffic/critical_gaps.h): of HCM 2010, or as
// measured in mixed traffic, where priority is honoured less.
enum class Gaps : std::uint8_t { hcm, mixed_traffic };

struct TrafficOptions {
  float from_s = 0;    // start of the clock and of the tallies
  float to_s = 86400;  // end of the tallies
  std::uint64_t seed = 1;
  int threads = 1;
  bool tally = true;
  // A front vehicle that stands longer at a green without a gap is moved on. A vehicle that waits
  // for room behind the junction has five times the patience.
  float move_on_after_s = 240;
  Gaps gaps = Gaps::hcm;
  float improvise_after_s = 12;  // in the wrong lane at the stop line: turns from it
  // Walkers at each marked crossing without a signal, unless Traffic::set_walkers() gives a count,
  // and the share of drivers who yield to walkers, there and in turns at signals. Assumptions.
  float crossing_walkers_per_hour = 120;
  float yielding = 0.5F;
};

}  // namespace mwendo
