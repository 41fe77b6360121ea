// Writes the results folder of one run.
//
//   ResultsFolder folder(out, force);
//   write_results(folder.path(), world, summary);
//   write_trips_csv_zst(folder.path() / "trips.csv.zst", population, results.trips);  // on request
//   folder.commit();
// Compiled and run in tests/examples/scenarios/run_test.cpp.
//
// Files: run.json, summary.json, indicators.csv, time_series.csv, links.csv, lines.csv,
// sections.csv, stops.csv, zones.csv, network.gpkg. The report is written by report/report.h.
// Guarantees: summary.json and the tables hold no time of day, machine or thread count, so equal
// results are equal bytes. These facts are in run.json.
#pragma once

#include <filesystem>
#include <string>

#include "scenarios/results/run_summary.h"

namespace mwendo {

inline constexpr int kSummarySchema = 1;

void write_results(const std::filesystem::path& folder, const World& world, const RunSummary& run);

[[nodiscard]] std::string summary_json(const RunSummary& run);
[[nodiscard]] std::string run_json(const RunSummary& run);
void write_network_package(const std::filesystem::path& file, const World& world,
                           const RunSummary& run);

}  // namespace mwendo
