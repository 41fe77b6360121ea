// The keys of a measure in a scenario file. A measure lists them once; reading and writing both
// follow that list.
//
//   void keys(MeasureKeys& k, BusLaneMeasure& m) {
//     keys(k, m.streets);
//     k.word("lanes_from", m.lanes_from, kLanesFromWords);
//     k.truth("minibuses", m.minibuses);
//   }
//
//   ConfigReader in(table, problems);
//   read_keys(in, [&](MeasureKeys& k) { keys(k, m); });            // absent keys stay as they are
//   const std::string text = written_keys([&](MeasureKeys& k) { keys(k, m); });
//
// Guarantees: reading gives back what was written; places to 0.1 m (six decimals), numbers exactly.
// A value outside its range is a problem when read and is not written: such values stand for "not
// given" (a headway of 0). Empty texts and lists are not written.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "network/projection.h"
#include "scenarios/files/config.h"

namespace mwendo {

struct NamedPlace {
  std::string name = {};
  LonLat place = {};
  friend bool operator==(const NamedPlace& a, const NamedPlace& b) {
    return a.name == b.name && a.place.lon == b.place.lon && a.place.lat == b.place.lat;
  }
};

class MeasureKeys {
 public:
  virtual ~MeasureKeys() = default;
  virtual void text(const char* key, std::string& value) = 0;
  virtual void texts(const char* key, std::vector<std::string>& values) = 0;
  virtual void truth(const char* key, bool& value) = 0;
  virtual void number(const char* key, double& value, NumberRange range) = 0;
  virtual void integer(const char* key, int& value, NumberRange range) = 0;
  // One of the words; `value` is its index.
  virtual void choice(const char* key, std::size_t& value,
                      const std::vector<std::string>& words) = 0;
  virtual void points(const char* key, std::vector<LonLat>& values) = 0;      // [[lon, lat], ...]
  virtual void places(const char* key, std::vector<NamedPlace>& values) = 0;  // tables: name, at
  // Tables with keys of their own: row(i, keys) lists those of the i-th.
  using Row = std::function<void(std::size_t, MeasureKeys&)>;
  virtual void tables(const char* key, std::size_t count, const Row& row) = 0;
  // A problem at the key if it does not hold. Only files have problems.
  virtual void require(bool holds, const char* key, const std::string& what,
                       const std::string& what_to_do) = 0;
  [[nodiscard]] virtual bool given(const char* key) = 0;

  void real(const char* key, float& value, NumberRange range) {
    // A float shows its own shortest digits: 0.1F is written as 0.1.
    double v = as_shown(value);
    number(key, v, range);
    value = static_cast<float>(v);
  }
  template <class T, class Keys>
  void rows(const char* key, std::vector<T>& values, const Keys& keys_of_one) {
    tables(key, values.size(), [&](std::size_t i, MeasureKeys& k) {
      if (i >= values.size()) values.resize(i + 1);
      keys_of_one(k, values[i]);
    });
  }
  template <class Small>
  void count(const char* key, Small& value, NumberRange range) {
    int v = value;
    integer(key, v, range);
    value = static_cast<Small>(v);
  }
  template <class Enum>
  void word(const char* key, Enum& value, const std::vector<std::string>& words) {
    auto index = static_cast<std::size_t>(value);
    choice(key, index, words);
    value = static_cast<Enum>(index);
  }

 private:
  static double as_shown(float value);
};

using KeyList = std::function<void(MeasureKeys&)>;

void read_keys(ConfigReader& in, const KeyList& list);
[[nodiscard]] std::string written_keys(const KeyList& list);  // TOML lines
[[nodiscard]] std::vector<std::string> names_of_keys(const KeyList& list);

// s between departures: at most a day, at least what a stop can serve.
inline constexpr NumberRange kHeadway{.at_least = 5, .at_most = 86'400};
// Vehicles of a line.
inline constexpr NumberRange kFleet{.at_least = 1, .at_most = 5000};
// Of the currency of a city, for a ride or a kilometre.
inline constexpr NumberRange kMoney{.at_least = 0, .at_most = 1e7};
inline constexpr NumberRange kShare{.at_least = 0, .at_most = 1};

}  // namespace mwendo
