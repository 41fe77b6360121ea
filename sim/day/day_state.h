// The frame of a saved day: what it is of, and whether it is whole.
//
//   const std::vector<char> bytes = framed(payload, fingerprint_of(input, options));
//   const std::vector<char> payload = payload_of(bytes, fingerprint_of(input, options));
//
// A version, the fingerprint, the compressed payload, a checksum. Errors: InputError where the
// bytes are cut, altered, or of another version, world, population, seed or period.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/day/day_input.h"

namespace mwendo {

// What a saved day has in common with the day that goes on from it.
struct DayFingerprint {
  std::uint64_t nodes = 0, links = 0, lanes = 0, movements = 0;
  std::uint64_t lines = 0, stops = 0, line_stops = 0;
  std::uint64_t trips = 0;    // of the population
  std::uint64_t streets = 0;  // checksum of lengths, speeds and permissions
  std::uint64_t seed = 0;
  float expansion = 1;
  float from_s = 0, to_s = 0, warm_up_s = 0, clear_s = 0;
  bool operator==(const DayFingerprint&) const = default;
};

[[nodiscard]] DayFingerprint fingerprint_of(const DayInput& input, const DayOptions& options);
[[nodiscard]] std::vector<char> framed(std::span<const char> payload, const DayFingerprint& of);
[[nodiscard]] std::vector<char> payload_of(std::span<const char> bytes,
                                           const DayFingerprint& wanted);
[[noreturn]] void refuse_saved_day(const char* what);

}  // namespace mwendo
