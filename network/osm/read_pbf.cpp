// Objects of the blocks of a PBF file.
#include <limits>
#include <protozero/pbf_reader.hpp>

#include "network/osm/osm_objects.h"
#include "network/osm/pbf_fields.h"
#include "network/osm/pbf_file.h"
#include "network/osm/text_check.h"

namespace mwendo::osm {
namespace {

using protozero::pbf_reader;
using Numbers = protozero::iterator_range<pbf_reader::const_uint32_iterator>;
using Deltas = protozero::iterator_range<pbf_reader::const_sint64_iterator>;

// Sums of damaged deltas may pass the last number: they wrap round.
std::int64_t plus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

class Block {
 public:
  Block(const PbfFile& file, OsmParts parts, OsmSink& sink)
      : file_(file), parts_(parts), sink_(sink) {}

  void read() {
    const std::string_view data = file_.block();
    std::vector<protozero::data_view> groups;
    pbf_reader reader(data.data(), data.size());
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case bytes_field(1): read_texts(reader.get_message()); break;
        case bytes_field(2): groups.push_back(reader.get_view()); break;
        case number_field(17): granularity_ = reader.get_int32(); break;
        case number_field(19): lat_offset_ = reader.get_int64(); break;
        case number_field(20): lon_offset_ = reader.get_int64(); break;
        default: reader.skip();
      }
    }
    for (const protozero::data_view& group : groups) read_group(pbf_reader(group));
  }

 private:
  void read_texts(pbf_reader reader) {
    while (reader.next()) {
      if (reader.tag_and_type() != bytes_field(1)) {
        reader.skip();
        continue;
      }
      const auto view = reader.get_view();
      texts_.emplace_back(view.data(), view.size());
      if (!is_plain_text(texts_.back())) file_.fail("a text is no UTF-8");
    }
  }

  void read_group(pbf_reader reader) {
    while (reader.next()) {
      const auto field = reader.tag_and_type();
      if (field == bytes_field(1) && (parts_ & kOsmNodes) != 0)
        read_node(reader.get_message());
      else if (field == bytes_field(2) && (parts_ & kOsmNodes) != 0)
        read_dense(reader.get_message());
      else if (field == bytes_field(3) && (parts_ & kOsmWays) != 0)
        read_way(reader.get_message());
      else if (field == bytes_field(4) && (parts_ & kOsmRelations) != 0)
        read_relation(reader.get_message());
      else
        reader.skip();
    }
  }

  [[nodiscard]] std::string_view text(std::uint64_t index) const {
    if (index >= texts_.size()) file_.fail("the number of a text is out of range");
    return texts_[index];
  }

  void read_tags(Numbers keys, Numbers values) {
    tags_.clear();
    while (!keys.empty() && !values.empty()) {
      tags_.emplace_back(text(keys.front()), text(values.front()));
      keys.drop_front();
      values.drop_front();
    }
    if (!keys.empty() || !values.empty()) file_.fail("a tag has no value");
  }

  static void read_info(pbf_reader info, OsmHead& head) {
    while (info.next()) {
      switch (info.tag_and_type()) {
        case number_field(1): head.version = info.get_int32(); break;
        case number_field(6): head.deleted = !info.get_bool(); break;
        default: info.skip();
      }
    }
  }

  // Coordinates are in units of granularity nanodegrees.
  [[nodiscard]] double degrees(std::int64_t offset, std::int64_t value) const {
    return 1e-9 * (static_cast<double>(offset) +
                   static_cast<double>(granularity_) * static_cast<double>(value));
  }

  void give_node(const OsmHead& head, std::int64_t lat, std::int64_t lon) {
    RawNode node{head, {degrees(lon_offset_, lon), degrees(lat_offset_, lat)}, false};
    node.placed = on_globe(node.place);
    sink_.node(node, tags_);
  }

  void read_node(pbf_reader reader) {
    OsmHead head;
    Numbers keys;
    Numbers values;
    std::int64_t lat = 0;
    std::int64_t lon = 0;
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case number_field(1): head.id = reader.get_sint64(); break;
        case bytes_field(2): keys = reader.get_packed_uint32(); break;
        case bytes_field(3): values = reader.get_packed_uint32(); break;
        case bytes_field(4): read_info(reader.get_message(), head); break;
        case number_field(8): lat = reader.get_sint64(); break;
        case number_field(9): lon = reader.get_sint64(); break;
        default: reader.skip();
      }
    }
    if (!sink_.wants_node(head.id)) return;
    read_tags(keys, values);
    give_node(head, lat, lon);
  }

  struct Dense {
    Deltas ids;
    Deltas lats;
    Deltas lons;
    protozero::iterator_range<pbf_reader::const_int32_iterator> versions;
    protozero::iterator_range<pbf_reader::const_bool_iterator> visible;
    Numbers tags;
  };

  static void read_dense_info(pbf_reader info, Dense& dense) {
    while (info.next()) {
      switch (info.tag_and_type()) {
        case bytes_field(1): dense.versions = info.get_packed_int32(); break;
        case bytes_field(6): dense.visible = info.get_packed_bool(); break;
        default: info.skip();
      }
    }
  }

  template <class Range>
  auto take(Range& range) {
    if (range.empty()) file_.fail("a node has no value");
    const auto value = range.front();
    range.drop_front();
    return value;
  }

  void read_dense(pbf_reader reader) {
    Dense dense;
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case bytes_field(1): dense.ids = reader.get_packed_sint64(); break;
        case bytes_field(5): read_dense_info(reader.get_message(), dense); break;
        case bytes_field(8): dense.lats = reader.get_packed_sint64(); break;
        case bytes_field(9): dense.lons = reader.get_packed_sint64(); break;
        case bytes_field(10): dense.tags = reader.get_packed_uint32(); break;
        default: reader.skip();
      }
    }
    give_dense(dense);
  }

  void give_dense(Dense& dense) {
    OsmHead head;
    std::int64_t lat = 0;
    std::int64_t lon = 0;
    const bool with_versions = !dense.versions.empty();
    const bool with_visible = !dense.visible.empty();
    while (!dense.ids.empty()) {
      head.id = plus(head.id, take(dense.ids));
      lat = plus(lat, take(dense.lats));
      lon = plus(lon, take(dense.lons));
      if (with_versions) head.version = take(dense.versions);
      if (with_visible) head.deleted = !take(dense.visible);
      read_dense_tags(dense.tags);
      if (sink_.wants_node(head.id)) give_node(head, lat, lon);
    }
    if (!dense.lats.empty() || !dense.lons.empty() || !dense.tags.empty())
      file_.fail("a value belongs to no node");
  }

  // Keys and values in turn; a zero ends the tags of a node.
  void read_dense_tags(Numbers& tags) {
    tags_.clear();
    while (!tags.empty()) {
      const std::uint32_t key = take(tags);
      if (key == 0) return;
      tags_.emplace_back(text(key), text(take(tags)));
    }
  }

  void read_way(pbf_reader reader) {
    OsmHead head;
    Numbers keys;
    Numbers values;
    Deltas refs;
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case number_field(1): head.id = reader.get_int64(); break;
        case bytes_field(2): keys = reader.get_packed_uint32(); break;
        case bytes_field(3): values = reader.get_packed_uint32(); break;
        case bytes_field(4): read_info(reader.get_message(), head); break;
        case bytes_field(8): refs = reader.get_packed_sint64(); break;
        default: reader.skip();
      }
    }
    read_tags(keys, values);
    nodes_.clear();
    std::int64_t ref = 0;
    for (const std::int64_t step : refs) nodes_.push_back(ref = plus(ref, step));
    sink_.way(head, nodes_, tags_);
  }

  void read_relation(pbf_reader reader) {
    OsmHead head;
    Numbers keys;
    Numbers values;
    Numbers roles;
    Deltas refs;
    Numbers kinds;
    while (reader.next()) {
      switch (reader.tag_and_type()) {
        case number_field(1): head.id = reader.get_int64(); break;
        case bytes_field(2): keys = reader.get_packed_uint32(); break;
        case bytes_field(3): values = reader.get_packed_uint32(); break;
        case bytes_field(4): read_info(reader.get_message(), head); break;
        case bytes_field(8): roles = reader.get_packed_uint32(); break;
        case bytes_field(9): refs = reader.get_packed_sint64(); break;
        case bytes_field(10): kinds = reader.get_packed_uint32(); break;
        default: reader.skip();
      }
    }
    read_tags(keys, values);
    read_members(roles, refs, kinds);
    sink_.relation(head, members_, tags_);
  }

  void read_members(Numbers roles, Deltas refs, Numbers kinds) {
    members_.clear();
    std::int64_t ref = 0;
    while (!refs.empty()) {
      ref = plus(ref, take(refs));
      const std::uint32_t kind = take(kinds);
      if (kind > 2) file_.fail("the kind of a member is unknown");
      members_.push_back({static_cast<MemberKind>(kind), ref, text(take(roles))});
    }
    if (!roles.empty() || !kinds.empty()) file_.fail("a role belongs to no member");
  }

  const PbfFile& file_;
  OsmParts parts_;
  OsmSink& sink_;
  std::vector<std::string_view> texts_;
  std::int64_t granularity_ = 100;  // nanodegrees, default of the format
  std::int64_t lat_offset_ = 0;
  std::int64_t lon_offset_ = 0;
  RawTags tags_;
  std::vector<std::int64_t> nodes_;
  std::vector<RawMember> members_;
};

}  // namespace

void read_pbf(const std::string& path, OsmParts parts, OsmSink& sink) {
  PbfFile file(path);
  while (file.next()) {
    try {
      Block(file, parts, sink).read();
    } catch (const protozero::exception& e) {
      file.fail(e.what());
    }
  }
}

}  // namespace mwendo::osm
