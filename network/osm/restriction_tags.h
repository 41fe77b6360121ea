// What a relation says about turns. Internal to network/osm.
//
//   read_restriction(id, members, tags, data.restrictions, data.report);
//
// Understood: type=restriction with restriction=no_*, only_* or the same for a kind of vehicle
// (restriction:hgv), except. Several from or to with one via node are several restrictions. Counted
// and not used: conditions, times, a way in between, unknown kinds, missing members.
// Source: OpenStreetMap wiki, page Relation:restriction.
#pragma once

#include <vector>

#include "network/osm/osm_data.h"
#include "network/osm/osm_objects.h"

namespace mwendo::osm {

void read_restriction(std::int64_t id, const std::vector<RawMember>& members, const RawTags& tags,
                      OsmData& data);

}  // namespace mwendo::osm
