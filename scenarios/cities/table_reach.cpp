#include "scenarios/cities/table_reach.h"

#include <map>

#include "network/components.h"

namespace mwendo {

TableReach::TableReach(const StreetTable& table) : table_(&table), before_(parts({})) {}

std::vector<std::uint32_t> TableReach::parts(const WayMarks& marks) const {
  std::vector<std::vector<std::uint32_t>> out(table_->points.size());
  for (const TableWay& w : table_->ways) {
    const OsmTags& tags = w.way.tags;
    const bool against = tags.get("oneway") == "-1";
    const bool both = !against && tags.get("oneway") != "yes" && tags.get("junction").empty();
    for (std::size_t i = 0; i + 1 < w.points.size(); ++i) {
      const std::uint32_t a = w.points[i];
      const std::uint32_t b = w.points[i + 1];
      if (!against && !marks.contains({b, a})) out[a].push_back(b);
      if ((both || against) && !marks.contains({a, b})) out[b].push_back(a);
    }
  }
  std::vector<std::uint32_t> first{0};
  std::vector<std::uint32_t> head;
  for (const auto& heads : out) {
    head.insert(head.end(), heads.begin(), heads.end());
    first.push_back(static_cast<std::uint32_t>(head.size()));
  }
  return strong_components(first, head);
}

std::vector<char> TableReach::lost(const WayMarks& marks) const {
  const std::vector<std::uint32_t> after = parts(marks);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> points;  // by part before, after
  for (std::size_t p = 0; p < after.size(); ++p) ++points[{before_[p], after[p]}];
  std::map<std::uint32_t, std::pair<std::size_t, std::uint32_t>> most;  // by part before
  for (const auto& [part, count] : points)
    if (count > most[part.first].first) most[part.first] = {count, part.second};
  std::vector<char> lost(after.size(), 0);
  for (std::size_t p = 0; p < after.size(); ++p)
    lost[p] = most[before_[p]].second != after[p] ? 1 : 0;
  return lost;
}

}  // namespace mwendo
