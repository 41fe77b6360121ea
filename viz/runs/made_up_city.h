// A made-up city, to try the window without data, and for its tests and benchmarks: a grid with
// named streets, mixed traffic, minibus lines and one BRT line.
//
//   ViewedRun run = open_made_up_city(
//       {.rows = 40, .columns = 40, .traffic = {.trips_per_hour = 20000}});
//
// The run is simulated by the same traffic and public transport as any city; trips go between
// random nodes on the fastest way at free flow.
#pragma once

#include <cstdint>

#include "viz/runs/random_run.h"
#include "viz/runs/viewed_run.h"

namespace mwendo::viz {

struct MadeUpCity {
  std::uint32_t rows = 30;
  std::uint32_t columns = 30;
  double spacing_m = 150;
  bool brt = true;
  bool transit = true;
  DrivingSide driving_side = DrivingSide::left;
  std::uint64_t seed = 1;  // of the streets
  RandomTraffic traffic = {};
};

[[nodiscard]] ViewedRun open_made_up_city(const MadeUpCity& city);

}  // namespace mwendo::viz
