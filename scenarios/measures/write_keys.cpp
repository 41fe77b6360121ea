#include <fmt/format.h>

#include <cstdlib>

#include "scenarios/files/toml_text.h"
#include "scenarios/measures/keys.h"

namespace mwendo {
namespace {

bool within(double value, const NumberRange& range) {
  return value > range.above && value >= range.at_least && value <= range.at_most;
}

std::string degrees(const LonLat& p) { return fmt::format("[{:.6f}, {:.6f}]", p.lon, p.lat); }

class KeyWriter final : public MeasureKeys {
 public:
  // Tables come behind all plain keys: what follows a table's head belongs to it.
  [[nodiscard]] std::string all() const { return lines_ + tables_; }

  void text(const char* key, std::string& value) override {
    if (!value.empty()) line(key, toml_text(value));
  }
  void texts(const char* key, std::vector<std::string>& values) override {
    list(key, values, [](const std::string& v) { return toml_text(v); });
  }
  void truth(const char* key, bool& value) override { line(key, value ? "true" : "false"); }
  void number(const char* key, double& value, NumberRange range) override {
    if (within(value, range)) line(key, fmt::format("{}", value));
  }
  void integer(const char* key, int& value, NumberRange range) override {
    if (within(value, range)) line(key, fmt::format("{}", value));
  }
  void choice(const char* key, std::size_t& value, const std::vector<std::string>& words) override {
    line(key, toml_text(words.at(value)));
  }
  void points(const char* key, std::vector<LonLat>& values) override { list(key, values, degrees); }
  void places(const char* key, std::vector<NamedPlace>& values) override {
    for (const NamedPlace& p : values)
      tables_ += fmt::format("\n[[measure.{}]]\nname = {}\nat = {}\n", key, toml_text(p.name),
                             degrees(p.place));
  }
  void tables(const char* key, std::size_t count, const Row& row) override {
    for (std::size_t i = 0; i < count; ++i) {
      KeyWriter keys;
      row(i, keys);
      tables_ += fmt::format("\n[[measure.{}]]\n{}", key, keys.all());
    }
  }
  void require(bool, const char*, const std::string&, const std::string&) override {}
  bool given(const char*) override { return true; }

 private:
  void line(const char* key, const std::string& value) {
    lines_ += fmt::format("{} = {}\n", key, value);
  }
  template <class T, class Show>
  void list(const char* key, const std::vector<T>& values, Show&& show) {
    if (values.empty()) return;
    std::string all;
    for (const T& v : values) all += (all.empty() ? "" : ", ") + show(v);
    line(key, "[" + all + "]");
  }

  std::string lines_, tables_;
};

}  // namespace

double MeasureKeys::as_shown(float value) {
  return std::strtod(fmt::format("{}", value).c_str(), nullptr);
}

std::string written_keys(const KeyList& list) {
  KeyWriter writer;
  list(writer);
  return writer.all();
}

}  // namespace mwendo
