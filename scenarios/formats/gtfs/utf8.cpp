#include "scenarios/formats/gtfs/utf8.h"

namespace mwendo::gtfs {
namespace {

bool continues(const std::string& text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Bytes of the character at a place; 0 if there is none (Unicode 15, table 3-7, without the
// narrower ranges of second bytes).
std::size_t length_at(const std::string& text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i)
    if (!continues(text, at + i)) return 0;
  return length;
}

void append_latin1(std::string& text, unsigned char byte) {
  text += static_cast<char>(0xC0U | (byte >> 6U));
  text += static_cast<char>(0x80U | (byte & 0x3FU));
}

}  // namespace

std::string as_utf8(const std::string& file, const std::string& text, Defects& defects) {
  std::string out;
  out.reserve(text.size());
  int line = 1;
  int told = 0;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_at(text, i);
    if (length == 0) {
      append_latin1(out, static_cast<unsigned char>(text[i]));
      if (told != line)
        defects.add({file, line, static_cast<int>(i - line_start) + 1},
                    "bytes that are no UTF-8, read as Latin-1");
      told = line;
    } else {
      out.append(text, i, length);
    }
    if (text[i] == '\n') {
      ++line;
      line_start = i + 1;
    }
    i += length == 0 ? 1 : length;
  }
  return out;
}

}  // namespace mwendo::gtfs
