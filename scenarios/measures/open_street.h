// A street closed to motor vehicles; lines are led round it.
//
//   [[measure]]
//   type = "open_street"
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct OpenStreetMeasure {
  static constexpr const char* kType = "open_street";
  StreetSelection streets = {};
  bool buses_allowed = false;
};

void keys(MeasureKeys& k, OpenStreetMeasure& m);
[[nodiscard]] std::string describe(const OpenStreetMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const OpenStreetMeasure& m,
                              Problems& problems);

}  // namespace mwendo
