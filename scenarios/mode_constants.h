// Constants of the modes, fitted once to the observed mode shares of a city and kept with its data,
// so that base and alternatives of any run use the same ones.
//
//   const auto constants = read_mode_constants(city_folder, problems);   // none: not fitted yet
//   write_mode_constants(city_folder / kModeConstantsFile, constants, "fitted at ...");
//
// Errors: problems with file and line for an unknown mode or what is no number.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "network/input_error.h"
#include "sim/choice/nested_logit.h"

namespace mwendo {

inline constexpr const char* kModeConstantsFile = "mode_constants.csv";

[[nodiscard]] std::optional<ModeValues> read_mode_constants(const std::filesystem::path& folder,
                                                            Problems& problems);
void write_mode_constants(const std::filesystem::path& file, const ModeValues& constants,
                          const std::string& source);

}  // namespace mwendo
