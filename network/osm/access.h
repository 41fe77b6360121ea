// Which vehicles and walkers may use a way. Internal to network/osm.
#pragma once

#include <string_view>

#include "network/network.h"
#include "network/osm/osm_data.h"

namespace mwendo::osm {

// Without access tags, by class and value of the highway tag.
[[nodiscard]] Permissions usual_permissions(RoadClass c, std::string_view highway);
// What the access tags leave of the usual permissions, and open: the more special tag wins over the
// more general one.
[[nodiscard]] Permissions permissions_of(const OsmTags& tags, Permissions usual);

}  // namespace mwendo::osm
