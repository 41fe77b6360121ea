#include "network/sumo/flow.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo::sumo {
namespace {

constexpr double kMostOfFlow = 1e7;  // vehicles

}  // namespace

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) as a function of a counter.
double draw(std::uint64_t counter) {
  std::uint64_t z = (counter + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  z ^= z >> 31U;
  return static_cast<double>(z >> 11U) * 0x1.0p-53;
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'));
}

Flow read_flow(const XmlElement& e, const std::string& name) {
  Flow f;
  f.begin = e.time("begin", 0);
  f.end = e.time("end", 86400);
  const double per_hour = e.number("vehsPerHour", e.number("perHour", 0));
  const double number = e.number("number", 0);
  if (const std::string_view period = e.text("period", ""); starts_with_digit(period))
    f.period = e.number("period");
  else if (!period.empty())
    e.place().problem(fmt::format("flow period '{}'", period), "a number of seconds is needed");
  if (per_hour > 0) f.period = 3600 / per_hour;
  if (number > 0 && f.period == 0) f.period = (f.end - f.begin) / number;
  if (number > 0) f.end = std::min(f.end, f.begin + (number - 0.5) * f.period);
  f.probability = e.number("probability", 0);
  if (!(f.period > 0) && !(f.probability > 0))
    e.place().problem(fmt::format("flow '{}' without a rate", name),
                      "give period, vehsPerHour, number or probability");
  const double vehicles = f.period > 0 ? (f.end - f.begin) / f.period : f.end - f.begin;
  if (vehicles >= 0 && vehicles <= kMostOfFlow) return f;
  e.place().problem(fmt::format("flow '{}' from {} to {} s", name, f.begin, f.end),
                    vehicles < 0 ? "it ends before it begins" : "it has too many vehicles");
  return {};
}

}  // namespace mwendo::sumo
