// report.html: one file that a planner reads; nothing is loaded from elsewhere and no script runs.
//
//   write_report(folder / "report.html", comparison_report(comparison));
//   write_report(folder / "report.html", run_report(world, summary));
#pragma once

#include <filesystem>
#include <string>

#include "scenarios/comparison/comparison.h"

namespace mwendo {

[[nodiscard]] std::string run_report(const World& world, const RunSummary& run);
[[nodiscard]] std::string comparison_report(const Comparison& comparison);
void write_report(const std::filesystem::path& file, const std::string& html);

}  // namespace mwendo
