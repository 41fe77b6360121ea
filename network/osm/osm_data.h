// The streets of an OpenStreetMap file as read, with raw tags.
//
//   const OsmData data = read_osm("nairobi.osm.pbf");
//   for (const OsmWay& way : data.ways) way.tags.get("highway");
//
// Reads .osm.pbf, .osm, .osm.gz and .osm.bz2. Guarantees: ways have a highway tag and come in the
// order of the file; nodes are sorted by id; nodes that are missing from the file are not there.
// Errors: InputError for a missing, empty, truncated or foreign file, and for one without streets.
// Source: libosmium; OpenStreetMap wiki for the meaning of the tags.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "network/projection.h"

namespace mwendo {

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

struct OsmNode {
  std::int64_t id = 0;
  LonLat place;
  bool signal = false;
  bool crossing = false;
  bool all_way_stop = false;
};

struct OsmRestriction {
  std::int64_t id = 0;
  std::int64_t from_way = 0;
  std::int64_t via_node = 0;
  std::int64_t to_way = 0;
  bool only = false;  // only_*: every other turn is forbidden; else this one is
};

struct OsmData {
  std::vector<OsmWay> ways;
  std::vector<OsmNode> nodes;  // sorted by id
  std::vector<OsmRestriction> restrictions;
  std::size_t restrictions_not_read = 0;  // by a way, conditional, or incomplete
  [[nodiscard]] const OsmNode* find(std::int64_t node) const;
};

[[nodiscard]] OsmData read_osm(const std::string& path);

}  // namespace mwendo
