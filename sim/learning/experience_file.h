// What people learnt, in a file, so that a run can continue later.
//
//   save_experience("base.experience", learners.experience());   // at a day boundary
//   const Experience known = load_experience("base.experience");
//
// Binary, little-endian, with a version and a checksum; written whole or not at all. Loading gives
// the same bits back. Errors: RunError where the file cannot be written. InputError where it cannot
// be read, is cut off, altered or of another version.
#pragma once

#include <filesystem>

#include "sim/learning/experience.h"

namespace mwendo {

void save_experience(const std::filesystem::path& file, const Experience& experience);
[[nodiscard]] Experience load_experience(const std::filesystem::path& file);

}  // namespace mwendo
