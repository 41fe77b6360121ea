#include "network/osm/highway_classes.h"

#include <algorithm>
#include <array>

namespace mwendo::osm {
namespace {

constexpr std::array kClasses = {
    HighwayClass{"motorway", RoadClass::motorway, false},
    HighwayClass{"motorway_link", RoadClass::motorway, false},
    HighwayClass{"trunk", RoadClass::trunk, false},
    HighwayClass{"trunk_link", RoadClass::trunk, false},
    HighwayClass{"primary", RoadClass::primary, false},
    HighwayClass{"primary_link", RoadClass::primary, false},
    HighwayClass{"secondary", RoadClass::secondary, false},
    HighwayClass{"secondary_link", RoadClass::secondary, false},
    HighwayClass{"tertiary", RoadClass::tertiary, false},
    HighwayClass{"tertiary_link", RoadClass::tertiary, false},
    HighwayClass{"unclassified", RoadClass::residential, false},
    HighwayClass{"residential", RoadClass::residential, false},
    HighwayClass{"living_street", RoadClass::residential, false},
    HighwayClass{"road", RoadClass::residential, false},
    HighwayClass{"service", RoadClass::service, false},
    HighwayClass{"track", RoadClass::unpaved, false},
    HighwayClass{"busway", RoadClass::busway, false},
    HighwayClass{"bus_guideway", RoadClass::busway, false},
    HighwayClass{"cycleway", RoadClass::cycleway, true},
    HighwayClass{"footway", RoadClass::footway, true},
    HighwayClass{"pedestrian", RoadClass::footway, true},
    HighwayClass{"path", RoadClass::footway, true},
    HighwayClass{"steps", RoadClass::footway, true},
};

}  // namespace

const HighwayClass* class_of(std::string_view highway) {
  const auto row = std::find_if(kClasses.begin(), kClasses.end(),
                                [&](const HighwayClass& c) { return c.highway == highway; });
  return row == kClasses.end() ? nullptr : &*row;
}

}  // namespace mwendo::osm
