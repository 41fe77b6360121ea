// Where the city data, scenario files and factor tables lie.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mwendo {

// The folder with cities/ and emission_factors/: the environment variable MWENDO_DATA if it is set,
// else ../share/mwendo beside the program, else the source folder it was built from.
// Errors: InputError if none of them holds the data.
[[nodiscard]] std::filesystem::path data_folder();

// The 64 hexadecimal digits of a file's SHA-256 (FIPS 180-4).
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& file);
[[nodiscard]] std::string sha256_of(const std::string& bytes);

}  // namespace mwendo
