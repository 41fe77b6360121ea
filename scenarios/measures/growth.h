// People, jobs and vehicles of a horizon year.
//
//   [[measure]]
//   type = "growth"
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/keys.h"

namespace mwendo {

struct GrowthMeasure {
  static constexpr const char* kType = "growth";
  int years = 10;
  double population_percent_year = 4;
  double car_ownership_percent_year = 6;
  double motorcycle_ownership_percent_year = 8;
};

void keys(MeasureKeys& k, GrowthMeasure& m);
[[nodiscard]] std::string describe(const GrowthMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const GrowthMeasure& m, Problems& problems);

}  // namespace mwendo
