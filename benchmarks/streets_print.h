// What benchmark_streets prints of a run.
#pragma once

#include "benchmarks/streets_run.h"

namespace mwendo {

void print_streets(const StreetsOptions& options, const StreetsRun& done);

// Its parts.
void print_full_lanes(const StreetsRun& done);
void print_speeds(const StreetsRun& done);
void print_jams(const StreetsRun& done, std::size_t heads);
void print_long_routes(const StreetsRun& done);
void print_counts(const StreetsRun& done);  // nothing for a city without counts.csv
// Nothing for a city without daily_volumes.csv, or for a run that ends before 08:30.
void print_volumes(const StreetsOptions& options, const StreetsRun& done);

}  // namespace mwendo
