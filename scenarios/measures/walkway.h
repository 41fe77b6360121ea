// Sidewalks, or ways apart from the carriageway, that take walkers off it.
//
//   [[measure]]
//   type = "walkway"
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct WalkwayMeasure {
  static constexpr const char* kType = "walkway";
  StreetSelection streets = {};
  bool separate = false;          // apart from the carriageway, else a raised sidewalk
  double friction_removed = 0.5;  // share of kerb-side friction that walkers caused; assumption
};

void keys(MeasureKeys& k, WalkwayMeasure& m);
[[nodiscard]] std::string describe(const WalkwayMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const WalkwayMeasure& m, Problems& problems);

}  // namespace mwendo
