// The other vehicles that a driver of the sample stands for.
//
//   const std::vector<Clone> clones = clones_of(departures, drivers, {.expansion = 50, ...});
//
// In a sample of 1/n each driver stands for n vehicles: his own and n - 1 clones of it. All of them
// drive, so that streets and junctions carry what they carry in the whole city, whatever the
// sample. A clone has the origin and the destination of its driver. It departs at a time of its own
// and chooses its own route.
//
// Departures: a clone of the trip that departs i-th of N takes the time of rank i + R (2 u - 1), u
// uniform in [0, 1); ranks beyond the first and the last trip are folded back. Ranks stay uniform
// under this, so that the vehicles have the departure profile of the sample, without bias. Draws
// are independent, so that the vehicles of one driver arrive as a Poisson stream does; evenly
// spaced ones queue less at a junction near its capacity.
//   R is as many ranks as max(1800 s, n / (2 q)) of the period have on average, at most two hours
//   or the period. So one driver adds q = 10 vehicles/h to a stream, while n <= 40: more bunch, and
//   junctions near capacity queue longer (docs/validation.md). The price: where the relations of a
//   city change by the hour, those of a small sample change more slowly.
//   Times of ranks are interpolated between the ends of 2 N^(1/3) groups of trips, not between
//   single trips: clones would repeat each chance burst of trips n times.
// Draws belong to the trip: where one person more drives, no other clone changes.
// If n is no whole number, the number of clones is rounded up or down at random.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mwendo {

struct Clone {
  float departure_s;
  std::uint32_t driver;  // index into the departures
  std::uint32_t key;     // for random draws; the same in all scenarios
};

struct SampledDriver {
  std::uint32_t index;  // into the departures
  std::uint32_t trip;   // number by which random draws are keyed
};

struct CloneOptions {
  float expansion = 1;  // n
  std::uint64_t seed = 1;
  float from_s = 0;
  float to_s = 86400;
};

// `departures`: times of all trips of the sample, in rising order, within [from_s, to_s); some of
// them are the drivers'. Returns the clones by departure.
[[nodiscard]] std::vector<Clone> clones_of(std::span<const float> departures,
                                           std::span<const SampledDriver> drivers,
                                           const CloneOptions& options);

}  // namespace mwendo
