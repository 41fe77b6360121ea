// Lines that go or run at another headway.
//
//   [[measure]]
//   type = "route_change"
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct RouteChangeMeasure {
  static constexpr const char* kType = "route_change";
  std::vector<std::string> lines = {};  // short names; both directions
  bool withdraw = false;
  float peak_headway_s = 0;  // 0: as before
  float offpeak_headway_s = 0;
};

void keys(MeasureKeys& k, RouteChangeMeasure& m);
[[nodiscard]] std::string describe(const RouteChangeMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const RouteChangeMeasure& m,
                              Problems& problems);

}  // namespace mwendo
