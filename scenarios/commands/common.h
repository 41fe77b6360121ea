// Shared by run, compare and check.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/commands/options.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/experiments/run_scenario.h"

namespace mwendo {

// Throws InputError.
[[noreturn]] void wrong(const std::string& what, const std::string& what_to_do);
// The scenario with the options applied; problems are collected.
[[nodiscard]] Scenario scenario_of(const std::string& name, const Options& options,
                                   Problems& problems);
[[nodiscard]] int threads_of(const Options& options);
// "out/nairobi-base" of "nairobi/base".
[[nodiscard]] std::string default_out(const std::vector<std::string>& names);
// One scenario by itself. With measures it starts, as in a comparison, from the experience of the
// city without measures, with the mode constants fitted there. watch: called for every second of
// every day of the scenario, see RunRequest::watch.
using DayWatch = std::function<bool(int day, int days, const DaySimulation&)>;
[[nodiscard]] FinishedRun run_alone(const PreparedScenario& prepared, const Options& options,
                                    ProgressBar& bar, const DayWatch& watch = {});
// Tells on standard error which measures change nothing, one line each.
void tell_no_effect(const PreparedScenario& prepared);
// Main indicators of one run, for the terminal.
[[nodiscard]] std::string run_table(const RunSummary& run);

}  // namespace mwendo
