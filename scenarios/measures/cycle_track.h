// A cycle track or a painted lane on each side of a street.
//
//   [[measure]]
//   type = "cycle_track"
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct CycleTrackMeasure {
  static constexpr const char* kType = "cycle_track";
  StreetSelection streets = {};
  bool separated = true;  // a track, else a painted lane
};

void keys(MeasureKeys& k, CycleTrackMeasure& m);
[[nodiscard]] std::string describe(const CycleTrackMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const CycleTrackMeasure& m,
                              Problems& problems);

}  // namespace mwendo
