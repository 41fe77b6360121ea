#include "scenarios/measures/walkway.h"

#include "scenarios/measures/street_change.h"

namespace mwendo {

void keys(MeasureKeys& k, WalkwayMeasure& m) {
  keys(k, m.streets);
  k.truth("separate", m.separate);
  k.number("friction_removed", m.friction_removed, kShare);
}

std::string describe(const WalkwayMeasure& m) { return "Walkways along " + words(m.streets); }

CityWorld apply(const CityWorld& base, const WalkwayMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  if (m.friction_removed < 0 || m.friction_removed > 1) {
    problems.add({.file = {},
                  .what = "walkway: friction_removed outside [0, 1]",
                  .what_to_do = "use a share"});
  }
  if (problems.all().size() > before) return base;
  const Footway wanted = m.separate ? Footway::separate : Footway::sidewalk;
  const StreetWork work{.subject = "walkway",
                        .what = describe(m),
                        .why_not = "the streets have footways already, or are motorways"};
  return change_streets(base, m.streets, kBicycle, problems, work, [&](LinkSpec& link) {
    if (link.footway >= wanted || link.road_class == RoadClass::motorway) return false;
    const bool had_none = link.footway < Footway::sidewalk;
    link.footway = wanted;
    if (had_none) link.friction *= static_cast<float>(1 - m.friction_removed);
    return had_none;
  });
}

}  // namespace mwendo
