// Texts of feeds as UTF-8.
#pragma once

#include <string>

#include "scenarios/formats/gtfs/defects.h"

namespace mwendo::gtfs {

// The text itself where it is UTF-8. Otherwise each byte that belongs to no character is read as
// one of Latin-1, and its line is counted as a defect.
[[nodiscard]] std::string as_utf8(const std::string& file, const std::string& text,
                                  Defects& defects);

}  // namespace mwendo::gtfs
