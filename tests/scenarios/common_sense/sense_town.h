// A town of 28 crossings with people, lines and a morning, run as the program runs a scenario.
//
//   SenseTown town;
//   const FinishedRun base = town.run();
//   const FinishedRun closed = town.run({OpenStreetMeasure{.streets = {.names = {"Main
//   Street"}}}}); value(closed, "travel_time_mean")          // min, people and draws are those of
//   the base
//
// Main Street (two lanes each way, signals) runs from west to east, Hill Road across it. All other
// streets have one lane each way. Blocks are 500 m long; most jobs are at the east end. A run is
// the hour from 07:00 at a sample of 0.2 and takes less than a second a day.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/experiments/run_scenario.h"
#include "tests/support/street_flows.h"

namespace mwendo::testing {

struct SenseTownOptions {
  float people = 160000;     // inhabitants; the streets are busy, lines full
  float speed_factor = 1;    // of the free speed of every street
  float headway_factor = 1;  // of all lines
  bool footways = true;      // along Main Street and Hill Road
  int block_m = 500;
  float mean_trip_km = 1.9F;       // long for the town: errands are drawn by jobs alone
  bool prices_of_nairobi = false;  // fares, costs and value of time of its parameters.csv
  int warm_up_min = 0;             // run-in of each day; most bounds were set without one
  std::uint64_t seed = 1;
};

class SenseTown {
 public:
  explicit SenseTown(const SenseTownOptions& options = {});

  // The base, or an alternative whose people start from the settled base.
  [[nodiscard]] FinishedRun run(const std::vector<Measure>& measures = {});
  // What each street carries in the hour of the last day.
  [[nodiscard]] std::vector<StreetFlow> flows(const std::vector<Measure>& measures = {});
  // Another town for the same people, who start from the settled base of this one.
  [[nodiscard]] FinishedRun run_other(const SenseTown& other);

  [[nodiscard]] const PreparedScenario& base() const { return base_; }
  [[nodiscard]] PreparedScenario with(const std::vector<Measure>& measures) const;
  [[nodiscard]] static LonLat place(char node);
  [[nodiscard]] static LonLat place_on(const char* street);  // the middle of "LM"

 private:
  const Experience& settled();

  PreparedScenario base_;
  std::uint64_t seed_;
  std::optional<FinishedRun> base_run_;
};

// The town without options, whose base runs once for all tests of a process.
[[nodiscard]] SenseTown& town();

[[nodiscard]] double value(const FinishedRun& run, std::string_view indicator);

}  // namespace mwendo::testing
