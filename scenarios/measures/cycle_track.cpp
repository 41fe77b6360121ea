#include "scenarios/measures/cycle_track.h"

#include "scenarios/measures/street_change.h"

namespace mwendo {

void keys(MeasureKeys& k, CycleTrackMeasure& m) {
  keys(k, m.streets);
  k.truth("separated", m.separated);
}

std::string describe(const CycleTrackMeasure& m) {
  return (m.separated ? "Cycle tracks along " : "Cycle lanes along ") + words(m.streets);
}

CityWorld apply(const CityWorld& base, const CycleTrackMeasure& m, Problems& problems) {
  const Cycleway wanted = m.separated ? Cycleway::track : Cycleway::lane;
  const StreetWork work{.subject = "cycle track",
                        .what = describe(m),
                        .why_not = "the streets have them already, or are motorways"};
  return change_streets(base, m.streets, kBicycle, problems, work, [&](LinkSpec& link) {
    if (link.cycleway >= wanted || link.road_class == RoadClass::motorway) return false;
    link.cycleway = wanted;
    return true;
  });
}

}  // namespace mwendo
