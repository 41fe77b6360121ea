#include "scenarios/measures/crossing.h"

#include "network/spatial_index.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {

void keys(MeasureKeys& k, CrossingMeasure& m) {
  k.places("places", m.places);
  k.require(!m.places.empty(), "places", "no places are named", "add [[measure.places]]");
}

std::string describe(const CrossingMeasure& m) { return "Crossings at " + words(m.places); }

CityWorld apply(const CityWorld& base, const CrossingMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  const auto points = to_metres(base, m.places, problems);
  if (problems.all().size() > before) return base;
  const LinkIndex index(base.network);
  NetworkEdit edit(base.network);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto near = index.nearest(points[i], 300, [&](LinkId l) {
      return base.network.link.road_class[l] != RoadClass::motorway;
    });
    if (!near) {
      problems.add({.file = {},
                    .what = "crossing '" + m.places[i].name +
                            "' is farther than 300 m from every "
                            "street",
                    .what_to_do = "move it onto a street; longitude comes first"});
      continue;
    }
    edit.link(near->link).flags |= kCrossing;
    const LinkId other = base.network.link.reverse[near->link];
    if (other.valid()) edit.link(other).flags |= kCrossing;
  }
  if (problems.all().size() > before) return base;
  CityWorld world = base;
  world.network = edit.build();
  world.assumptions.push_back(
      {"crossing", "Marked crossings added.", static_cast<double>(points.size()), "scenario"});
  return world;
}

}  // namespace mwendo
