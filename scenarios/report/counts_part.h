// The section "Counted beside modelled" of the report.
//
//   body += counts_part(runs);   // means of the runs
//
// A city without counts and runs with measures get a section that says so.
#pragma once

#include <string>
#include <vector>

#include "scenarios/results/run_summary.h"

namespace mwendo {

[[nodiscard]] std::string counts_part(const std::vector<RunSummary>& runs);

}  // namespace mwendo
