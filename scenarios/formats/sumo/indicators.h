// Indicators of a run of SUMO's trips: those of scenarios/results/indicators.h that need traffic
// alone, with vehicles in place of persons.
#pragma once

#include "scenarios/formats/sumo/case.h"
#include "scenarios/formats/sumo/run.h"

namespace mwendo {

// Columns of traffic; those of people and emissions are zero. The tallies come back as they were.
[[nodiscard]] LinkFigures sumo_link_figures(const Network& net, Tallies& tallies);

[[nodiscard]] std::vector<IndicatorValue> sumo_indicators(const SumoCase& c, const SumoRun& run,
                                                          const LinkFigures& links);

}  // namespace mwendo
