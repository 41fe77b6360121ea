// Two hours of a city for benchmark_streets: options, the run, what it left behind.
#pragma once

#include <string>
#include <vector>

#include "scenarios/experiments/run_scenario.h"

namespace mwendo {

struct StreetsOptions {
  std::string city;
  double sample = 0.02;
  int days = 1;
  std::uint64_t seed = 1;
  double demand = 1;       // all trips of people
  double cars = 1;         // trips as driver or passenger of a car
  double motorcycles = 1;  // trips by motorcycle, own or hired
  double minibuses = 1;    // departures of minibuses and buses
  std::size_t heads = 10;  // to print
  double to_h = 8.5;
  double warm_up_min = 150;
};

struct StreetsDay {
  double last_kmh = 0;  // motor vehicles in the last quarter of an hour
  double arrived = 0;   // persons at the end of the period
};

struct StreetsRun {
  PreparedScenario base;
  FinishedRun run;
  Tallies tallies;  // at the end of the period; later vehicles are not in them
  std::vector<StreetsDay> days;
};

// Throws InputError for wrong use.
[[nodiscard]] StreetsOptions read_streets_options(const std::vector<std::string>& args);
[[nodiscard]] StreetsRun run_streets(const StreetsOptions& options);

}  // namespace mwendo
