// The tables of a results folder. Columns are documented in docs/results.md.
//
//   write_links_csv(folder / "links.csv", world.network, summary.links);
//
// Guarantees: comma-separated, UTF-8, a header line, numbers with a fixed count of decimals and a
// point; the same results give the same bytes. Errors: RunError.
#pragma once

#include <filesystem>

#include "scenarios/results/run_summary.h"

namespace mwendo {

void write_indicators_csv(const std::filesystem::path& file, const RunSummary& run);
void write_time_series_csv(const std::filesystem::path& file, const RunSummary& run);
void write_links_csv(const std::filesystem::path& file, const Network& net, const LinkFigures& f);
void write_lines_csv(const std::filesystem::path& file, const TransitSupply& transit,
                     const RunSummary& run);
void write_sections_csv(const std::filesystem::path& file, const TransitSupply& transit,
                        const RunSummary& run);
void write_stops_csv(const std::filesystem::path& file, const TransitSupply& transit,
                     const RunSummary& run);
void write_zones_csv(const std::filesystem::path& file, const Zones& zones, const RunSummary& run);
// One row for each direction, group and compared hour; "all" is the sum of the groups.
void write_counts_csv(const std::filesystem::path& file, const BesideCounts& counts);
// Compressed by Zstandard; one row for each trip of each agent.
void write_trips_csv_zst(const std::filesystem::path& file, const Population& population,
                         const std::vector<TripRecord>& trips);

// "07:15" of seconds of the day.
[[nodiscard]] std::string clock(double seconds);
// "assumed lanes; bridge", for people; empty if there is none.
[[nodiscard]] std::string flags_text(LinkFlags flags);

}  // namespace mwendo
