// The mwendo program behind main.
#pragma once

#include <string>
#include <vector>

#include "scenarios/commands/options.h"

namespace mwendo {

// Runs the command of the words: results go to standard output, problems to standard error. Returns
// the exit code.
[[nodiscard]] int command_line(const std::vector<std::string>& words);

// One function for each command; errors leave as exceptions.
int list_command(const Options& options);
int run_command(const Options& options);
int compare_command(const Options& options);
int check_command(const Options& options);
int import_command(const Options& options);
int calibrate_command(const Options& options);
int calibrate_counts_command(const Options& options);  // calibrate --counts
int export_command(const Options& options);
int run_sumo_command(const Options& options);     // mwendo run --sumo-net, or of an imported folder
int import_gtfs_command(const Options& options);  // mwendo import gtfs
int import_sumo_command(const Options& options);  // mwendo import sumo
int view_command(const std::vector<std::string>& words);  // becomes mwendo-view

}  // namespace mwendo
