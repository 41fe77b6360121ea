// Marked crossings for walkers.
//
//   [[measure]]
//   type = "crossing"
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct CrossingMeasure {
  static constexpr const char* kType = "crossing";
  std::vector<NamedPlace> places = {};
};

void keys(MeasureKeys& k, CrossingMeasure& m);
[[nodiscard]] std::string describe(const CrossingMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const CrossingMeasure& m, Problems& problems);

}  // namespace mwendo
