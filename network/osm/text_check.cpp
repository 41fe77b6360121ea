#include "network/osm/text_check.h"

#include <cstdint>

namespace mwendo::osm {
namespace {

bool plain(unsigned char c) {
  return (c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

// Bytes that follow a first byte; -1 if it cannot be one.
int following(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  return first >= 0xF0 && first <= 0xF4 ? 3 : -1;
}

// No longer form than needed, no half of a pair, no code above the last or meant as "none".
bool allowed(std::uint32_t code, int more) {
  constexpr std::uint32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  const bool half_of_pair = code >= 0xD800 && code <= 0xDFFF;
  return code >= kLeast[more] && code <= 0x10FFFF && !half_of_pair && code != 0xFFFE &&
         code != 0xFFFF;
}

}  // namespace

bool is_plain_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    if (first < 0x80) {
      if (!plain(first)) return false;
      continue;
    }
    const int more = following(first);
    if (more < 0 || text.size() - i <= static_cast<std::size_t>(more)) return false;
    std::uint32_t code = first & (0x3FU >> static_cast<unsigned>(more));
    for (int k = 0; k < more; ++k) {
      const auto next = static_cast<unsigned char>(text[++i]);
      if ((next & 0xC0U) != 0x80) return false;
      code = code << 6U | (next & 0x3FU);
    }
    if (!allowed(code, more)) return false;
  }
  return true;
}

}  // namespace mwendo::osm
