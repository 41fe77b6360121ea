// Collects values for the rows of the indicator table; used by the computing files of this folder.
#pragma once

#include <array>
#include <map>
#include <string>

#include "scenarios/results/indicators.h"

namespace mwendo {

class IndicatorSink {
 public:
  explicit IndicatorSink(std::string currency = {}) : currency_(std::move(currency)) {}
  void set(const std::string& id, double value) { values_[id] = value; }
  template <class Kind>
  void set(const std::string& id, Kind kind, double value) {
    values_[id + "." + name_of(kind)] = value;
  }
  // A ratio, absent where there is nothing to divide by.
  template <class... Kind>
  void set_ratio(const std::string& id, double above, double below, Kind... kind) {
    if (below > 0) set(id, kind..., above / below);
  }
  [[nodiscard]] std::vector<IndicatorValue> in_table_order() const;

 private:
  std::string currency_;
  std::map<std::string, double> values_;
};

void add_trip_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_traffic_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_transit_indicators(const IndicatorInput& input, IndicatorSink& sink);
// Minibus speed on the corridor; 0: none.
void add_corridor_times(const IndicatorInput& input, double minibus_kmh, IndicatorSink& sink);
void set_longest(const World& world, Corridor& corridor);
void add_operator_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_emission_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_access_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_reaction_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_quality_indicators(const IndicatorInput& input, IndicatorSink& sink);
void add_count_indicators(const IndicatorInput& input, IndicatorSink& sink);

}  // namespace mwendo
