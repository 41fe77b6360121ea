// The folder of city data, scenario files and factor tables.
#pragma once

#include <filesystem>

namespace mwendo {

// The folder with cities/ and emission_factors/: the environment variable MWENDO_DATA if it is set,
// else ../share/mwendo beside the program, else the source folder it was built from.
// Errors: InputError if none of them holds cities.
[[nodiscard]] std::filesystem::path data_folder();

}  // namespace mwendo
