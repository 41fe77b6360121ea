// A file or folder that cannot be written: InputError.
#pragma once

#include <filesystem>
#include <string>

#include "network/base/input_error.h"

namespace mwendo {

[[noreturn]] inline void refuse(const std::filesystem::path& target, std::string what,
                                std::string what_to_do) {
  throw InputError(
      {.file = target.string(), .what = std::move(what), .what_to_do = std::move(what_to_do)});
}

}  // namespace mwendo
