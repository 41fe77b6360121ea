#include "tests/golden/run_text.h"

#include <fmt/format.h>

#include <bit>

namespace mwendo::testing {

std::string indicators_text(const RunSummary& summary) {
  std::string text;
  for (const IndicatorValue& i : summary.indicators)
    if (i.value) text += fmt::format("{:<44} {:>10.4g} {}\n", i.id, *i.value, i.indicator->unit);
  return text;
}

std::uint64_t hash_of(std::span<const TripRecord> trips) {
  std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
  const auto mix = [&](std::uint64_t x) { hash = (hash ^ x) * 1099511628211ULL; };
  for (const TripRecord& t : trips) {
    mix(t.trip.value);
    mix(static_cast<std::uint64_t>(t.mode) << 8U | static_cast<std::uint64_t>(t.outcome));
    mix(static_cast<std::uint64_t>(t.gave_up ? 1 : 0) << 16U |
        static_cast<std::uint64_t>(t.transfers) << 8U | t.left_behind);
    for (const float f : {t.departure_s, t.travel_time_s, t.wait_s, t.walk_m, t.distance_m, t.fare})
      mix(std::bit_cast<std::uint32_t>(f));
  }
  return hash;
}

std::string hex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string clock_text(float time_s) {
  const int s = static_cast<int>(time_s);
  return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

}  // namespace mwendo::testing
