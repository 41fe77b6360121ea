#include "scenarios/cities/main_lines.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kStraightOn = 0.7;  // cosine of 45 degrees between two steps of a line

bool is_main(const OsmTags& tags) {
  constexpr std::array<std::string_view, 5> kClasses = {"motorway", "trunk", "primary", "secondary",
                                                        "tertiary"};
  return tags.get("junction").empty() &&
         std::find(kClasses.begin(), kClasses.end(), tags.get("highway")) != kClasses.end();
}

class LineFinder {
 public:
  explicit LineFinder(const StreetTable& table) : table_(table), at_(table.points.size()) {}

  MainLines run() {
    for (const TableWay& w : table_.ways)
      if (is_main(w.way.tags)) add_steps(w);
    next_.assign(found_.steps.size(), {kNothing, kNothing});
    for (std::uint32_t p = 0; p < at_.size(); ++p) join_at(p);
    on_line_.assign(found_.steps.size(), 0);
    for (std::uint32_t s = 0; s < found_.steps.size(); ++s)
      if (found_.steps[s].group != kNothing && on_line_[s] == 0) add_line(s);
    return std::move(found_);
  }

 private:
  std::uint32_t group_of(const OsmTags& tags) {
    const bool open = tags.get("oneway").empty() && tags.get("dual_carriageway").empty();
    if (!open || tags.get("name").empty()) return kNothing;
    const auto next = static_cast<std::uint32_t>(groups_.size());
    return groups_.emplace(std::pair{tags.get("name"), tags.get("highway")}, next).first->second;
  }

  void add_steps(const TableWay& w) {
    const std::uint32_t group = group_of(w.way.tags);
    for (std::size_t i = 0; i + 1 < w.points.size(); ++i) {
      const std::uint32_t from = w.points[i];
      const std::uint32_t to = w.points[i + 1];
      if (from == to || !known_.insert(std::minmax(from, to)).second) continue;
      const auto step = static_cast<std::uint32_t>(found_.steps.size());
      found_.steps.push_back({from, to, group});
      if (group == kNothing) continue;
      at_[from].push_back(step);
      at_[to].push_back(step);
    }
  }

  [[nodiscard]] Point away(std::uint32_t step, std::uint32_t p) const {
    const MainStep& s = found_.steps[step];
    return unit(table_.points[s.from == p ? s.to : s.from] - table_.points[p]);
  }

  [[nodiscard]] std::uint32_t& next(std::uint32_t step, std::uint32_t p) {
    return next_[step][found_.steps[step].from == p ? 0 : 1];
  }

  void join_at(std::uint32_t p) {
    std::vector<std::tuple<double, std::uint32_t, std::uint32_t>> pairs;  // straightest first
    const auto& steps = at_[p];
    for (std::size_t i = 0; i < steps.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        const double turned = dot(away(steps[i], p), away(steps[k], p));  // -1: straight on
        if (found_.steps[steps[i]].group == found_.steps[steps[k]].group && turned < -kStraightOn)
          pairs.emplace_back(turned, steps[k], steps[i]);
      }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [turned, l, r] : pairs) {
      if (next(l, p) != kNothing || next(r, p) != kNothing) continue;
      next(l, p) = r;
      next(r, p) = l;
    }
  }

  // The step that goes on after another; its index is nothing at the end of the line.
  [[nodiscard]] OnLine after(OnLine at) const {
    const MainStep& s = found_.steps[at.step];
    const std::uint32_t step = next_[at.step][at.ahead ? 1 : 0];
    if (step == kNothing) return {kNothing, true};
    return {step, found_.steps[step].from == (at.ahead ? s.to : s.from)};
  }

  void add_line(std::uint32_t any) {
    OnLine first{any, false};
    for (OnLine s = after(first); s.step != kNothing && s.step != any; s = after(s)) first = s;
    first.ahead = !first.ahead;
    auto& line = found_.lines.emplace_back();
    for (OnLine s = first; s.step != kNothing && on_line_[s.step] == 0; s = after(s)) {
      on_line_[s.step] = 1;
      line.push_back(s);
    }
  }

  const StreetTable& table_;
  MainLines found_;
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> groups_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> known_;
  std::vector<std::vector<std::uint32_t>> at_;      // by point: steps of lines
  std::vector<std::array<std::uint32_t, 2>> next_;  // by step: at its `from` and its `to`
  std::vector<char> on_line_;
};

}  // namespace

MainLines main_lines_of(const StreetTable& table) { return LineFinder(table).run(); }

}  // namespace mwendo
