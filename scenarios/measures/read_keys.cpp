#include <fmt/format.h>

#include "scenarios/measures/keys.h"

namespace mwendo {
namespace {

bool on_earth(double lon, double lat) {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
}

class KeyReader final : public MeasureKeys {
 public:
  explicit KeyReader(ConfigReader& in) : in_(in) {}

  void text(const char* key, std::string& value) override { value = in_.text(key, value); }
  void texts(const char* key, std::vector<std::string>& values) override {
    values = in_.texts(key);
  }
  void truth(const char* key, bool& value) override { value = in_.truth(key, value); }
  void number(const char* key, double& value, NumberRange range) override {
    value = in_.number(key, value, range);
  }
  void integer(const char* key, int& value, NumberRange range) override {
    value = in_.integer(key, value, range);
  }
  void choice(const char* key, std::size_t& value, const std::vector<std::string>& words) override {
    const std::string word = in_.word(key, words.at(value), words);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i] == word) value = i;
  }
  void points(const char* key, std::vector<LonLat>& values) override {
    for (const auto& [lon, lat] : in_.pairs(key)) {
      if (on_earth(lon, lat))
        values.push_back({lon, lat});
      else
        in_.problem(key, fmt::format("[{}, {}] is not a place on Earth", lon, lat),
                    "give [longitude, latitude] in degrees");
    }
  }
  void places(const char* key, std::vector<NamedPlace>& values) override {
    for (const ConfigTable* table : in_.tables(key)) {
      ConfigReader place = in_.within(*table);
      NamedPlace& p = values.emplace_back();
      p.name = place.text("name");
      const auto at = place.numbers("at");
      if (at.size() == 2)
        p.place = {at[0], at[1]};
      else
        place.problem("at", "'at' is missing or no point", "give at = [longitude, latitude]");
      place.finish();
    }
  }
  void tables(const char* key, std::size_t count, const Row& row) override {
    for (const ConfigTable* table : in_.tables(key)) {
      ConfigReader within = in_.within(*table);
      KeyReader keys(within);
      row(count++, keys);
      within.finish();
    }
  }
  void require(bool holds, const char* key, const std::string& what,
               const std::string& what_to_do) override {
    if (!holds) in_.problem(key, what, what_to_do);
  }
  bool given(const char* key) override { return in_.has(key); }

 private:
  ConfigReader& in_;
};

class KeyNames final : public MeasureKeys {
 public:
  std::vector<std::string> names;

  void text(const char* key, std::string&) override { names.emplace_back(key); }
  void texts(const char* key, std::vector<std::string>&) override { names.emplace_back(key); }
  void truth(const char* key, bool&) override { names.emplace_back(key); }
  void number(const char* key, double&, NumberRange) override { names.emplace_back(key); }
  void integer(const char* key, int&, NumberRange) override { names.emplace_back(key); }
  void choice(const char* key, std::size_t&, const std::vector<std::string>&) override {
    names.emplace_back(key);
  }
  void points(const char* key, std::vector<LonLat>&) override { names.emplace_back(key); }
  void places(const char* key, std::vector<NamedPlace>&) override { names.emplace_back(key); }
  void tables(const char* key, std::size_t, const Row&) override { names.emplace_back(key); }
  void require(bool, const char*, const std::string&, const std::string&) override {}
  bool given(const char*) override { return true; }
};

}  // namespace

void read_keys(ConfigReader& in, const KeyList& list) {
  KeyReader reader(in);
  list(reader);
}

std::vector<std::string> names_of_keys(const KeyList& list) {
  KeyNames names;
  list(names);
  return names.names;
}

}  // namespace mwendo
