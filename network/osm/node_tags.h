// What the tags of a node say about a street. Internal to network/osm.
//
//   OsmNode node = understand_node(id, tags, barriers);
//
// Understood: highway=traffic_signals, crossing, stop, give_way, mini_roundabout; stop=all, minor;
// direction=forward, backward, both; barrier with its access tags. Who passes a barrier without
// access tags is by its kind. Sources: OpenStreetMap wiki, pages Tag:highway=stop,
// Tag:highway=give_way, Key:direction, Key:barrier.
#pragma once

#include <map>

#include "network/osm/osm_data.h"
#include "network/osm/osm_objects.h"

namespace mwendo::osm {

[[nodiscard]] OsmNode understand_node(std::int64_t id, const RawTags& tags,
                                      std::map<std::int64_t, OsmBarrier>& barriers);

}  // namespace mwendo::osm
