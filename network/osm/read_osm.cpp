#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <unordered_map>

#include "network/base/input_error.h"
#include "network/osm/node_tags.h"
#include "network/osm/osm_data.h"
#include "network/osm/osm_objects.h"
#include "network/osm/restriction_tags.h"

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

bool is_pbf(std::string_view path) { return path.ends_with(".pbf"); }

bool is_xml(std::string_view path) {
  for (const std::string_view packed : {".gz", ".bz2"})
    if (path.ends_with(packed)) path.remove_suffix(packed.size());
  return path.ends_with(".osm") || path.ends_with(".osh") || path.ends_with(".osc") ||
         path.ends_with(".xml");
}

void read(const std::string& path, osm::OsmParts parts, osm::OsmSink& sink) {
  if (is_pbf(path)) return osm::read_pbf(path, parts, sink);
  if (is_xml(path)) return osm::read_osm_xml(path, parts, sink);
  fail(path, "its name ends like no OpenStreetMap file", kGetAnExtract);
}

// The last version of each object counts. Histories have all; merged files some objects twice.
class Versions {
 public:
  // Whether this version replaces what came before.
  bool is_newer(const osm::OsmHead& head) {
    const auto [at, first] = last_.emplace(head.id, head.version);
    if (first) return true;
    ++older_;
    if (head.version < at->second) return false;
    at->second = head.version;
    return true;
  }
  [[nodiscard]] std::size_t older() const { return older_; }

 private:
  std::unordered_map<std::int64_t, std::int64_t> last_;
  std::size_t older_ = 0;
};

class StreetSink final : public osm::OsmSink {
 public:
  explicit StreetSink(OsmData& data) : data_(data) {}

  // Nodes that the ways do not use are skipped.
  void find_used_nodes() {
    std::vector<std::int64_t>& used = used_;
    for (const OsmWay& way : data_.ways)
      used.insert(used.end(), way.nodes.begin(), way.nodes.end());
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    data_.nodes.reserve(used.size());
  }

  [[nodiscard]] bool wants_node(std::int64_t id) const override {
    return std::binary_search(used_.begin(), used_.end(), id);
  }

  void node(const osm::RawNode& node, const osm::RawTags& tags) override {
    if (node.head.deleted) count_deleted("node", node.head.id);
    if (!node.placed && !node.head.deleted)
      data_.report.add("nodes without a place, left out", fmt::format("node {}", node.head.id));
    OsmNode read = osm::understand_node(node.head.id, tags, data_.barriers);
    read.place = node.place;
    nodes_.push_back({node.head.version, node.placed && !node.head.deleted, read});
  }

  void way(const osm::OsmHead& head, const std::vector<std::int64_t>& nodes,
           const osm::RawTags& tags) override {
    const bool street = std::any_of(tags.begin(), tags.end(),
                                    [](const auto& tag) { return tag.first == "highway"; });
    if (head.deleted) count_deleted("way", head.id);
    if (!versions_.is_newer(head)) return;
    const auto before = place_.find(head.id);
    if (before != place_.end()) data_.ways[before->second].nodes.clear();
    if (!street || head.deleted) return;
    place_[head.id] = data_.ways.size();
    OsmWay& read = data_.ways.emplace_back();
    read.id = head.id;
    read.nodes = nodes;
    for (const auto& [key, value] : tags) read.tags.all.emplace_back(key, value);
  }

  void relation(const osm::OsmHead& head, const std::vector<osm::RawMember>& members,
                const osm::RawTags& tags) override {
    if (head.deleted) count_deleted("relation", head.id);
    if (!relations_.is_newer(head)) return;
    std::erase_if(data_.restrictions, [&](const OsmRestriction& r) { return r.id == head.id; });
    if (!head.deleted) osm::read_restriction(head.id, members, tags, data_);
  }

  void finish_ways() {
    std::erase_if(data_.ways, [](const OsmWay& way) { return way.nodes.empty(); });
    place_.clear();
  }

  void finish() {
    std::stable_sort(nodes_.begin(), nodes_.end(), [](const Placed& a, const Placed& b) {
      return std::pair(a.node.id, a.version) < std::pair(b.node.id, b.version);
    });
    std::size_t older = versions_.older() + relations_.older();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const bool last = i + 1 == nodes_.size() || nodes_[i + 1].node.id != nodes_[i].node.id;
      if (!last) ++older;
      if (last && nodes_[i].there) data_.nodes.push_back(nodes_[i].node);
    }
    if (older > 0)
      data_.report.add("objects that are in the file again: the last one counts", {}, older);
  }

 private:
  struct Placed {
    std::int64_t version;
    bool there;
    OsmNode node;
  };

  void count_deleted(const char* kind, std::int64_t id) {
    data_.report.add("deleted objects, left out", fmt::format("{} {}", kind, id));
  }

  OsmData& data_;
  std::vector<std::int64_t> used_;
  std::vector<Placed> nodes_;
  Versions versions_;
  Versions relations_;
  std::unordered_map<std::int64_t, std::size_t> place_;  // of ways in data_
};

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
  StreetSink sink(data);
  read(path, osm::kOsmWays | osm::kOsmRelations, sink);
  sink.finish_ways();
  if (data.ways.empty())
    fail(path, "holds no way with a highway tag", "take an extract that was not filtered");
  sink.find_used_nodes();
  read(path, osm::kOsmNodes, sink);
  sink.finish();
  return data;
}

}  // namespace mwendo
