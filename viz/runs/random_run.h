// A run without a population: trips between random places of a world, at a steady rate.
//
//   run.make = [world](const TellProgress&) {
//     return random_run(world, {.trips_per_hour = 20000});
//   };
//
// Traffic and public transport are those of any run; drivers take the fastest way at free flow.
// For demonstration, tests and benchmarks of the window.
#pragma once

#include <cstdint>
#include <memory>

#include "sim/world/world.h"
#include "viz/runs/run.h"

namespace mwendo::viz {

struct RandomTraffic {
  double trips_per_hour = 15000;
  double passengers_per_hour = 8000;
  std::uint64_t seed = 1;
  float from_s = 6 * 3600;
  float to_s = 10 * 3600;
};

[[nodiscard]] std::unique_ptr<SteppedRun> random_run(std::shared_ptr<const World> world,
                                                     const RandomTraffic& traffic);

}  // namespace mwendo::viz
