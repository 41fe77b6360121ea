#include "scenarios/files/json_writer.h"

#include <fmt/format.h>

#include "scenarios/files/text_file.h"

namespace mwendo {

std::string json_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n')
      result += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20)
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result;
}

// A comma and a new line where a sibling stands before; nothing after a key.
void JsonWriter::next() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) text_ += ',';
  if (depth_ > 0) text_ += "\n" + std::string(static_cast<std::size_t>(2 * depth_), ' ');
  first_ = false;
}

void JsonWriter::open(char bracket) {
  next();
  text_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) text_ += "\n" + std::string(static_cast<std::size_t>(2 * depth_), ' ');
  text_ += bracket;
  first_ = false;
}

void JsonWriter::raw(std::string_view token) {
  next();
  text_ += token;
}

JsonWriter& JsonWriter::begin_object() {
  open('{');
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  close('}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  open('[');
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  close(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  raw(fmt::format("\"{}\": ", json_escaped(name)));
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  raw(fmt::format("\"{}\"", json_escaped(text)));
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  raw(truth ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  raw(fmt::format("{}", number));
  return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
  raw(fmt::format("{}", number));
  return *this;
}

JsonWriter& JsonWriter::number(double number, int decimals) {
  const std::string text = fixed(number, decimals);
  raw(text.empty() ? "null" : text);
  return *this;
}

JsonWriter& JsonWriter::null() {
  raw("null");
  return *this;
}

}  // namespace mwendo
