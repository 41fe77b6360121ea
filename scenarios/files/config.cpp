#include "scenarios/files/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mwendo {
namespace {

const char* kind_of(const ConfigValue& value) {
  constexpr const char* kKinds[] = {"true or false", "a whole number", "a number",
                                    "a text",        "a list",         "a table"};
  return kKinds[value.value.index()];
}

std::optional<double> number_in(const ConfigValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.value))
    return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&value.value)) return *real;
  return std::nullopt;
}

// One or two digits: hours or minutes.
std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (error != std::errc{} || !digits || text.size() > 2) return std::nullopt;
  return value;
}

// 7.3 may mean half past seven: only whole quarters of an hour are clear.
bool is_quarter(double hours) { return hours >= 0 && hours <= 30 && std::fmod(hours * 4, 1) == 0; }

std::string range_text(const NumberRange& r) {
  std::string text;
  const auto add = [&](bool given, const char* words, double v) {
    if (given) text += (text.empty() ? "" : " and ") + fmt::format("{} {}", words, v);
  };
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  add(r.above > -kInfinite, "above", r.above);
  add(r.at_least > -kInfinite, "at least", r.at_least);
  add(r.at_most < kInfinite, "at most", r.at_most);
  return text;
}

}  // namespace

std::optional<double> parse_time_of_day(const std::string& text) {
  const auto colon = text.find(':');
  const auto hours = parse_digits(std::string_view(text).substr(0, colon));
  const bool whole_hour = colon == std::string::npos;
  const auto minutes =
      whole_hour ? std::optional(0) : parse_digits(std::string_view(text).substr(colon + 1));
  const bool right =
      hours && minutes && *hours <= 30 && *minutes < 60 && (whole_hour || text.size() - colon == 3);
  if (!right) return std::nullopt;
  return *hours * 3600 + *minutes * 60;
}

const ConfigValue* ConfigTable::find(const std::string& key) const {
  for (const auto& [name, value] : entries)
    if (name == key) return &value;
  return nullptr;
}

const ConfigValue* ConfigReader::ask(const std::string& key) {
  asked_.push_back(key);
  return table_->find(key);
}

bool ConfigReader::has(const std::string& key) { return ask(key) != nullptr; }

void ConfigReader::problem(const std::string& key, std::string what, std::string what_to_do) {
  const ConfigValue* value = table_->find(key);
  problems_->add({.file = table_->file,
                  .line = value ? value->line : table_->line,
                  .column = value ? value->column : table_->column,
                  .what = std::move(what),
                  .what_to_do = std::move(what_to_do)});
}

void ConfigReader::wrong_kind(const std::string& key, const ConfigValue& value,
                              const char* wanted) {
  problem(key, fmt::format("'{}' is {}", key, kind_of(value)), fmt::format("give {}", wanted));
}

bool ConfigReader::in_range(const std::string& key, double value, NumberRange range) {
  const bool large = !(std::abs(value) <= kLargestNumber);
  const bool within = value > range.above && value >= range.at_least && value <= range.at_most;
  if (within && !large) return true;
  if (large) range.at_most = std::min(range.at_most, kLargestNumber);
  if (large && !(range.above >= -kLargestNumber))
    range.at_least = std::max(range.at_least, -kLargestNumber);
  problem(key, fmt::format("'{}' is {}", key, value), "it must be " + range_text(range));
  return false;
}

std::string ConfigReader::text(const std::string& key, const std::string& missing) {
  const ConfigValue* value = ask(key);
  if (value == nullptr) return missing;
  if (const auto* text = std::get_if<std::string>(&value->value)) return *text;
  wrong_kind(key, *value, "a text in quotes");
  return missing;
}

std::string ConfigReader::required_text(const std::string& key) {
  if (!has(key)) problem(key, fmt::format("'{}' is missing", key), "add it");
  return text(key);
}

double ConfigReader::number(const std::string& key, double missing, NumberRange range) {
  const ConfigValue* value = ask(key);
  if (value == nullptr) return missing;
  const auto number = number_in(*value);
  if (!number) {
    wrong_kind(key, *value, "a number");
    return missing;
  }
  return in_range(key, *number, range) ? *number : missing;
}

double ConfigReader::required_number(const std::string& key, NumberRange range) {
  if (!has(key)) problem(key, fmt::format("'{}' is missing", key), "add it");
  return number(key, 0, range);
}

int ConfigReader::integer(const std::string& key, int missing, NumberRange range) {
  const ConfigValue* value = ask(key);
  if (value == nullptr) return missing;
  const auto* integer = std::get_if<std::int64_t>(&value->value);
  if (integer == nullptr) {
    wrong_kind(key, *value, "a whole number");
    return missing;
  }
  constexpr double kLimit = 2e9;  // of an int, rounded
  const auto given = static_cast<double>(*integer);
  range.at_most = std::min(range.at_most, kLimit);
  if (given < -kLimit) range.at_least = std::max(range.at_least, -kLimit);
  return in_range(key, given, range) ? static_cast<int>(*integer) : missing;
}

bool ConfigReader::truth(const std::string& key, bool missing) {
  const ConfigValue* value = ask(key);
  if (value == nullptr) return missing;
  if (const auto* truth = std::get_if<bool>(&value->value)) return *truth;
  wrong_kind(key, *value, "true or false");
  return missing;
}

double ConfigReader::time_of_day(const std::string& key, double missing_s) {
  const ConfigValue* value = ask(key);
  if (value == nullptr) return missing_s;
  std::optional<double> seconds;
  if (const auto* text = std::get_if<std::string>(&value->value))
    seconds = parse_time_of_day(*text);
  else if (const auto hours = number_in(*value); hours && is_quarter(*hours))
    seconds = *hours * 3600;
  if (!seconds) wrong_kind(key, *value, "a time such as \"07:30\"");
  return seconds.value_or(missing_s);
}

std::string ConfigReader::word(const std::string& key, const std::string& missing,
                               const std::vector<std::string>& words) {
  std::string given = text(key, missing);
  if (std::find(words.begin(), words.end(), given) != words.end() || given == missing) return given;
  std::string all;
  for (const std::string& w : words) all += (all.empty() ? "" : ", ") + w;
  const std::string near = nearest_name(given, words);
  problem(key, fmt::format("unknown {} '{}'", key, given),
          near.empty() ? "use one of " + all : fmt::format("did you mean '{}'?", near));
  return missing;
}

std::vector<std::string> ConfigReader::texts(const std::string& key) {
  std::vector<std::string> out;
  const ConfigValue* value = ask(key);
  if (value == nullptr) return out;
  const auto* array = std::get_if<ConfigArray>(&value->value);
  if (array == nullptr)
    wrong_kind(key, *value, "a list of texts");
  else
    for (const ConfigValue& element : *array) {
      if (const auto* text = std::get_if<std::string>(&element.value))
        out.push_back(*text);
      else
        wrong_kind(key, element, "texts only");
    }
  return out;
}

std::vector<double> ConfigReader::numbers(const std::string& key) {
  std::vector<double> out;
  const ConfigValue* value = ask(key);
  if (value == nullptr) return out;
  const auto* array = std::get_if<ConfigArray>(&value->value);
  if (array == nullptr)
    wrong_kind(key, *value, "a list of numbers");
  else
    for (const ConfigValue& element : *array) {
      if (const auto number = number_in(element); !number)
        wrong_kind(key, element, "numbers only");
      else if (in_range(key, *number, {}))
        out.push_back(*number);
    }
  return out;
}

std::vector<std::pair<double, double>> ConfigReader::pairs(const std::string& key) {
  std::vector<std::pair<double, double>> out;
  const ConfigValue* value = ask(key);
  if (value == nullptr) return out;
  const auto* array = std::get_if<ConfigArray>(&value->value);
  if (array == nullptr) {
    wrong_kind(key, *value, "a list of points [longitude, latitude]");
    return out;
  }
  for (const ConfigValue& element : *array) {
    const auto* point = std::get_if<ConfigArray>(&element.value);
    const bool two = point != nullptr && point->size() == 2;
    const auto x = two ? number_in((*point)[0]) : std::nullopt;
    const auto y = two ? number_in((*point)[1]) : std::nullopt;
    if (x && y)
      out.emplace_back(*x, *y);
    else
      wrong_kind(key, element, "points as [longitude, latitude]");
  }
  return out;
}

std::vector<const ConfigTable*> ConfigReader::tables(const std::string& key) {
  std::vector<const ConfigTable*> out;
  const ConfigValue* value = ask(key);
  if (value == nullptr) return out;
  const auto* array = std::get_if<ConfigArray>(&value->value);
  if (array == nullptr) {
    wrong_kind(key, *value, fmt::format("tables as [[{}]]", key).c_str());
    return out;
  }
  for (const ConfigValue& element : *array) {
    if (const auto* table = std::get_if<std::shared_ptr<ConfigTable>>(&element.value))
      out.push_back(table->get());
    else
      wrong_kind(key, element, fmt::format("tables as [[{}]]", key).c_str());
  }
  return out;
}

const ConfigTable* ConfigReader::table(const std::string& key) {
  const ConfigValue* value = ask(key);
  if (value == nullptr) return nullptr;
  if (const auto* table = std::get_if<std::shared_ptr<ConfigTable>>(&value->value))
    return table->get();
  wrong_kind(key, *value, "a table");
  return nullptr;
}

void ConfigReader::finish() {
  for (const auto& [key, value] : table_->entries) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::string near = nearest_name(key, asked_);
    problems_->add(
        {.file = table_->file,
         .line = value.line,
         .column = value.column,
         .what = fmt::format("unknown key '{}'", key),
         .what_to_do = near.empty() ? "remove it" : fmt::format("did you mean '{}'?", near)});
  }
}

}  // namespace mwendo
