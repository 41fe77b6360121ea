#include "scenarios/cities/street_fill.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kSwitchWay = 250;  // m; streets that a way this long joins need no other

// A step of a way; ends that are no point of the table lie between two.
struct Step {
  Point a, b;
  std::uint32_t from = kNothing, to = kNothing;
  std::optional<SheetHit> street;  // of like direction
  bool known = false;
  [[nodiscard]] double length() const { return distance(a, b); }
};

// Ways of each roundabout: those with its tag that hang together.
std::vector<std::vector<std::size_t>> rings_of(const std::vector<TableWay>& ways) {
  std::map<std::uint32_t, std::vector<std::size_t>> at;  // by end
  std::vector<std::size_t> open;
  for (std::size_t w = 0; w < ways.size(); ++w) {
    if (ways[w].way.tags.get("junction").empty()) continue;
    open.push_back(w);
    for (const std::uint32_t end : {ways[w].points.front(), ways[w].points.back()})
      at[end].push_back(w);
  }
  std::vector<std::vector<std::size_t>> rings;
  std::set<std::size_t> seen;
  for (const std::size_t first : open) {
    if (!seen.insert(first).second) continue;
    std::vector<std::size_t> ring{first};
    for (std::size_t i = 0; i < ring.size(); ++i)
      for (const std::uint32_t end : {ways[ring[i]].points.front(), ways[ring[i]].points.back()})
        for (const std::size_t w : at[end])
          if (seen.insert(w).second) ring.push_back(w);
    rings.push_back(std::move(ring));
  }
  return rings;
}

class Filler {
 public:
  Filler(StreetSheet& sheet, const Line& points, std::uint32_t round, const FillRule& rule,
         FillReport& report)
      : sheet_(sheet),
        points_(points),
        round_(round),
        rule_(rule),
        report_(report),
        at_known_(points.size(), 0),
        node_(points.size(), kNothing) {}

  void fill(const std::vector<TableWay>& ways) {
    std::vector<std::vector<Step>> steps;
    for (const TableWay& w : ways) steps.push_back(steps_of(w));
    keep_rings_whole(ways, steps);
    for (const auto& list : steps) note_known(list);
    for (std::size_t i = 0; i < ways.size(); ++i) add_unknown(ways[i].way, steps[i]);
  }

  // The same for one trace; whether anything was added.
  bool fill_trace(const TableWay& way) {
    const auto steps = steps_of(way);
    if (std::all_of(steps.begin(), steps.end(), [](const Step& s) { return s.known; })) {
      note_known(steps);
      join_switches(way.way, steps);
      return false;
    }
    note_known(steps);
    add_unknown(way.way, steps);
    return true;
  }

  // Joins streets that follow one another along the way but are not joined on the sheet.
  void join_switches(const TableWay& way) { join_switches(way.way, steps_of(way)); }

 private:
  [[nodiscard]] std::optional<SheetHit> street_at(const Step& s) const {
    return sheet_.nearest((s.a + s.b) * 0.5, {.radius_m = rule_.radius_m,
                                              .direction = unit(s.b - s.a),
                                              .before_round = std::min(round_, rule_.known_before),
                                              .with_elevated = false});
  }

  void join_switches(const SheetWay& way, const std::vector<Step>& steps) {
    const Step* last = nullptr;
    for (const Step& s : steps) {
      if (last && s.street && !joined(*last->street, *s.street)) join(way, *last, s);
      last = s.street ? &s : nullptr;
    }
  }

  std::vector<Step> steps_of(const TableWay& way) const {
    std::vector<Step> steps;
    for (std::size_t i = 1; i < way.points.size(); ++i) {
      const Point p = points_[way.points[i - 1]];
      const Point q = points_[way.points[i]];
      const int parts = std::max(1, static_cast<int>(std::ceil(distance(p, q) / rule_.step_m)));
      for (int k = 0; k < parts; ++k) {
        Step s;
        s.a = p + (q - p) * (double(k) / parts);
        s.b = p + (q - p) * (double(k + 1) / parts);
        if (k == 0) s.from = way.points[i - 1];
        if (k + 1 == parts) s.to = way.points[i];
        s.street = street_at(s);
        s.known = s.street.has_value();
        steps.push_back(s);
      }
    }
    smooth(steps);
    smooth(steps);
    return steps;
  }

  // Short stretches between two of the other kind belong to them.
  void smooth(std::vector<Step>& steps) const {
    for (std::size_t i = 0; i < steps.size();) {
      std::size_t end = i;
      double length = 0;
      for (; end < steps.size() && steps[end].known == steps[i].known; ++end)
        length += steps[end].length();
      const bool inner = i > 0 && end < steps.size();
      if (inner && length < rule_.short_m)
        for (std::size_t k = i; k < end; ++k) steps[k].known = !steps[k].known;
      i = end;
    }
  }

  // A roundabout of which less than half is known is not cut where known streets reach it.
  static void keep_rings_whole(const std::vector<TableWay>& ways,
                               std::vector<std::vector<Step>>& steps) {
    for (const std::vector<std::size_t>& ring : rings_of(ways)) {
      double all = 0;
      double known = 0;
      for (const std::size_t w : ring)
        for (const Step& s : steps[w]) all += s.length(), known += s.known ? s.length() : 0;
      if (known >= all / 2) continue;
      for (const std::size_t w : ring)
        for (Step& s : steps[w]) s.known = false;
    }
  }

  void note_known(const std::vector<Step>& steps) {
    for (const Step& s : steps) {
      if (!s.known) continue;
      report_.known_m += s.length();
      for (const std::uint32_t p : {s.from, s.to})
        if (p != kNothing) at_known_[p] = 1;
    }
  }

  void add_unknown(const SheetWay& way, const std::vector<Step>& steps) {
    for (std::size_t i = 0; i < steps.size();) {
      std::size_t end = i;
      while (end < steps.size() && !steps[end].known) ++end;
      if (end > i) add_stretch(way, steps, i, end);
      i = std::max(end, i + 1);
    }
  }

  void add_stretch(const SheetWay& way, const std::vector<Step>& steps, std::size_t first,
                   std::size_t end) {
    std::vector<std::uint32_t> nodes{node_at(steps[first].a, steps[first].from)};
    for (std::size_t i = first; i < end; ++i)
      if (steps[i].to != kNothing || i + 1 == end)
        nodes.push_back(node_at(steps[i].b, steps[i].to));
    std::vector<std::uint32_t> met{nodes.front()};
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      if (!way.apart) add_crossings(met, nodes[i]);
      met.push_back(nodes[i]);
      report_.added_m += distance(sheet_.nodes()[nodes[i - 1]], sheet_.nodes()[nodes[i]]);
    }
    sheet_.add_way(way, met);
  }

  // Points of the table are one node for all ways; where a known street was left out, it is joined.
  std::uint32_t node_at(Point p, std::uint32_t point) {
    if (point != kNothing && node_[point] != kNothing) return node_[point];
    const bool at_street = point == kNothing || at_known_[point] != 0;
    std::uint32_t node = at_street ? join_at(p) : kNothing;
    if (node == kNothing) node = sheet_.add_node(p);
    if (point != kNothing) node_[point] = node;
    return node;
  }

  std::uint32_t join_at(Point p) {
    for (const bool apart : {false, true})
      if (const auto hit = sheet_.nearest(p, {.radius_m = rule_.join_m,
                                              .before_round = round_,
                                              .with_apart = apart,
                                              .with_elevated = false}))
        return sheet_.node_on(*hit, kSameNode);
    return kNothing;
  }

  struct Cut {
    double share;
    SheetHit hit;
  };

  void add_crossings(std::vector<std::uint32_t>& met, std::uint32_t to) {
    const std::uint32_t from = met.back();
    const Point p = sheet_.nodes()[from];
    const Point q = sheet_.nodes()[to];
    std::vector<Cut> cuts;
    sheet_.visit({std::min(p.x, q.x), std::min(p.y, q.y)}, {std::max(p.x, q.x), std::max(p.y, q.y)},
                 [&](std::uint32_t i) {
                   const SheetSegment& s = sheet_.segments()[i];
                   const SheetWay& other = sheet_.ways()[s.way];
                   if (other.apart || other.round >= round_) return;
                   if (s.a == from || s.a == to || s.b == from || s.b == to) return;
                   const auto x = crossing(p, q, sheet_.nodes()[s.a], sheet_.nodes()[s.b]);
                   if (x) cuts.push_back({x->share_ab, {i, x->point, 0}});
                 });
    std::sort(cuts.begin(), cuts.end(), [](const Cut& l, const Cut& r) {
      return l.share != r.share ? l.share < r.share : l.hit.segment < r.hit.segment;
    });
    for (const Cut& cut : cuts) {
      // The segment may have been cut meanwhile.
      const auto hit = sheet_.nearest(cut.hit.point,
                                      {.radius_m = 1, .before_round = round_, .with_apart = false});
      if (hit) met.push_back(sheet_.node_on(*hit, kSameNode / 2));
    }
  }

  [[nodiscard]] std::uint32_t nearer_end(const SheetHit& hit) const {
    const SheetSegment& s = sheet_.segments()[hit.segment];
    const bool a =
        distance(hit.point, sheet_.nodes()[s.a]) <= distance(hit.point, sheet_.nodes()[s.b]);
    return a ? s.a : s.b;
  }

  [[nodiscard]] bool joined(const SheetHit& l, const SheetHit& r) {
    const SheetSegment& s = sheet_.segments()[l.segment];
    const SheetSegment& t = sheet_.segments()[r.segment];
    if (l.segment == r.segment || s.way == t.way) return true;
    if (s.a == t.a || s.a == t.b || s.b == t.a || s.b == t.b) return true;
    const double ends = sheet_.length(l.segment) + sheet_.length(r.segment);
    return sheet_.within(nearer_end(l), nearer_end(r), kSwitchWay + ends);
  }

  // Carriageways of opposite direction: between them lies a median, which routes cross to turn.
  [[nodiscard]] bool are_opposite(const SheetHit& l, const SheetHit& r) const {
    constexpr double kOpposite = -0.8;  // cosine
    const auto one_way = [&](const SheetHit& hit) {
      return sheet_.ways()[sheet_.segments()[hit.segment].way].tags.get("oneway") == "yes";
    };
    const auto ahead = [&](const SheetHit& hit) {
      const SheetSegment& s = sheet_.segments()[hit.segment];
      return unit(sheet_.nodes()[s.b] - sheet_.nodes()[s.a]);
    };
    return one_way(l) && one_way(r) && dot(ahead(l), ahead(r)) < kOpposite;
  }

  // The segments may have been cut since the steps were made.
  void join(const SheetWay& way, const Step& l, const Step& r) {
    const auto from = street_at(l);
    if (!from) return;
    const std::uint32_t a = sheet_.node_on(*from, kSameNode);
    const auto to = street_at(r);
    if (!to) return;
    const std::uint32_t b = sheet_.node_on(*to, kSameNode);
    if (a == b) return;
    SheetWay piece = way;
    if (are_opposite(*from, *to))
      for (const auto& tag : {std::pair{"motor_vehicle", "no"}, {"bus", "yes"}, {"minibus", "yes"}})
        piece.tags.all.emplace_back(tag.first, tag.second);
    sheet_.add_way(std::move(piece), {a, b});
    ++report_.joined;
    report_.added_m += distance(sheet_.nodes()[a], sheet_.nodes()[b]);
  }

  StreetSheet& sheet_;
  const Line& points_;
  std::uint32_t round_;
  FillRule rule_;
  FillReport& report_;
  std::vector<char> at_known_;       // by point: a step at it is known
  std::vector<std::uint32_t> node_;  // by point, on the sheet
};

}  // namespace

void fill_gaps(StreetSheet& sheet, const Line& points, const std::vector<TableWay>& ways,
               const FillRule& rule, FillReport& report) {
  if (ways.empty()) return;
  Filler(sheet, points, ways.front().way.round, rule, report).fill(ways);
}

std::uint32_t fill_along(StreetSheet& sheet, const Line& trace, const SheetWay& way,
                         const FillRule& rule, FillReport& report) {
  const double length = length_of(trace);
  const int pieces = std::max(1, static_cast<int>(length / rule.piece_m));
  TableWay piece{way, {}};
  for (int k = 0; k < pieces; ++k) {
    const Line line = slice(trace, length * k / pieces, length * (k + 1) / pieces);
    piece.points.clear();
    for (std::uint32_t i = 0; i < line.size(); ++i) piece.points.push_back(i);
    const bool added = Filler(sheet, line, piece.way.round, rule, report).fill_trace(piece);
    ++piece.way.round;
    if (added) Filler(sheet, line, piece.way.round, rule, report).join_switches(piece);
    ++piece.way.round;
  }
  return piece.way.round;
}

}  // namespace mwendo
