#include "scenarios/formats/gtfs/values.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace mwendo::gtfs {
namespace {

template <class T>
std::optional<T> parse(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  const auto value = parse<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<int> parse_whole(std::string_view text) { return parse<int>(text); }

std::optional<int> parse_time(std::string_view text) {
  if (text.size() == 7) {
    if (text[1] != ':') return std::nullopt;
  } else if (text.size() != 8 || text[2] != ':') {
    return std::nullopt;
  }
  const std::size_t hours = text.size() - 6;
  const std::string_view h = text.substr(0, hours);
  const std::string_view m = text.substr(hours + 1, 2);
  const std::string_view s = text.substr(hours + 4, 2);
  if (text[hours + 3] != ':' || !digits(h) || !digits(m) || !digits(s)) return std::nullopt;
  const int minutes = *parse_whole(m);
  const int seconds = *parse_whole(s);
  if (minutes > 59 || seconds > 59) return std::nullopt;
  return *parse_whole(h) * 3600 + minutes * 60 + seconds;
}

std::optional<int> parse_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 8 || !digits(text)) return std::nullopt;
  const year_month_day date{year{*parse_whole(text.substr(0, 4))},
                            month{static_cast<unsigned>(*parse_whole(text.substr(4, 2)))},
                            day{static_cast<unsigned>(*parse_whole(text.substr(6, 2)))}};
  if (!date.ok()) return std::nullopt;
  return static_cast<int>(sys_days{date}.time_since_epoch().count());
}

std::string date_text(int d) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{d}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int weekday_of(int day) {
  const int from_thursday = (day % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  return (from_thursday + 3) % 7;
}

}  // namespace mwendo::gtfs
