#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <osmium/io/any_input.hpp>
#include <osmium/osm.hpp>

#include "network/base/input_error.h"
#include "network/osm/osm_data.h"

namespace mwendo {
namespace {

constexpr const char* kGetAnExtract =
    "give an OpenStreetMap extract as .osm.pbf, .osm, .osm.gz or .osm.bz2";

[[noreturn]] void fail(const std::string& path, const std::string& what,
                       const std::string& what_to_do) {
  throw InputError(
      Problem{.file = path, .line = 0, .column = 0, .what = what, .what_to_do = what_to_do});
}

void check_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) fail(path, "file not found", "check the path");
  if (std::filesystem::is_directory(path, error)) fail(path, "is a directory", kGetAnExtract);
  const auto size = std::filesystem::file_size(path, error);
  if (error) fail(path, "cannot be read: " + error.message(), "check its permissions");
  if (size == 0) fail(path, "file is empty", "download the extract again");
}

OsmTags tags_of(const osmium::OSMObject& object) {
  OsmTags tags;
  for (const osmium::Tag& tag : object.tags()) tags.all.emplace_back(tag.key(), tag.value());
  return tags;
}

void add_way(OsmData& data, const osmium::Way& way) {
  if (!way.tags().has_key("highway")) return;
  OsmWay& read = data.ways.emplace_back();
  read.id = way.id();
  read.tags = tags_of(way);
  for (const osmium::NodeRef& ref : way.nodes()) read.nodes.push_back(ref.ref());
}

void add_restriction(OsmData& data, const osmium::Relation& relation) {
  const OsmTags tags = tags_of(relation);
  if (tags.get("type") != "restriction") return;
  const std::string_view kind =
      tags.first_of({"restriction", "restriction:motorcar", "restriction:motor_vehicle"});
  OsmRestriction read{.id = relation.id()};
  bool simple = kind.starts_with("no_") || kind.starts_with("only_");
  read.only = kind.starts_with("only_");
  for (const osmium::RelationMember& member : relation.members()) {
    const std::string_view role = member.role();
    const bool way = member.type() == osmium::item_type::way;
    // Several froms (no_entry) or a way in between are more than one turn at one node.
    if (role == "from" && (!way || read.from_way != 0)) simple = false;
    if (role == "to" && (!way || read.to_way != 0)) simple = false;
    if (role == "via" && (way || read.via_node != 0)) simple = false;
    if (role == "from") read.from_way = member.ref();
    if (role == "to") read.to_way = member.ref();
    if (role == "via") read.via_node = member.ref();
  }
  if (simple && read.from_way != 0 && read.via_node != 0 && read.to_way != 0)
    data.restrictions.push_back(read);
  else
    ++data.restrictions_not_read;
}

void read_ways(const osmium::io::File& file, OsmData& data) {
  osmium::io::Reader reader(file, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation);
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const osmium::Way& way : buffer.select<osmium::Way>()) add_way(data, way);
    for (const osmium::Relation& r : buffer.select<osmium::Relation>()) add_restriction(data, r);
  }
  reader.close();
}

std::vector<std::int64_t> used_nodes(const OsmData& data) {
  std::vector<std::int64_t> used;
  for (const OsmWay& way : data.ways) used.insert(used.end(), way.nodes.begin(), way.nodes.end());
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  return used;
}

void read_nodes(const osmium::io::File& file, OsmData& data) {
  const std::vector<std::int64_t> used = used_nodes(data);
  osmium::io::Reader reader(file, osmium::osm_entity_bits::node);
  while (const osmium::memory::Buffer buffer = reader.read())
    for (const osmium::Node& node : buffer.select<osmium::Node>()) {
      if (!std::binary_search(used.begin(), used.end(), node.id())) continue;
      if (!node.location().valid()) continue;
      const char* highway = node.tags().get_value_by_key("highway", "");
      const char* crossing = node.tags().get_value_by_key("crossing", "");
      const char* stop = node.tags().get_value_by_key("stop", "");
      const std::string_view kind = highway;
      const bool with_signal = std::string_view(crossing) == "traffic_signals";
      data.nodes.push_back(
          {.id = node.id(),
           .place = {node.location().lon(), node.location().lat()},
           .signal = kind == "traffic_signals" || (kind == "crossing" && with_signal),
           .crossing = kind == "crossing",
           .all_way_stop = kind == "stop" && std::string_view(stop) == "all"});
    }
  reader.close();
  std::sort(data.nodes.begin(), data.nodes.end(),
            [](const OsmNode& a, const OsmNode& b) { return a.id < b.id; });
}

}  // namespace

std::string_view OsmTags::get(std::string_view key) const {
  for (const auto& [k, v] : all)
    if (k == key) return v;
  return {};
}

std::string_view OsmTags::first_of(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys)
    if (const std::string_view value = get(key); !value.empty()) return value;
  return {};
}

const OsmNode* OsmData::find(std::int64_t node) const {
  const auto at = std::lower_bound(nodes.begin(), nodes.end(), node,
                                   [](const OsmNode& n, std::int64_t id) { return n.id < id; });
  return at != nodes.end() && at->id == node ? &*at : nullptr;
}

OsmData read_osm(const std::string& path) {
  check_file(path);
  OsmData data;
  try {
    const osmium::io::File file(path);
    file.check();
    read_ways(file, data);
    read_nodes(file, data);
  } catch (const osmium::xml_error& e) {
    fail(path, fmt::format("is not OpenStreetMap XML: {}", e.what()), kGetAnExtract);
  } catch (const osmium::pbf_error& e) {
    fail(path, fmt::format("is broken or cut off: {}", e.what()), "download the extract again");
  } catch (const osmium::io_error& e) {
    fail(path, fmt::format("cannot be read as OpenStreetMap data: {}", e.what()), kGetAnExtract);
  } catch (const std::runtime_error& e) {
    fail(path, fmt::format("cannot be read as OpenStreetMap data: {}", e.what()), kGetAnExtract);
  }
  if (data.ways.empty())
    fail(path, "holds no way with a highway tag", "take an extract that was not filtered");
  return data;
}

}  // namespace mwendo
