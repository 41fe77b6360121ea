// Throws one problem of the user input, with a remedy.
#pragma once

#include <string>

#include "network/base/input_error.h"

namespace mwendo::viz {

[[noreturn]] inline void refuse(const std::string& what, const std::string& advice,
                                const std::string& file = {}, int line = 0) {
  Problem p;
  p.file = file;
  p.line = line;
  p.what = what;
  p.what_to_do = advice;
  throw InputError(p);
}

}  // namespace mwendo::viz
