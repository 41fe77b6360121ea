// The [[measure]] tables of a scenario as measures.
//
//   std::vector<Measure> measures = read_measures(scenario, problems);
//   const CityWorld alternative = apply(base, measures, problems);
//
//   [[measure]]
//   type = "brt_corridor"            # one of measure_types()
//   corridor = "NBO-L2"
//   headway = 120                    # s in the peak
//   competing = "shortened"
//
// Keys by type: docs/scenarios.md. Unknown types and keys, wrong kinds and values out of range are
// problems with file, line, column and a suggestion. Points are [longitude, latitude].
#pragma once

#include <string>
#include <vector>

#include "scenarios/measures/measure.h"
#include "scenarios/experiments/scenario.h"

namespace mwendo {

[[nodiscard]] std::vector<Measure> read_measures(const Scenario& scenario, Problems& problems);
[[nodiscard]] const std::vector<std::string>& measure_types();
// One line for people: "BRT along NBO-L2, every 2 min in the peak".
[[nodiscard]] std::string describe(const Measure& measure);

}  // namespace mwendo
