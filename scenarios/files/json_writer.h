// Writes JSON text in a fixed order with fixed numbers, so that equal results are equal bytes.
//
//   JsonWriter json;
//   json.begin_object().key("seed").value(7).key("co2e").number(12.3456, 2).end_object();
//   file.write(json.text());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mwendo {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  // null if it is not finite.
  JsonWriter& number(double number, int decimals);
  JsonWriter& null();

  [[nodiscard]] std::string text() const { return text_ + "\n"; }

 private:
  void open(char bracket);
  void close(char bracket);
  void next();
  void raw(std::string_view token);
  std::string text_;
  int depth_ = 0;
  bool first_ = true;
  bool after_key_ = false;
};

[[nodiscard]] std::string json_escaped(std::string_view text);

}  // namespace mwendo
