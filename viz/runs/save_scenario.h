// Measures drawn in the window as a scenario file that `mwendo compare` accepts.
//
//   save_scenario("my-line.toml", {.extends = "nairobi/base", .title = "My line"}, measures);
//
// Keys: docs/scenarios.md. Errors: RunError when the file cannot be written.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/measures/measure.h"

namespace mwendo::viz {

struct DrawnScenario {
  std::string extends;
  std::string title;
};

[[nodiscard]] std::string scenario_text(const DrawnScenario& scenario,
                                        const std::vector<Measure>& measures);
void save_scenario(const std::filesystem::path& file, const DrawnScenario& scenario,
                   const std::vector<Measure>& measures);
// "My line, 2nd" as "my-line-2nd".
[[nodiscard]] std::string file_stem(const std::string& title);

}  // namespace mwendo::viz
