// Fingerprints of input files, for run.json.
//
//   info.inputs.push_back({"base.toml", sha256_of_file("base.toml")});
#pragma once

#include <filesystem>
#include <string>

namespace mwendo {

// The 64 hexadecimal digits of a file's SHA-256 (FIPS 180-4).
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& file);
[[nodiscard]] std::string sha256_of(const std::string& bytes);

}  // namespace mwendo
