// The file that a fit writes, and what it tells instead where it ends on a bound.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/commands/options.h"

namespace mwendo {

// Checked before the work begins. The city's own, of this name, may always be replaced.
[[nodiscard]] std::filesystem::path calibrated_file(const Options& options, const char* name);
// What no figure within its bounds explains: an error, and no file. Gives the exit code.
[[nodiscard]] int tell_bounds(const std::vector<std::string>& bounds,
                              const std::filesystem::path& file);

}  // namespace mwendo
