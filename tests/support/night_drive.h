// An empty-city drive: a few cars at 03:00 from homes to jobs, alone on streets with signals.
//
//   const NightDrive drive = night_drive(world, 400);
//   drive.arterials.kmh();        // trunk, primary and secondary streets, signals included
//   drive.by_class[c].kmh();
//
// Cars are single vehicles that start through one hour, so that hardly two of them meet. The kerb
// has no vendors at night: friction is 0. Police do not stand at junctions at night: those work by
// priority. Trips lead from a home to a job drawn by weight, 3 km or longer as the crow flies, on
// the fastest way. Cars start and end in the middle of a link.
#pragma once

#include <array>
#include <cstdint>

#include "sim/world/world.h"

namespace mwendo::testing {

struct Driven {
  double metres = 0;
  double seconds = 0;
  [[nodiscard]] double kmh() const { return seconds > 0 ? 3.6 * metres / seconds : 0; }
};

struct NightDrive {
  Driven all;
  Driven arterials;
  std::array<Driven, kRoadClassCount> by_class{};
  std::size_t trips = 0;  // that arrived
  std::size_t asked = 0;
};

[[nodiscard]] NightDrive night_drive(const World& world, std::size_t trips, std::uint64_t seed = 1);

}  // namespace mwendo::testing
