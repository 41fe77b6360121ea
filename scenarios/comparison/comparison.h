// Base against alternative, paired by seed. Both share people and random draws, so the difference
// of a pair is the effect of the measure and not noise.
//
//   Comparison c = compare(base_world, base_runs, alternative_world, alternative_runs);
//   c.row("co2e")->difference;  c.row("co2e")->low;     // 95 % interval, absent with one seed
//
// Interval: mean d of the n paired differences -+ t(97.5 %, n - 1) s / sqrt(n), s their standard
// deviation (Student 1908). Precondition: the same seeds in the same order.
// Absent: difference where either side does not apply; percent where the base is zero.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/results/run_summary.h"

namespace mwendo {

struct ComparedIndicator {
  std::string id;
  const Indicator* indicator = nullptr;
  std::string label, unit;
  std::optional<double> base, alternative;  // means over the seeds
  std::optional<double> difference, percent;
  std::optional<double> low, high;  // of the difference
  std::size_t seeds = 0;

  // The interval does not hold zero.
  [[nodiscard]] bool clear() const { return low && high && (*low > 0 || *high < 0); }
};

struct Comparison {
  const World* base_world = nullptr;
  const World* alternative_world = nullptr;
  const std::vector<RunSummary>* base = nullptr;
  const std::vector<RunSummary>* alternative = nullptr;
  std::vector<ComparedIndicator> rows;
  LinkFigures base_links;         // means over the seeds, on the base network
  LinkFigures alternative_links;  // on the alternative network
  Column<LinkId, LinkId> match;   // alternative link -> base link

  [[nodiscard]] const ComparedIndicator* row(std::string_view id) const;
  [[nodiscard]] std::size_t seeds() const { return base->size(); }
};

// The worlds and runs must outlive the result. std::invalid_argument for unequal seeds.
[[nodiscard]] Comparison compare(const World& base_world, const std::vector<RunSummary>& base,
                                 const World& alternative_world,
                                 const std::vector<RunSummary>& alternative);

// comparison.json, comparison.csv and network.gpkg with differences.
void write_comparison(const std::filesystem::path& folder, const Comparison& comparison);
[[nodiscard]] std::string comparison_json(const Comparison& comparison);

// Main indicators for the terminal: base, alternative, difference, interval.
[[nodiscard]] std::string comparison_table(const Comparison& comparison);
// Ids of the rows that people read first.
[[nodiscard]] const std::vector<std::string>& main_indicator_ids();

}  // namespace mwendo
