// Emissions of a run: its tallies times the factors of the fleet that ran.
//
//   const EmissionTallies e = emissions_of_run(world, results, factors);
//
// The share of battery vehicles in each class follows from the powertrains of the lines that ran.
#pragma once

#include "sim/emissions/emissions.h"
#include "sim/emissions/factors.h"
#include "sim/results/run_results.h"
#include "sim/world/world.h"

namespace mwendo {

[[nodiscard]] EmissionTallies emissions_of_run(const World& world, const RunResults& results,
                                               const FactorSet& factors);

// The share of battery vehicles in each class's distance, from the powertrains of the lines that
// ran and their vehicle-km. Classes without lines keep theirs.
void set_electric_shares(FactorSet& set, const TransitSupply& transit,
                         const std::vector<LineResult>& lines, const Tallies& tallies);

}  // namespace mwendo
