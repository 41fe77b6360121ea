// What the tags of an OpenStreetMap way say about a street.
//
//   const auto street = understand(way.tags, DrivingSide::left);
//   if (street) street->forward.lanes.size();
//
// Understood: highway, junction, oneway (also -1, and for kinds of vehicle), access and the tags of
// the vehicles in vehicle_words.h, lanes (forward, backward, both_ways, psv, bus), lists by lane
// such as vehicle:lanes:forward, busway, maxspeed (forward, backward, units, zones), width,
// sidewalk, cycleway, surface, tracktype, smoothness, incline, bridge, tunnel, layer, name, ref,
// toll, service. Besides, of tables that fill gaps: class:inferred and course:inferred say that the
// class is a guess and that the course is made up. Guarantees: a direction without permissions has
// no lanes; what is guessed is flagged; what is not understood or not used is noted. Limits:
// conditional tags, turn:lanes, limits of size and weight are noted and not used; a painted cycle
// lane is an attribute of the street and not a lane of its own. Source: OpenStreetMap wiki, pages
// Key:lanes, Key:maxspeed, Key:access, Key:oneway, Key:busway.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/assembly/builder.h"
#include "network/osm/osm_data.h"
#include "network/osm/tag_notes.h"

namespace mwendo {

struct StreetDirection {
  std::vector<LaneSpec> lanes;  // kerb first; empty: closed in this direction
  float speed_mps = 0;
  Footway footway = Footway::none;
  Cycleway cycleway = Cycleway::none;
  bool operator==(const StreetDirection&) const = default;
};

struct StreetTags {
  RoadClass road_class = RoadClass::residential;
  LinkFlags flags = 0;
  StreetDirection forward;
  StreetDirection backward;
  float grade = 0;  // along the way
  int layer = 0;
  std::string name;
  bool path = false;  // for walkers or riders only
  bool operator==(const StreetTags&) const = default;
};

// None if the way is no street: under construction, private, a driveway ...
[[nodiscard]] std::optional<StreetTags> understand(const OsmTags& tags, DrivingSide side,
                                                   TagNotes& notes);
[[nodiscard]] std::optional<StreetTags> understand(const OsmTags& tags, DrivingSide side);

// "50", "30 mph", "KE:urban", "walk" -> metres per second; 0 if not understood.
[[nodiscard]] float parse_speed(std::string_view text);

}  // namespace mwendo
