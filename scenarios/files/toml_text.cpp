#include "scenarios/files/toml_text.h"

#include <fmt/format.h>

namespace mwendo {

std::string toml_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (u < 32 || u == 127)
      out += fmt::format("\\u{:04x}", u);
    else
      out += c;
  }
  return out + "\"";
}

}  // namespace mwendo
