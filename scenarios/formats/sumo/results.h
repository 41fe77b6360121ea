// The results folder of a run of SUMO's net and trips.
//
//   const SumoRunRequest request{.from_s = 0, .to_s = 3600, .seed = 1, .threads = 2};
//   const SumoResults results = simulate_sumo(c, request);     // c: scenarios/formats/sumo/case.h
//   write_sumo_results(folder.path(), c, results);
//
// Files: run.json, summary.json, indicators.csv, time_series.csv, links.csv (with the ids of the
// edges), network.gpkg, report.html and on request trips.csv. Tables and schemas are those of
// docs/results.md as far as they apply: there are no people, no public transport, no emissions.
// Guarantees: all but run.json depends on input, seed and period alone, not on the threads.
// Errors: RunError for the disk, Interrupted when the progress callback returns false.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "scenarios/formats/sumo/case.h"
#include "scenarios/formats/sumo/run.h"

namespace mwendo {

struct SumoRunRequest {
  std::string name;              // of the run, for the report
  std::optional<double> from_s;  // the first departure, rounded down to the hour
  std::optional<double> to_s;    // when all have arrived, at most kPatience after the last start
  std::uint64_t seed = 1;
  int threads = 1;
  std::function<bool(double share, const std::string& phase)> progress = {};
};

inline constexpr double kPatience = 4 * 3600;

struct SumoResults {
  SumoRun run;
  RunSummary summary;  // indicators and figures of traffic alone
};

[[nodiscard]] SumoResults simulate_sumo(const SumoCase& c, const SumoRunRequest& request);

void write_sumo_results(const std::filesystem::path& folder, const SumoCase& c,
                        const SumoResults& results);
// One row for each trip: id, type, departure, arrival, travel time, length, mean speed.
void write_sumo_trips(const std::filesystem::path& file, const SumoCase& c, const SumoRun& run);

[[nodiscard]] std::string sumo_report(const SumoCase& c, const SumoResults& results);

}  // namespace mwendo
