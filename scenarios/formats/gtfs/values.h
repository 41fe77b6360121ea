// Values of GTFS fields.
//
//   parse_time("25:10:00");      // 90600
//   parse_date("20240229");      // 19782, days since 1970-01-01
//   parse_number("-1.29");       // -1.29
//
// Nothing where the text is no such value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mwendo::gtfs {

// H:MM:SS or HH:MM:SS up to 99:59:59, in seconds.
[[nodiscard]] std::optional<int> parse_time(std::string_view text);
[[nodiscard]] std::optional<int> parse_date(std::string_view text);       // YYYYMMDD
[[nodiscard]] std::string date_text(int day);                             // YYYY-MM-DD
[[nodiscard]] int weekday_of(int day);                                    // 0: Monday
[[nodiscard]] std::optional<double> parse_number(std::string_view text);  // finite
[[nodiscard]] std::optional<int> parse_whole(std::string_view text);

}  // namespace mwendo::gtfs
