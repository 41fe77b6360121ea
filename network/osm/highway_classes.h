// Road classes of the values of the highway tag. Internal to network/osm.
#pragma once

#include <string_view>

#include "network/network.h"

namespace mwendo::osm {

struct HighwayClass {
  std::string_view highway;
  RoadClass road_class;
  bool path;  // for walkers or riders only
};

// Null if the value names no street: under construction, a proposal ...
[[nodiscard]] const HighwayClass* class_of(std::string_view highway);

}  // namespace mwendo::osm
