// Measures on the lanes and sides of streets: bus lanes, cycle tracks, walkways, crossings.
#include <fmt/format.h>

#include <algorithm>

#include "network/spatial_index.h"
#include "scenarios/measures/measure.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {
namespace {

double total_length(const Network& net, const std::vector<LinkId>& links) {
  double sum = 0;
  for (const LinkId l : links) sum += static_cast<double>(net.link.length_m[l]);
  return sum;
}

// Applies `change` to the specification of every chosen link.
template <class Change>
CityWorld changed(const CityWorld& base, const StreetSelection& streets, Permissions who,
              Problems& problems, const std::string& subject, Change&& change) {
  const std::size_t before = problems.all().size();
  const auto links = select_links(base, streets, who, problems);
  if (problems.all().size() > before) return base;
  CityWorld world = base;
  NetworkEdit edit(base.network);
  double changed_m = 0;
  for (const LinkId l : links) {
    if (change(edit.link(l))) changed_m += static_cast<double>(base.network.link.length_m[l]);
  }
  world.network = edit.build();
  world.assumptions.push_back(
      {subject,
       fmt::format("Metres of street directions changed, of {:.0f} m chosen.",
                   total_length(base.network, links)),
       changed_m, "scenario"});
  return world;
}

}  // namespace

CityWorld apply(const CityWorld& base, const BusLaneMeasure& m, Problems& problems) {
  const auto lane = static_cast<Permissions>(kBus | (m.minibuses ? kMinibus : 0) | kBicycle);
  return changed(base, m.streets, kBus, problems, "bus lane", [&](LinkSpec& link) {
    if (link.road_class == RoadClass::motorway) return false;
    const bool take = m.lanes_from == LanesFrom::general;
    if (take && general_lanes(link) < 2) return false;
    if (take) {
      link.lane_specs.front().permissions = lane;
    } else {
      link.lane_specs.insert(link.lane_specs.begin(), LaneSpec{lane, kNewLaneWidth});
    }
    return true;
  });
}

CityWorld apply(const CityWorld& base, const CycleTrackMeasure& m, Problems& problems) {
  const Cycleway wanted = m.separated ? Cycleway::track : Cycleway::lane;
  return changed(base, m.streets, kBicycle, problems, "cycle track", [&](LinkSpec& link) {
    if (link.cycleway >= wanted || link.road_class == RoadClass::motorway) return false;
    link.cycleway = wanted;
    return true;
  });
}

CityWorld apply(const CityWorld& base, const WalkwayMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  if (m.friction_removed < 0 || m.friction_removed > 1) {
    problems.add({.file = {}, .what = "walkway: friction_removed outside [0, 1]",
                  .what_to_do = "use a share"});
  }
  if (problems.all().size() > before) return base;
  const Footway wanted = m.separate ? Footway::separate : Footway::sidewalk;
  return changed(base, m.streets, kBicycle, problems, "walkway", [&](LinkSpec& link) {
    if (link.footway >= wanted || link.road_class == RoadClass::motorway) return false;
    link.footway = wanted;
    link.friction *= static_cast<float>(1 - m.friction_removed);
    return true;
  });
}

CityWorld apply(const CityWorld& base, const CrossingMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  std::vector<LonLat> places;
  for (const NamedPlace& p : m.places) places.push_back(p.place);
  const auto points = to_metres(base, places, problems);
  if (problems.all().size() > before) return base;
  const LinkIndex index(base.network);
  NetworkEdit edit(base.network);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto near = index.nearest(points[i], 300, [&](LinkId l) {
      return base.network.link.road_class[l] != RoadClass::motorway;
    });
    if (!near) {
      problems.add({.file = {},
                    .what = "crossing '" + m.places[i].name + "' is farther than 300 m from every "
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
