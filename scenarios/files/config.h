// A TOML file as plain values with their places, and a strict reader of its tables.
//
//   Problems problems;
//   const ConfigTable file = read_config("brt.toml", problems);
//   ConfigReader in(file, problems);
//   const double sample = in.number("sample", 0.05, {.above = 0, .at_most = 1});
//   in.finish();                    // every key that was not read is a problem
//
// Guarantees: wrong content throws nothing. Each problem names file, line and column and a remedy;
// an unknown key comes with the nearest known one. A syntax error is one problem and gives an empty
// table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "network/base/input_error.h"

namespace mwendo {

struct ConfigTable;
struct ConfigValue;
using ConfigArray = std::vector<ConfigValue>;

struct ConfigValue {
  std::variant<bool, std::int64_t, double, std::string, ConfigArray, std::shared_ptr<ConfigTable>>
      value;
  int line = 0;
  int column = 0;
};

struct ConfigTable {
  std::string file;
  int line = 0;
  int column = 0;
  std::vector<std::pair<std::string, ConfigValue>> entries;  // in order of the file

  [[nodiscard]] const ConfigValue* find(const std::string& key) const;
};

[[nodiscard]] ConfigTable read_config(const std::filesystem::path& file, Problems& problems);
[[nodiscard]] ConfigTable parse_config(const std::string& text, const std::string& name,
                                       Problems& problems);

// Larger numbers are mistakes in every key, and float and int cannot hold all of them.
inline constexpr double kLargestNumber = 1e12;

struct NumberRange {
  double above = -std::numeric_limits<double>::infinity();  // exclusive
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
};

class ConfigReader {
 public:
  ConfigReader(const ConfigTable& table, Problems& problems)
      : table_(&table), problems_(&problems) {}

  [[nodiscard]] bool has(const std::string& key);
  [[nodiscard]] std::string text(const std::string& key, const std::string& missing = {});
  [[nodiscard]] std::string required_text(const std::string& key);
  [[nodiscard]] double number(const std::string& key, double missing, NumberRange range = {});
  [[nodiscard]] double required_number(const std::string& key, NumberRange range = {});
  [[nodiscard]] int integer(const std::string& key, int missing, NumberRange range = {});
  [[nodiscard]] bool truth(const std::string& key, bool missing);
  // "07:30" or a number of hours in whole quarters, as seconds of the day.
  [[nodiscard]] double time_of_day(const std::string& key, double missing_s);
  // One of the words; a problem with a suggestion otherwise.
  [[nodiscard]] std::string word(const std::string& key, const std::string& missing,
                                 const std::vector<std::string>& words);
  [[nodiscard]] std::vector<std::string> texts(const std::string& key);
  [[nodiscard]] std::vector<double> numbers(const std::string& key);
  // [[lon, lat], ...]
  [[nodiscard]] std::vector<std::pair<double, double>> pairs(const std::string& key);
  [[nodiscard]] std::vector<const ConfigTable*> tables(const std::string& key);
  [[nodiscard]] const ConfigTable* table(const std::string& key);
  // A reader of a table within this one, with the same list of problems.
  [[nodiscard]] ConfigReader within(const ConfigTable& table) const { return {table, *problems_}; }

  void problem(const std::string& key, std::string what, std::string what_to_do);
  void finish();

 private:
  [[nodiscard]] const ConfigValue* ask(const std::string& key);
  void wrong_kind(const std::string& key, const ConfigValue& value, const char* wanted);
  [[nodiscard]] bool in_range(const std::string& key, double value, NumberRange range);
  const ConfigTable* table_;
  Problems* problems_;
  std::vector<std::string> asked_;
};

// "07:30" or "7" as seconds of the day, up to "30:00"; none if it is no time. "07.30" is none: some
// read half past seven, others 7.3 hours.
[[nodiscard]] std::optional<double> parse_time_of_day(const std::string& text);

}  // namespace mwendo
