// Values of OpenStreetMap tags. Internal to network/osm.
#pragma once

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace mwendo::osm {

using Text = std::string_view;

[[nodiscard]] inline bool one_of(Text value, std::initializer_list<Text> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The number at the start of a text and what follows it.
[[nodiscard]] inline std::optional<float> number(Text text, Text* rest = nullptr) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  if (rest != nullptr) {
    *rest = text.substr(static_cast<std::size_t>(end - text.data()));
    while (rest->starts_with(' ')) rest->remove_prefix(1);
  }
  return value;
}

inline constexpr int kMostLanes = 16;

// A whole number from 1 to 16, such as lanes; else 0.
[[nodiscard]] inline int count(Text text) {
  const auto value = number(text);
  return value && *value >= 1 && *value <= kMostLanes ? static_cast<int>(*value) : 0;
}

[[nodiscard]] inline bool yes(Text value) { return !value.empty() && value != "no"; }

}  // namespace mwendo::osm
