// Other vehicles on the lines of some modes.
//
//   [[measure]]
//   type = "fleet_change"
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct FleetChangeMeasure {
  static constexpr const char* kType = "fleet_change";
  std::vector<Mode> modes = {};  // lines of these modes
  Powertrain powertrain = Powertrain::battery_electric;
  std::uint16_t capacity = 0;  // 0: as before
};

void keys(MeasureKeys& k, FleetChangeMeasure& m);
[[nodiscard]] std::string describe(const FleetChangeMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const FleetChangeMeasure& m,
                              Problems& problems);

}  // namespace mwendo
