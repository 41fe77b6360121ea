// What the operators of public transport need from a run: headways as run, vehicles in service,
// fares, and when BRT vehicles passed their stations.
//
//   HeadwaySums h;
//   for (const double s : {300.0, 900.0, 300.0, 900.0}) h.add(s, 600);
//   h.variation();      // 0.5: standard deviation over mean
//   h.excess_wait_s();  // 75: (300^2 + 900^2) / (2 (300 + 900)) - 600 / 2
//
// Riders who arrive at random wait E[h^2] / (2 E[h]) on average, half the headway if all are equal:
// Osuna and Newell (1972), Control strategies for an idealized public transportation system,
// Transportation Science 6 (1), 52-72. What they wait above half the planned headway is the excess.
// Units: seconds. Limit: a vehicle that does not come within the period ends no headway.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "network/base/ids.h"
#include "sim/modes/classes.h"

namespace mwendo {

struct HeadwaySums {
  double count = 0;
  double sum_s = 0;
  double square_sum = 0;  // s^2
  double planned_sum_s = 0;

  void add(double headway_s, double planned_s) {
    *this += {1, headway_s, headway_s * headway_s, planned_s};
  }
  HeadwaySums& operator+=(const HeadwaySums& other) {
    count += other.count;
    sum_s += other.sum_s;
    square_sum += other.square_sum;
    planned_sum_s += other.planned_sum_s;
    return *this;
  }
  // Absent where no headway was seen.
  [[nodiscard]] std::optional<double> variation() const {
    if (!(sum_s > 0)) return std::nullopt;
    const double mean = sum_s / count;
    return std::sqrt(std::max(square_sum / count - mean * mean, 0.0)) / mean;
  }
  [[nodiscard]] std::optional<double> excess_wait_s() const {
    if (!(sum_s > 0)) return std::nullopt;
    return square_sum / (2 * sum_s) - planned_sum_s / (2 * count);
  }
};

// A vehicle of a BRT line at one of its stations.
struct StationCall {
  LineId line;
  std::uint32_t vehicle = 0;  // the same number for the whole way along the line
  std::uint32_t stop = 0;     // index on the line
  float arrival_s = 0;
  float departure_s = 0;
};

struct ServiceRecord {
  std::vector<StationCall> brt_calls;  // of the period, in order of time
  // By Mode: most vehicles in service at once, from loading to the last stop.
  std::array<std::uint32_t, kModeCount> most_vehicles{};
};

}  // namespace mwendo
