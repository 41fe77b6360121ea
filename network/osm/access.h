// Which vehicles and walkers may use a way. Internal to network/osm.
#pragma once

#include <string_view>

#include "network/network.h"
#include "network/osm/osm_data.h"
#include "network/osm/tag_notes.h"

namespace mwendo::osm {

// Without access tags, by class and value of the highway tag.
[[nodiscard]] Permissions usual_permissions(RoadClass c, std::string_view highway);
// What the access tags leave of the usual permissions, and open: the more special tag wins over the
// more general one.
[[nodiscard]] Permissions permissions_of(const OsmTags& tags, Permissions usual, TagNotes& notes);

// Values of access tags. Some are neither: unknown, or for nobody of this model.
[[nodiscard]] bool closes_access(std::string_view value);
[[nodiscard]] bool opens_access(std::string_view value);

}  // namespace mwendo::osm
