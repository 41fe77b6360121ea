#include "scenarios/report/html.h"

#include <algorithm>
#include <cmath>

#include "scenarios/files/text_file.h"

namespace mwendo {
namespace {

int decimals_for(double magnitude) {
  if (magnitude >= 99.95 || magnitude == 0) return 0;
  if (magnitude >= 9.995) return 1;
  return magnitude >= 0.9995 ? 2 : 3;
}

std::string with_commas(std::string digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t i = whole; i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string human(double value) {
  if (!std::isfinite(value)) return "–";
  const double magnitude = std::abs(value);
  const std::string digits = with_commas(fixed(magnitude, decimals_for(magnitude)));
  const bool zero = digits.find_first_not_of("0.,") == std::string::npos;
  if (zero) return "0";
  return value < 0 ? "−" + digits : digits;
}

std::string human(const std::optional<double>& value) { return value ? human(*value) : "–"; }

std::string human_signed(double value) {
  const std::string text = human(value);
  return value > 0 && text != "0" ? "+" + text : text;
}

std::string human_signed(const std::optional<double>& value) {
  return value ? human_signed(*value) : "–";
}

std::string percent_text(double value) {
  const double magnitude = std::abs(value);
  const std::string digits = with_commas(fixed(magnitude, magnitude < 0.095 ? 2 : 1));
  if (digits.find_first_not_of("0.") == std::string::npos) return "0";
  return value < 0 ? "−" + digits : digits;
}

std::string percent_signed(double value) {
  const std::string text = percent_text(value);
  return value > 0 && text != "0" ? "+" + text : text;
}

std::string round_number(double value) {
  std::string text = human(value);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string plain_name(std::string_view id) {
  if (id == "brt") return "BRT";
  if (id == "lrt") return "light rail";
  std::string name(id);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

}  // namespace mwendo
