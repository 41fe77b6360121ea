#include "network/osm/restriction_tags.h"

#include <fmt/format.h>

#include "network/osm/tag_values.h"
#include "network/osm/vehicle_words.h"

namespace mwendo::osm {
namespace {

constexpr Text kPrefix = "restriction:";

class RestrictionReader {
 public:
  RestrictionReader(std::int64_t id, const std::vector<RawMember>& members, const RawTags& tags,
                    OsmData& data)
      : id_(id), tags_(tags), data_(data) {
    for (const RawMember& m : members) sort(m);
  }

  void run() {
    read_exceptions();
    bool any = false;
    for (const auto& [key, value] : tags_) {
      if (key == "restriction") {
        any = true;
        add(value, static_cast<Permissions>(kEveryVehicle & ~unsigned{excepted_}));
      } else if (key.starts_with(kPrefix)) {
        any = true;
        add_for(key.substr(kPrefix.size()), key, value);
      }
    }
    if (!any) count("turn restrictions without a kind, not used", "");
  }

 private:
  void sort(const RawMember& m) {
    const bool way = m.kind == MemberKind::way;
    if (m.role == "via") (way ? by_way_ : by_node_).push_back(m.ref);
    if (way && m.role == "from") from_.push_back(m.ref);
    if (way && m.role == "to") to_.push_back(m.ref);
  }

  void count(const char* what, const std::string& tag) {
    data_.report.add(what, tag.empty() ? fmt::format("relation {}", id_)
                                       : fmt::format("relation {} {}", id_, tag));
  }

  void read_exceptions() {
    for (const auto& [key, value] : tags_)
      if (key == "except") for_each_part(value, [&](Text word) { except(word); });
  }

  void except(Text word) {
    if (const auto vehicles = vehicles_named(word))
      excepted_ = static_cast<Permissions>(excepted_ | *vehicles);
    else
      count("exceptions from turn restrictions that no vehicle here can use",
            fmt::format("except={}", word));
  }

  template <class F>
  static void for_each_part(Text list, F&& f) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find_first_of(";,"), list.size());
      Text word = list.substr(0, end);
      while (word.starts_with(' ')) word.remove_prefix(1);
      while (word.ends_with(' ')) word.remove_suffix(1);
      if (!word.empty()) f(word);
      list.remove_prefix(std::min(list.size(), end + 1));
    }
  }

  void add_for(Text word, Text key, Text value) {
    if (word.ends_with("conditional"))
      return count("turn restrictions with conditions, not used", fmt::format("{}={}", key, value));
    const auto vehicles = vehicles_named(word);
    if (!vehicles)
      return count("turn restrictions of vehicles that are not here, not used", std::string(key));
    add(value, static_cast<Permissions>(*vehicles & kEveryVehicle & ~unsigned{excepted_}));
  }

  [[nodiscard]] bool has_times() const {
    for (const auto& [key, value] : tags_)
      if (one_of(key, {"day_on", "day_off", "hour_on", "hour_off", "opening_hours"})) return true;
    return false;
  }

  void add(Text kind, Permissions bound) {
    const std::string tag = fmt::format("restriction={}", kind);
    const bool only = kind.starts_with("only_");
    if (!only && !kind.starts_with("no_"))
      return count("turn restrictions of an unknown kind, not used", tag);
    if (kind.find('@') != Text::npos || has_times())
      return count("turn restrictions with conditions, not used", tag);
    if (!by_way_.empty()) return count("turn restrictions by a way, not used", tag);
    if (from_.empty() || to_.empty() || by_node_.size() != 1)
      return count("turn restrictions without one from, via and to, not used", tag);
    if (bound == 0) return;
    for (const std::int64_t from : from_)
      for (const std::int64_t to : to_)
        data_.restrictions.push_back({id_, from, by_node_.front(), to, only, bound});
  }

  std::int64_t id_;
  const RawTags& tags_;
  OsmData& data_;
  Permissions excepted_ = 0;
  std::vector<std::int64_t> from_;
  std::vector<std::int64_t> to_;
  std::vector<std::int64_t> by_node_;
  std::vector<std::int64_t> by_way_;
};

}  // namespace

void read_restriction(std::int64_t id, const std::vector<RawMember>& members, const RawTags& tags,
                      OsmData& data) {
  for (const auto& [key, value] : tags)
    if (key == "type" && value == "restriction")
      return RestrictionReader(id, members, tags, data).run();
}

}  // namespace mwendo::osm
