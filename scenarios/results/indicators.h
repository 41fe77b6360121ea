// The indicators: one table with id, unit, definition and source, and their values for a run.
//
//   const auto values = compute_indicators({world, population, results, emissions, &corridor});
//   const double t = value_of(values, "co2e").value_or(0);          // tonnes
//   const auto walk = value_of(values, "mode_share.walk");          // per cent
//
// An indicator that is split has one value for each mode or vehicle class ("person_km.walk").
// A value that does not apply (no BRT in the base) is absent, never zero.
// All values are expanded to the whole population and hold for the simulated period.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/counts/beside.h"
#include "sim/emissions/emissions.h"
#include "sim/population/population.h"
#include "sim/results/run_results.h"
#include "sim/world/world.h"

namespace mwendo {

// Those of counts have values only in runs of cities where vehicles were counted.
enum class Split : std::uint8_t {
  none,
  mode,
  transit_mode,
  vehicle_class,
  count_half,
  count_group_half,
  count_cordon
};
enum class Better : std::uint8_t { neither, lower, higher };

struct Indicator {
  const char* id;
  const char* label;
  const char* unit;
  int decimals;
  Split split;
  Better better;
  const char* definition;
  const char* source;
};

// Every indicator, in the order of tables.
[[nodiscard]] std::span<const Indicator> indicator_table();

struct IndicatorValue {
  std::string id;  // "person_km.walk"
  const Indicator* indicator = nullptr;
  std::optional<double> value;
  std::string currency = {};  // code, of amounts of money
};

// Streets of a corridor, for figures "on the corridor" in worlds that have no BRT yet.
struct Corridor {
  std::vector<std::vector<Point>> lines;
  double reach_m = 150;
  // The longest BRT line in the order of its list of stations. Measures keep the ids of links, so
  // base and alternative have the same.
  std::vector<LinkId> longest;
  double longest_m = 0;  // from its first to its last station
  [[nodiscard]] bool empty() const { return lines.empty(); }
  [[nodiscard]] bool near(Point p) const;
};
// The paths of the BRT lines of a world.
[[nodiscard]] Corridor brt_corridor_of(const World& world);

struct IndicatorInput {
  const World& world;
  const Population& population;
  const RunResults& results;
  const EmissionTallies& emissions;
  const Corridor* corridor = nullptr;
  const BesideCounts* counts = nullptr;  // beside this run
};

[[nodiscard]] std::vector<IndicatorValue> compute_indicators(const IndicatorInput& input);

[[nodiscard]] std::optional<double> value_of(std::span<const IndicatorValue> values,
                                             std::string_view id);
// That of the table; of amounts of money the code of the currency, where it is known.
[[nodiscard]] std::string unit_of(const IndicatorValue& value);
// "Person-km: walk", for tables that people read.
[[nodiscard]] std::string label_of(const IndicatorValue& value);

}  // namespace mwendo
