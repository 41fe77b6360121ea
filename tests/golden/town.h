// A town of 28 nodes drawn as text, whose people, lines and measures are listed by name, and a run
// of it from the streets to the indicators.
//
//   const Town town;                              // base
//   const Town brt(Town::brt());                  // with a measure
//   const TownRun run = run_town(brt, 2);         // two threads
//   golden_difference("town-brt.txt", town_text(brt, run));
//
// People and mode constants are those of the base, as in a comparison of scenarios.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/measure.h"
#include "scenarios/results/run_summary.h"
#include "tests/support/ascii_city.h"
#include "tests/support/demand_table.h"

namespace mwendo::testing {

struct Town {
  explicit Town(const std::vector<Measure>& measures = {});

  [[nodiscard]] static Measure brt();          // along Main Street
  [[nodiscard]] static Measure cycle_track();  // along Main Street
  [[nodiscard]] static LonLat place(char node);
  [[nodiscard]] static LonLat place_on(std::string_view street);  // the middle of "LM"

  std::map<std::string, NodeId> nodes;
  std::vector<DemandRow> rows;
  CityWorld base;
  CityWorld world;  // with the measures
};

// What stood where on the last day.
struct TrafficMoment {
  float time_s = 0;
  std::uint64_t hash = 0;
  double vehicles = 0;
};

struct TownRun {
  Population people;
  RunResults results;
  RunSummary summary;
  std::vector<TrafficMoment> moments;
};

[[nodiscard]] TownRun run_town(const Town& town, int threads);

[[nodiscard]] std::string town_text(const Town& town, const TownRun& run);

}  // namespace mwendo::testing
