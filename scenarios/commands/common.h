// What run, compare and check share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/commands/options.h"
#include "scenarios/run_scenario.h"

namespace mwendo {

// Scenario with the options put over it; problems are collected.
[[nodiscard]] Scenario scenario_of(const std::string& name, const Options& options,
                                   Problems& problems);
[[nodiscard]] int threads_of(const Options& options);
// "out/nairobi-base" of "nairobi/base".
[[nodiscard]] std::string default_out(const std::vector<std::string>& names);
// Main indicators of one run, for the terminal.
[[nodiscard]] std::string run_table(const RunSummary& run);

}  // namespace mwendo
