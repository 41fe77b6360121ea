// Summaries of made-up runs of a base and a BRT alternative, for tests of comparison and report.
#pragma once

#include "scenarios/comparison/comparison.h"
#include "tests/support/synthetic_run.h"

namespace mwendo::testing {

struct ComparedRuns {
  SyntheticCity base = make_synthetic_city(false);
  SyntheticCity alternative = make_synthetic_city(true);
  std::vector<RunSummary> base_runs;
  std::vector<RunSummary> alternative_runs;

  explicit ComparedRuns(std::size_t seeds);
  [[nodiscard]] Comparison compare() const {
    return mwendo::compare(base.world, base_runs, alternative.world, alternative_runs);
  }
};

}  // namespace mwendo::testing
