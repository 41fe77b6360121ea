// The objects of an OpenStreetMap file as they pass by. Internal to network/osm.
//
//   class Sink : public OsmSink { void way(const OsmHead&, const OsmRefs&, const RawTags&) ... };
//   read_pbf("nairobi.osm.pbf", kOsmWays | kOsmRelations, sink);
//   read_osm_xml("nairobi.osm.gz", kOsmNodes, sink);
//
// Guarantees: no size, index or number of a damaged file leads out of its memory. Texts are UTF-8
// without control characters. Views are valid during the call only.
// Errors: InputError with file and place: block and byte of a PBF file, line and column of XML.
// Sources: OpenStreetMap wiki, pages PBF Format, OSM XML, OsmChange, JOSM file format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "network/projection.h"

namespace mwendo::osm {

using RawTags = std::vector<std::pair<std::string_view, std::string_view>>;

struct OsmHead {
  std::int64_t id = 0;
  std::int64_t version = 0;
  bool deleted = false;  // action=delete, visible=false, or in a section <delete>
};

struct RawNode {
  OsmHead head;
  LonLat place;
  bool placed = false;  // on the globe
};

enum class MemberKind : std::uint8_t { node, way, relation };

struct RawMember {
  MemberKind kind = MemberKind::node;
  std::int64_t ref = 0;
  std::string_view role;
};

using OsmParts = unsigned;
inline constexpr OsmParts kOsmNodes = 1U << 0U;
inline constexpr OsmParts kOsmWays = 1U << 1U;
inline constexpr OsmParts kOsmRelations = 1U << 2U;

class OsmSink {
 public:
  virtual ~OsmSink() = default;
  // Whether the tags and the place of a node are wanted.
  [[nodiscard]] virtual bool wants_node(std::int64_t id) const = 0;
  virtual void node(const RawNode& node, const RawTags& tags) = 0;
  virtual void way(const OsmHead& head, const std::vector<std::int64_t>& nodes,
                   const RawTags& tags) = 0;
  virtual void relation(const OsmHead& head, const std::vector<RawMember>& members,
                        const RawTags& tags) = 0;
};

void read_pbf(const std::string& path, OsmParts parts, OsmSink& sink);
void read_osm_xml(const std::string& path, OsmParts parts, OsmSink& sink);

[[nodiscard]] inline bool on_globe(LonLat p) {
  return p.lon >= -180 && p.lon <= 180 && p.lat >= -90 && p.lat <= 90;
}

}  // namespace mwendo::osm
