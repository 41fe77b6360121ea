// Sidewalks, or ways apart from the carriageway, that take walkers off it.
//
//   [[measure]]
//   type = "walkway"
//   streets = ["Juja Road"]
//
// Where a street has no built footway yet:
//  - a minute on foot beside a tertiary or higher street is felt as 1 instead of 1.2
//    (network/walking/active_graph.h), so more people walk, and walks move to the street;
//  - kerb-side friction falls by friction_removed: walkers leave the carriageway.
// Streets with a sidewalk change neither; a way apart from the carriageway is felt like a sidewalk.
// Motorways stay as they are. If nothing changes, reports and commands say so (kNoEffectSubject).
// Limits: walks to and from stops are straight lines times a detour; no street shortens them.
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
