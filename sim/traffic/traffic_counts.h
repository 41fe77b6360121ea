// Totals of traffic since its start, and its memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mwendo {

struct TrafficCounts {
  std::uint64_t updates = 0;  // vehicle-seconds computed
  double entered = 0;         // all in vehicles
  double left = 0;
  double in_network = 0;         // counted now on all lanes, bays and junctions
  double moved_on = 0;           // past an obstacle, the last resort against gridlock
  double moved_up_in_rings = 0;  // in rings of vehicles that wait for each other's space
  double improvised_turns = 0;
};

// Bytes that a Traffic holds.
struct TrafficMemory {
  std::size_t tables = 0;    // of the network: links, lanes, movements, signals
  std::size_t hot = 0;       // lanes with vehicles and their runs: touched in every step
  std::size_t vehicles = 0;  // records and routes of all vehicles so far
  std::size_t tallies = 0;
};

}  // namespace mwendo
