// A lane next to the kerb for buses and, if they may, minibuses.
//
//   [[measure]]
//   type = "bus_lane"
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct BusLaneMeasure {
  static constexpr const char* kType = "bus_lane";
  StreetSelection streets = {};
  LanesFrom lanes_from = LanesFrom::general;
  bool minibuses = true;
};

void keys(MeasureKeys& k, BusLaneMeasure& m);
[[nodiscard]] std::string describe(const BusLaneMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const BusLaneMeasure& m, Problems& problems);

}  // namespace mwendo
