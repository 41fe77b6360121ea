// Opens the scenarios and runs that the command line names.
#pragma once

#include <optional>
#include <utility>

#include "viz/app/options.h"
#include "viz/runs/viewed_run.h"

namespace mwendo::viz {

struct OpenedRuns {
  ViewedRun base;
  std::optional<ViewedRun> alternative;
};

// Throws InputError for what cannot be found or read.
[[nodiscard]] OpenedRuns open_runs(const Options& options);

}  // namespace mwendo::viz
