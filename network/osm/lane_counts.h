// How many lanes a way has by direction. Internal to network/osm.
//
//   const LaneCounts n = count_lanes(tags, shape, usual, notes);   // n.own, n.other
//
// Sources: OpenStreetMap wiki, pages Key:lanes, Key:oneway:bus, Key:busway.
#pragma once

#include <string>

#include "network/osm/lane_tags.h"
#include "network/osm/tag_notes.h"

namespace mwendo::osm {

struct LaneCounts {
  int own = 0;          // along the traffic of a one-way street, else forward
  int other = 0;        // against it, else backward
  bool guessed = true;  // no tag gives a number
};

// Vehicles that may go against a one-way street; none on other streets.
[[nodiscard]] Permissions against_one_way(const OsmTags& tags, const WayShape& shape);
// Keys of the directions: ":forward" and ":backward".
[[nodiscard]] const char* own_suffix(const WayShape& shape);
[[nodiscard]] const char* other_suffix(const WayShape& shape);
// Lanes in the longest list such as bus:lanes:forward=no|designated, without cycle lanes.
[[nodiscard]] int lanes_in_lists(const OsmTags& tags, const std::string& suffix);
// Lanes for buses alone by lanes:bus or lanes:psv.
[[nodiscard]] int counted_bus_lanes(const OsmTags& tags, const std::string& suffix);

[[nodiscard]] LaneCounts count_lanes(const OsmTags& tags, const WayShape& shape, int usual,
                                     TagNotes& notes);

}  // namespace mwendo::osm
