#include "scenarios/cities/carriageways.h"

#include <algorithm>
#include <cstdlib>

#include "scenarios/cities/side_by_side.h"
#include "scenarios/cities/table_reach.h"
#include "scenarios/cities/way_marks.h"

namespace mwendo {
namespace {

constexpr double kShortestCarriageway = 200;  // m of a carriageway
constexpr double kGap = 60;  // m; shorter stretches of a line between two of a side are of it
constexpr double kEnd = 60;  // m from the end of a carriageway to the junction

using Steps = std::vector<OnLine>;

// A part of a line with the other carriageway on one side of it.
struct Stretch {
  std::uint32_t line = 0;
  std::size_t first = 0, end = 0;  // steps of the line
  int side = 0;                    // 1: left of the line
  double metres = 0;
};

// Lanes of a street without a direction are those of both.
void tag_carriageway(OsmTags& tags, const std::string& /*mark*/) {
  const int lanes = std::atoi(std::string(tags.get("lanes")).c_str());
  if (lanes > 1) set_tag(tags, "lanes", std::to_string(lanes / 2));
}

class Carriageways {
 public:
  Carriageways(StreetTable& table, DrivingSide side)
      : table_(table),
        main_(main_lines_of(table)),
        beside_(side_by_side(table, main_)),
        other_side_(side == DrivingSide::left ? -1 : 1),
        one_way_(main_.steps.size(), 0),
        legs_(table.points.size(), 0) {
    for (const TableWay& w : table.ways)
      for (std::size_t i = 0; i + 1 < w.points.size(); ++i)
        ++legs_[w.points[i]], ++legs_[w.points[i + 1]];
  }

  FoundCarriageways mark() {
    for (std::uint32_t l = 0; l < main_.lines.size(); ++l) find_stretches(l);
    while (drop_single()) {
    }
    for (const Stretch& s : stretches_) direct(s);
    for (const Stretch& s : stretches_) direct_ends(s);
    const TableReach reach(table_);
    while (keep_dead_ends_open(reach)) {
    }
    const WayMarks marks = marked();
    for (std::uint32_t s = 0; s < one_way_.size(); ++s)
      if (one_way_[s] != 0) found_.one_way_m += length(s);
    write_marks(table_, marks, tag_carriageway);
    return found_;
  }

 private:
  [[nodiscard]] double length(std::uint32_t step) const {
    return distance(table_.points[main_.steps[step].from], table_.points[main_.steps[step].to]);
  }

  // Stretches of a line that have a side, or none.
  [[nodiscard]] std::vector<Stretch> stretches_of(std::uint32_t l,
                                                  const std::vector<int>& sides) const {
    std::vector<Stretch> found;
    for (std::size_t i = 0; i < sides.size(); ++i) {
      if (found.empty() || found.back().side != sides[i]) found.push_back({l, i, i, sides[i], 0});
      found.back().end = i + 1;
      found.back().metres += length(main_.lines[l][i].step);
    }
    return found;
  }

  void find_stretches(std::uint32_t l) {
    std::vector<int> sides;  // of the line
    for (const OnLine& s : main_.lines[l])
      sides.push_back(s.ahead ? beside_[s.step].side : -beside_[s.step].side);
    const auto raw = stretches_of(l, sides);
    for (std::size_t i = 1; i + 1 < raw.size(); ++i)
      if (raw[i].metres < kGap && raw[i - 1].side == raw[i + 1].side)
        std::fill(sides.begin() + static_cast<std::ptrdiff_t>(raw[i].first),
                  sides.begin() + static_cast<std::ptrdiff_t>(raw[i].end), raw[i - 1].side);
    for (const Stretch& s : stretches_of(l, sides))
      if (s.side != 0 && s.metres >= kShortestCarriageway) stretches_.push_back(s);
  }

  // Leaves out stretches that run beside others for less than half of the places with a partner;
  // whether there were any.
  bool drop_single() {
    std::vector<char> on(main_.steps.size(), 0);
    for (const Stretch& s : stretches_)
      for (std::size_t i = s.first; i < s.end; ++i) on[main_.lines[s.line][i].step] = 1;
    const auto single = [&](const Stretch& s) {
      std::size_t all = 0;
      std::size_t paired = 0;
      for (std::size_t i = s.first; i < s.end; ++i)
        for (const std::uint32_t p : beside_[main_.lines[s.line][i].step].partners)
          ++all, paired += on[p] != 0 ? 1 : 0;
      return 2 * paired < all;
    };
    return std::erase_if(stretches_, single) > 0;
  }

  void direct(OnLine s, int side) {
    const bool along = side == other_side_;  // traffic runs the way of the line
    one_way_[s.step] = along == s.ahead ? 1 : -1;
  }

  void direct(const Stretch& s) {
    for (std::size_t i = s.first; i < s.end; ++i) direct(main_.lines[s.line][i], s.side);
  }

  void direct_ends(const Stretch& s) {
    Steps line = main_.lines[s.line];
    direct_end(line, s.end, s.side);
    std::reverse(line.begin(), line.end());
    for (OnLine& step : line) step.ahead = !step.ahead;
    direct_end(line, line.size() - s.first, -s.side);
  }

  // From the step before `end` on to the next junction, if it is near.
  void direct_end(const Steps& line, std::size_t end, int side) {
    const auto head = [&](std::size_t i) {
      const MainStep& s = main_.steps[line[i].step];
      return line[i].ahead ? s.to : s.from;
    };
    std::size_t junction = end - 1;
    double metres = 0;
    while (legs_[head(junction)] == 2 && junction + 1 < line.size())
      metres += length(line[++junction].step);
    if (metres > kEnd || legs_[head(junction)] <= 2) return;
    for (std::size_t i = end; i <= junction; ++i)
      if (one_way_[line[i].step] == 0) direct(line[i], side);
  }

  [[nodiscard]] WayMarks marked() const {
    WayMarks marks;
    for (std::uint32_t i = 0; i < one_way_.size(); ++i) {
      const MainStep& s = main_.steps[i];
      if (one_way_[i] > 0) marks.try_emplace({s.from, s.to});
      if (one_way_[i] < 0) marks.try_emplace({s.to, s.from});
    }
    return marks;
  }

  // Makes steps two-way again at points that nobody could reach or leave; whether there were any.
  bool keep_dead_ends_open(const TableReach& reach) {
    const std::vector<char> lost = reach.lost(marked());
    std::vector<std::uint32_t> opened;
    for (std::uint32_t i = 0; i < one_way_.size(); ++i) {
      const MainStep& s = main_.steps[i];
      if (one_way_[i] == 0 || (lost[s.from] == 0 && lost[s.to] == 0)) continue;
      opened.push_back(i);
      opened.insert(opened.end(), beside_[i].partners.begin(), beside_[i].partners.end());
    }
    for (const std::uint32_t i : opened) {
      if (one_way_[i] != 0) found_.left_m += length(i);
      one_way_[i] = 0;
    }
    return !opened.empty();
  }

  StreetTable& table_;
  MainLines main_;
  std::vector<Beside> beside_;
  int other_side_;  // where the other carriageway lies, seen by a driver
  std::vector<Stretch> stretches_;
  std::vector<int> one_way_;       // by step: 1 as drawn, -1 against, 0 two-way
  std::vector<std::size_t> legs_;  // by point: steps of all ways
  FoundCarriageways found_;
};

}  // namespace

FoundCarriageways mark_carriageways(StreetTable& table, DrivingSide side) {
  return Carriageways(table, side).mark();
}

}  // namespace mwendo
