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

// The share of battery vehicles in the vehicle-km of each class's lines. Classes without lines keep
// theirs. Guarantee: where all lines of a class run on batteries, the share is exactly 1.
void set_electric_shares(FactorSet& set, const TransitSupply& transit,
                         const std::vector<LineResult>& lines);

}  // namespace mwendo
