// Footways and cycleways beside a way, by its tags. Internal to network/osm.
#pragma once

#include <string>

#include "network/osm/street_tags.h"

namespace mwendo::osm {

// On one side of the way ("left" or "right") or, if `other` is given, the better of both.
[[nodiscard]] Footway footway_of(const OsmTags& tags, const StreetTags& street,
                                 const std::string& which, const char* other);
[[nodiscard]] Cycleway cycleway_of(const OsmTags& tags, const StreetTags& street,
                                   const std::string& which, const char* other);

}  // namespace mwendo::osm
