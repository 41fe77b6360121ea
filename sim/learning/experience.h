// What the people of a finished run had learnt, to start another run from.
//
//   FinishedRun base = run_scenario(...);
//   run_scenario(alternative, base_prepared, {.start_from = &base.experience});
//
// An alternative starts from what its base's people believed when they had settled; lines that the
// measure changed or added start from what the street times make of them. So it needs fewer days
// and differs from the base in the measure alone.
#pragma once

#include "sim/active/crossing_flows.h"
#include "sim/choice/level_of_service.h"
#include "sim/traffic/link_times.h"
#include "sim/transit/router/transit_times.h"
#include "sim/world/supply.h"

namespace mwendo {

struct Experience {
  LinkTimes links;
  CrossingFlows walkers;
  TransitTimes transit;   // of `supply`
  TransitSupply supply;
  ModeValues constants{};
  LevelOfService::StreetFactors street_factors{};
  int days = 0;
};

// Times for the lines of `now`: those of equal lines are carried over, `fresh` serves the others.
[[nodiscard]] TransitTimes carry_over(const Experience& from, const TransitSupply& now,
                                      TransitTimes fresh);

}  // namespace mwendo
