// Vehicles counted on the streets of a city: counts.csv of its folder.
//
//   const std::vector<Count> counts = read_counts(folder / "counts.csv", problems);
//   counted(counts[i], 6.75, 7.25);                 // vehicles from 06:45 to 07:15
//
// File: columns station, cordon, use (yes; other rows are left out), half (calibration or
// validation, docs/results.md), direction, lon, lat, street_match (parts of the street's name, with
// | between), bearing_deg (of the direction, from north), to_centre (in, out, across), group (car,
// minibus, bus, truck, motorcycle), and vehicles of each counted hour as h00 to h23. An hour
// without a column or with an empty cell was not counted.
// Errors: a Problem for each row that is wrong, for a station in both halves, for a row that is
// there twice.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "sim/modes/classes.h"

namespace mwendo {

enum class CountGroup : std::uint8_t { car, minibus, bus, truck, motorcycle };
inline constexpr std::size_t kCountGroups = 5;
[[nodiscard]] const char* name_of(CountGroup g);
// None of bicycles, which nobody counted.
[[nodiscard]] std::optional<CountGroup> count_group_of(VehicleClass c);

// Fits see the first half only; the second tells how well they hold elsewhere.
enum class CountHalf : std::uint8_t { calibration, validation };
inline constexpr std::size_t kCountHalves = 2;
[[nodiscard]] const char* name_of(CountHalf h);

struct Count {
  std::string station, cordon, direction, to_centre;
  CountHalf half = CountHalf::calibration;
  double lon = 0, lat = 0, bearing_deg = 0;
  std::vector<std::string> names = {};  // parts of the street's name
  CountGroup group = CountGroup::car;
  std::bitset<24> hours = {};        // that were counted
  std::array<double, 24> by_hour{};  // vehicles
};

[[nodiscard]] std::vector<Count> read_counts(const std::filesystem::path& file, Problems& problems);

// Vehicles between two hours of the day, 6.5 for half past six. Within an hour the flow is even.
[[nodiscard]] double counted(const Count& count, double from_h, double to_h);

}  // namespace mwendo
