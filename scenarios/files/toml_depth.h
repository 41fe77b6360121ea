// Whether a TOML text is nested too deeply to be read: readers call themselves for each level.
//
//   if (const auto deep = too_deep(text)) report(deep->line, deep->column, deep->what);
//
// Limits: 40 parts of a key, 40 brackets within one another, 100,000 characters in a line.
#pragma once

#include <optional>
#include <string_view>

namespace mwendo {

struct TooDeep {
  int line = 1;
  int column = 1;
  const char* what = "";
};

[[nodiscard]] std::optional<TooDeep> too_deep(std::string_view text);

}  // namespace mwendo
