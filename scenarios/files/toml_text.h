// A text as TOML writes it: in quotes, with escapes.
//
//   out += "title = " + toml_text(title) + "\n";     // title = "The \"long\" line"
#pragma once

#include <string>

namespace mwendo {

[[nodiscard]] std::string toml_text(const std::string& text);

}  // namespace mwendo
