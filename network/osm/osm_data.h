// The streets of an OpenStreetMap file as read, with raw tags.
//
//   const OsmData data = read_osm("nairobi.osm.pbf");
//   for (const OsmWay& way : data.ways) way.tags.get("highway");
//
// Reads .osm.pbf, .osm, .osm.gz and .osm.bz2, also files of editors, changes and histories.
// Guarantees: ways have a highway tag and come in the order of the file; nodes are sorted by id;
// nodes that are missing from the file are not there. Each object is there once, in its last
// version; what is deleted is not there. What was left out is counted in `report`.
// Errors: InputError for a missing, empty, damaged or foreign file, and for one without streets.
// Source: OpenStreetMap wiki for the meaning of the tags.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "network/assembly/builder.h"
#include "network/projection.h"

namespace mwendo {

inline constexpr Permissions kEveryVehicle = kMotor | kBicycle;

struct OsmTags {
  std::vector<std::pair<std::string, std::string>> all;
  // Empty if there is no such tag.
  [[nodiscard]] std::string_view get(std::string_view key) const;
  // The first of several keys that is there.
  [[nodiscard]] std::string_view first_of(std::initializer_list<std::string_view> keys) const;
};

struct OsmWay {
  std::int64_t id = 0;
  std::vector<std::int64_t> nodes;
  OsmTags tags;
};

// A sign that tells drivers to give way at the next junction.
enum class OsmSign : std::uint8_t { none, give_way, stop, all_way_stop, minor_stop };
// For whom: who drives along the way of the node, against it, or who is nearest to a junction.
enum class OsmFacing : std::uint8_t { nearest, forward, backward, both };

struct OsmNode {
  std::int64_t id = 0;
  LonLat place;
  bool signal = false;
  bool crossing = false;
  bool mini_roundabout = false;
  OsmSign sign = OsmSign::none;
  OsmFacing facing = OsmFacing::nearest;
  bool barrier = false;  // see OsmData::barriers
};

struct OsmBarrier {
  Permissions closed_to = 0;
  std::string text;      // barrier=bollard
  bool assumed = false;  // no tag says who passes
};

struct OsmRestriction {
  std::int64_t id = 0;
  std::int64_t from_way = 0;
  std::int64_t via_node = 0;
  std::int64_t to_way = 0;
  bool only = false;                  // only_*: every other turn is forbidden; else this one is
  Permissions bound = kEveryVehicle;  // those whom it forbids something
};

struct OsmData {
  std::vector<OsmWay> ways;
  std::vector<OsmNode> nodes;  // sorted by id
  std::vector<OsmRestriction> restrictions;
  std::map<std::int64_t, OsmBarrier> barriers;  // by node
  BuildReport report;                           // what was not understood or left out
  [[nodiscard]] const OsmNode* find(std::int64_t node) const;
};

[[nodiscard]] OsmData read_osm(const std::string& path);

}  // namespace mwendo
