// Text of the report: escaping and numbers as people read them.
//
//   out += "<td>" + escaped(name) + "</td><td>" + human(12345.6) + "</td>";   // 12,346
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mwendo {

[[nodiscard]] std::string escaped(std::string_view text);
// About three significant digits, thousands with commas: 12,346; 23.4; 0.567; 0.
[[nodiscard]] std::string human(double value);
[[nodiscard]] std::string human(const std::optional<double>& value);  // a dash if absent
// With a sign; a true minus.
[[nodiscard]] std::string human_signed(double value);
[[nodiscard]] std::string human_signed(const std::optional<double>& value);
// One decimal, two below a tenth: 6.8, 0.05; with a sign: +0.2.
[[nodiscard]] std::string percent_text(double value);
[[nodiscard]] std::string percent_signed(double value);
// Round values of axes and legends, without trailing zeros: 0.5, 10, 1,000.
[[nodiscard]] std::string round_number(double value);
// "motorcycle taxi" from "motorcycle_taxi", "BRT" from "brt".
[[nodiscard]] std::string plain_name(std::string_view id);

}  // namespace mwendo
