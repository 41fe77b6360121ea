// The question of a results folder, read from its run.json.
//
//   const RunQuestion q = read_run_file("out/nairobi-base");   // InputError if it is no run
// Compiled and run in tests/examples/scenarios/run_test.cpp.
//
// The one place that reads JSON.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/results/run_summary.h"

namespace mwendo {

struct RunQuestion {
  std::string scenario;
  std::string version;
  double from_s = 0;
  double to_s = 0;
  double warm_up_s = 0;  // of folders without it: none
  double sample = 1;
  std::uint64_t seed = 1;
  int iterations = 0;
  std::vector<InputFile> inputs;
};

[[nodiscard]] bool is_run_folder(const std::filesystem::path& folder);
[[nodiscard]] RunQuestion read_run_file(const std::filesystem::path& folder);

}  // namespace mwendo
