// The people of a city and the trips of their day.
//
//   const ZoneDistances d = zone_distances(base.network, base.zones, figures.mean_detour_walk);
//   SynthesisReport report;
//   Population people = synthesise(base.zones, figures, base.network, d,
//                                  {.seed = 7, .sample = 0.1, .from_s = 21600, .to_s = 36000},
//                                  &report);
//
// Guarantees:
//  1. A pure function of its arguments: the same bytes for any number of threads.
//  2. Samples nest: whoever lives in the sample 0.1 also lives in the sample 0.2 of the same seed,
//     with the same home, vehicles, tours, destinations and departures (person.number is equal).
//  3. The day is drawn whole and then cut to [from_s, to_s): a peak run holds exactly the trips
//     that the whole-day run has in that time.
//  4. Trips are in order of person, then departure; mode is walk and rides are empty until modes
//     are chosen (sim/choice/replanning.h).
//  5. Everybody sampled is in the person columns, whether they travel or not.
// A measure must not move people. Give an alternative its own network and zones, with nodes in the
// same order as the base's, and the distances of the base (they decide the destinations).
// Errors: InputError for a sample outside (0, 1], an empty period, no inhabitants, a zone without
// street nodes, or a departure profile without 24 hours.
// Models: sim/population/{traits,day_pattern,escorts,destinations}.h.
// Measured: see docs/demand.md.
#pragma once

#include <array>
#include <cstdint>

#include "sim/population/day_pattern.h"
#include "sim/population/destinations.h"
#include "sim/population/escorts.h"
#include "sim/population/population.h"
#include "sim/population/traits.h"

namespace mwendo {

struct SynthesisOptions {
  std::uint64_t seed = 1;
  double sample = 1;
  float from_s = 0;
  float to_s = 24 * 3600;
  int threads = 1;
  TraitOptions traits{};
  PatternOptions pattern{};
  EscortOptions escorts{};
  DestinationOptions destinations{};
};

// What the models were fitted to and what they reached.
struct SynthesisReport {
  double trip_rate = 0;              // per person and day, of the fitted pattern
  std::array<double, 24> profile{};  // fitted departures by hour
  DestinationFit destinations;
};

[[nodiscard]] Population synthesise(const Zones& zones, const CityFigures& figures,
                                    const Network& net, const ZoneDistances& distances,
                                    const SynthesisOptions& options,
                                    SynthesisReport* report = nullptr);
// The same, with the distances of this network.
[[nodiscard]] Population synthesise(const Zones& zones, const CityFigures& figures,
                                    const Network& net, const SynthesisOptions& options,
                                    SynthesisReport* report = nullptr);

// The model of their destinations, for people who choose others. The arguments must outlive it.
[[nodiscard]] DestinationModel destination_model(const Zones& zones, const CityFigures& figures,
                                                 const Network& net, const ZoneDistances& distances,
                                                 const SynthesisOptions& options);

}  // namespace mwendo
