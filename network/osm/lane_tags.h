// Lanes of a way by its tags: how many, how wide, which are reserved. Internal to network/osm.
#pragma once

#include "network/osm/street_tags.h"

namespace mwendo::osm {

// What is known of a way before its lanes are read.
struct WayShape {
  DrivingSide side = DrivingSide::left;
  Permissions allowed = 0;
  bool is_link = false;  // highway=*_link: a slip road
  bool one_way = false;
  bool forward = true;  // of a one-way street: along the way
};

// Fills the lanes of both directions. A number of lanes that is guessed is flagged kAssumedLanes.
void read_lanes(const OsmTags& tags, const WayShape& shape, StreetTags& street, TagNotes& notes);

}  // namespace mwendo::osm
