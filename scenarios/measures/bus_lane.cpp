#include "scenarios/measures/bus_lane.h"

#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_change.h"

namespace mwendo {

void keys(MeasureKeys& k, BusLaneMeasure& m) {
  keys(k, m.streets);
  lanes_from_key(k, m.lanes_from);
  k.truth("minibuses", m.minibuses);
}

std::string describe(const BusLaneMeasure& m) { return "Bus lanes on " + words(m.streets); }

CityWorld apply(const CityWorld& base, const BusLaneMeasure& m, Problems& problems) {
  const auto lane = static_cast<Permissions>(kBus | (m.minibuses ? kMinibus : 0) | kBicycle);
  const StreetWork work{.subject = "bus lane",
                        .what = describe(m),
                        .why_not =
                            "the streets have one lane of general traffic only, or are "
                            "motorways"};
  return change_streets(base, m.streets, kBus, problems, work, [&](LinkSpec& link) {
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

}  // namespace mwendo
