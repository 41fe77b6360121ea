#include "scenarios/cities/way_marks.h"

#include <algorithm>
#include <vector>

namespace mwendo {
namespace {

class MarkWriter {
 public:
  MarkWriter(const WayMarks& marks, const TagPart& tag) : marks_(marks), tag_(tag) {}

  [[nodiscard]] std::vector<TableWay> run(const std::vector<TableWay>& ways) {
    parts_.reserve(ways.size());
    for (const TableWay& w : ways) {
      if (w.way.tags.get("junction").empty())
        cut(w);
      else
        parts_.push_back(w);
    }
    return std::move(parts_);
  }

 private:
  enum class On { none, ahead, against };  // the direction of the marks

  [[nodiscard]] On side(std::uint32_t from, std::uint32_t to) const {
    if (marks_.contains({from, to})) return On::ahead;
    return marks_.contains({to, from}) ? On::against : On::none;
  }

  void cut(const TableWay& w) {
    const auto& points = w.points;
    for (std::size_t i = 0; i + 1 < points.size();) {
      const On on = side(points[i], points[i + 1]);
      TableWay part{w.way, {points[i], points[i + 1]}};
      for (++i; i + 1 < points.size() && side(points[i], points[i + 1]) == on; ++i)
        part.points.push_back(points[i + 1]);
      if (on == On::against) std::reverse(part.points.begin(), part.points.end());
      if (on != On::none) tag(part);
      parts_.push_back(std::move(part));
    }
  }

  void tag(TableWay& part) const {
    OsmTags& tags = part.way.tags;
    if (tags.get("oneway") != "yes") {
      set_tag(tags, "oneway", "yes");
      set_tag(tags, kInferredDirection, "yes");
    }
    tag_(tags, marks_.at({part.points[0], part.points[1]}));
  }

  const WayMarks& marks_;
  const TagPart& tag_;
  std::vector<TableWay> parts_;
};

}  // namespace

void set_tag(OsmTags& tags, const std::string& key, const std::string& value) {
  std::erase_if(tags.all, [&](const auto& tag) { return tag.first == key; });
  tags.all.emplace_back(key, value);
}

void write_marks(StreetTable& table, const WayMarks& marks, const TagPart& tag) {
  if (!marks.empty()) table.ways = MarkWriter(marks, tag).run(table.ways);
}

}  // namespace mwendo
