#include "scenarios/files/text_file.h"

#include <cerrno>
#include <cmath>
#include <cstring>

#include "network/base/input_error.h"

namespace mwendo {

TextFile::TextFile(const std::filesystem::path& path)
    : path_(path), file_(std::fopen(path.c_str(), "wb")) {
  if (!file_) fail();
}

void TextFile::fail() const {
  throw RunError(fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno)));
}

void TextFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) fail();
}

void TextFile::line(std::string_view text) {
  write(text);
  write("\n");
}

void TextFile::close() {
  if (!file_) return;
  if (std::fflush(file_.get()) != 0) fail();
  if (std::fclose(file_.release()) != 0) fail();
}

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return "";
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace mwendo
