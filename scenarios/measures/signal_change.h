// Another control of junctions.
//
//   [[measure]]
//   type = "signal_change"
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct SignalChangeMeasure {
  static constexpr const char* kType = "signal_change";
  std::vector<NamedPlace> junctions = {};
  JunctionControl control = JunctionControl::signal;
  float cycle_s = 0;  // 0: as before or default
  bool bus_priority = false;
};

void keys(MeasureKeys& k, SignalChangeMeasure& m);
[[nodiscard]] std::string describe(const SignalChangeMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const SignalChangeMeasure& m,
                              Problems& problems);

}  // namespace mwendo
