// The world of a city with the provenance of its figures.
//
//   const CityWorld world = load_city("nairobi");
//   simulate(world, ...);                              // a run needs only the World
//   for (const Source& s : world.sources) print(s);     // reports print where figures come from
//
// A measure adds what it assumed to `assumptions`.
#pragma once

#include <vector>

#include "scenarios/counts/count.h"
#include "scenarios/files/provenance.h"
#include "sim/world/world.h"

namespace mwendo {

struct CityWorld : World {
  std::vector<Assumption> assumptions;
  std::vector<Source> sources;
  std::vector<Count> counts;  // of vehicles on its streets, today; empty: nothing was counted
};

}  // namespace mwendo
