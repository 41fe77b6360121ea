// Sections of the report about BRT lines, each empty without BRT. One seed.
#pragma once

#include <string>

#include "scenarios/results/run_summary.h"

namespace mwendo {

// Time-distance diagrams of the first line, one for each direction.
[[nodiscard]] std::string brt_course_section(const World& world, const RunSummary& run);
// Stations and fleets by the planning guide beside the run.
[[nodiscard]] std::string brt_planning_section(const World& world, const RunSummary& run);
// Each line by the BRT Standard.
[[nodiscard]] std::string brt_standard_section(const World& world, const RunSummary& run);

[[nodiscard]] inline std::string brt_sections(const World& world, const RunSummary& run) {
  return brt_course_section(world, run) + brt_planning_section(world, run) +
         brt_standard_section(world, run);
}

}  // namespace mwendo
