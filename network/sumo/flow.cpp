#include "network/sumo/flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo::sumo {
namespace {

constexpr double kMostOfFlow = 1e7;  // vehicles
constexpr double kDay = 86400;       // s

// "exp(0.1)": the rate of a Poisson process, vehicles/s.
double read_exponential(const XmlElement& e, std::string_view period) {
  double rate = 0;
  if (period.starts_with("exp(") && period.ends_with(")") &&
      parse_number(period.substr(4, period.size() - 5), rate) && rate > 0)
    return rate;
  e.place().problem(fmt::format("flow period '{}'", period),
                    "a number of seconds above 0 or exp(vehicles per second) is needed");
  return 0;
}

// A rate that is given must be above 0. Returns it, or 0 if it is not given.
double read_rate(const XmlElement& e, std::string_view attribute, double most) {
  if (e.is_no_number(attribute)) return 0;
  const double value = e.number(attribute, 0);
  if (e.has(attribute) && !(value > 0 && value <= most)) {
    e.place().problem(fmt::format("'{}' of <flow> is '{}'", attribute, e.text(attribute)),
                      most < 2 ? "it must be above 0, at most 1" : "it must be above 0");
    return 0;
  }
  return value;
}

// Returns how many of period, vehsPerHour and probability are given.
int read_rates(const XmlElement& e, Flow& f) {
  const char* hourly = e.has("perHour") ? "perHour" : "vehsPerHour";
  if (const double per_hour = read_rate(e, hourly, 1e9); per_hour > 0) f.period = 3600 / per_hour;
  f.probability = read_rate(e, "probability", 1);
  if (const std::string_view period = e.text("period", ""); starts_with_digit(period))
    f.period = read_rate(e, "period", 1e9);
  else if (e.has("period"))
    f.rate = read_exponential(e, period);
  return (e.has("period") ? 1 : 0) + (e.has("probability") ? 1 : 0) +
         (e.has("vehsPerHour") ? 1 : 0) + (e.has("perHour") ? 1 : 0);
}

double vehicles_of(const Flow& f) {
  const double seconds = f.end - f.begin;
  const double most = f.rate > 0 ? seconds * f.rate : f.period > 0 ? seconds / f.period : f.number;
  return std::min(f.probability > 0 ? seconds : most, f.number);
}

// Begin and end; a flow with a number and a rate needs no end.
void read_period(const XmlElement& e, const FlowInterval& around, bool needs_end, Flow& f,
                 BuildReport& report) {
  f.begin = read_time(e, "begin", std::max(0.0, around.begin));
  f.end = around.end >= 0 ? around.end : needs_end ? f.begin + kDay : kLatestTime;
  if (e.has("end"))
    f.end = read_time(e, "end", f.end);
  else if (needs_end && around.end < 0)
    report.add("flows without an end, taken to last 24 h",
               fmt::format("{} ({})", e.text("id", ""), e.place().position().text()));
}

bool is_sound(const XmlElement& e, const std::string& name, const Flow& f, int rates) {
  const auto wrong = [&](std::string what, const char* what_to_do) {
    e.place().problem(std::move(what), what_to_do);
    return false;
  };
  if (rates > 1)
    return wrong(fmt::format("flow '{}' has several rates", name),
                 "give one of period, vehsPerHour and probability");
  if (f.end < f.begin)
    return wrong(fmt::format("flow '{}' from {} to {} s", name, f.begin, f.end),
                 "it ends before it begins");
  if (vehicles_of(f) > kMostOfFlow)
    return wrong(fmt::format("flow '{}' from {} to {} s", name, f.begin, f.end),
                 "it has too many vehicles");
  return true;
}

}  // namespace

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) as a function of a counter.
double draw(std::uint64_t counter) {
  std::uint64_t z = (counter + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  z ^= z >> 31U;
  return static_cast<double>(z >> 11U) * 0x1.0p-53;
}

double random_gap(double rate, std::uint64_t counter) {
  return std::max(1e-6, -portable_log(1 - draw(counter)) / rate);
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && (text.front() == '-' || text.front() == '.' ||
                           (text.front() >= '0' && text.front() <= '9'));
}

double read_time(const XmlElement& e, std::string_view attribute, double otherwise) {
  const double time = e.time(attribute, otherwise);
  if (time >= 0 && time <= kLatestTime) return time;
  e.place().problem(fmt::format("'{}' of <{}> is '{}'", attribute, e.name(), e.text(attribute)),
                    time < 0 ? "times begin at 0; add the same number to all"
                             : fmt::format("times go to {:.0f} s (92 days); subtract the same "
                                           "number from all",
                                           kLatestTime));
  return otherwise;
}

Flow read_flow(const XmlElement& e, const std::string& name, const FlowInterval& around,
               BuildReport& report) {
  Flow f;
  const int rates = read_rates(e, f);
  if (e.has("number")) {
    if (e.is_no_number("number")) return Flow{.number = 0};
    f.number = e.number("number");
    if (!(f.number >= 0 && f.number <= kMostOfFlow && f.number == std::floor(f.number))) {
      e.place().problem(fmt::format("'number' of <flow> is '{}'", e.text("number")),
                        "a whole number of vehicles is needed");
      return Flow{.number = 0};
    }
  } else if (rates == 0) {
    e.place().problem(fmt::format("flow '{}' without a rate", name),
                      "give period, vehsPerHour, number or probability");
    return Flow{.number = 0};
  }
  const bool has_rate = rates == 0 || f.period > 0 || f.rate > 0 || f.probability > 0;
  if (!has_rate) return Flow{.number = 0};  // noted where it was read
  if (f.number < 1)
    report.add("flows of no vehicle (number 0)",
               fmt::format("{} ({})", name, e.place().position().text()));
  read_period(e, around, rates == 0 || !e.has("number"), f, report);
  if (rates == 0 && f.number > 0) f.period = (f.end - f.begin) / f.number;
  return is_sound(e, name, f, rates) ? f : Flow{.number = 0};
}

}  // namespace mwendo::sumo
