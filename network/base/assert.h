// Contracts of public functions.
//
//   MW_ASSERT(i < types.size(), "the type of a vehicle was not added");
//
// In a build with MWENDO_VALIDATE a broken condition throws std::logic_error with file, line and
// text. Other builds compile the condition but do not evaluate it.
#pragma once

#include <stdexcept>
#include <string>

namespace mwendo {

#ifdef MWENDO_VALIDATE
inline constexpr bool kValidates = true;
#else
inline constexpr bool kValidates = false;
#endif

[[noreturn]] inline void contract_broken(const char* file, int line, const char* text) {
  throw std::logic_error(std::string(file) + ":" + std::to_string(line) + ": " + text);
}

}  // namespace mwendo

#define MW_ASSERT(condition, text)                                                                 \
  do {                                                                                             \
    if (::mwendo::kValidates && !(condition)) ::mwendo::contract_broken(__FILE__, __LINE__, text); \
  } while (false)
