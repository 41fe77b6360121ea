// Parts of a run as text for goldens. Sums and means are printed with four digits, hashes take
// every bit.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "scenarios/results/run_summary.h"

namespace mwendo::testing {

// Name, unit and value of every indicator that applies.
[[nodiscard]] std::string indicators_text(const RunSummary& summary);

// Of every figure of every trip.
[[nodiscard]] std::uint64_t hash_of(std::span<const TripRecord> trips);

// A hash as text.
[[nodiscard]] std::string hex(std::uint64_t hash);

// "07:05:30"
[[nodiscard]] std::string clock_text(float time_s);

}  // namespace mwendo::testing
