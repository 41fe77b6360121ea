#include "scenarios/cities/loose_ends.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "network/conflate/geometry.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kBeside = 60;     // m
constexpr double kAhead = 350;     // m
constexpr double kStraight = 0.9;  // cosine of about 26 degrees
constexpr double kSameRoad = 0.7;  // cosine of about 45 degrees: for a street of the same name

// Of a class with or without _link: 0 is the highest.
int rank_of(const SheetWay& way) {
  constexpr std::array<std::string_view, 6> kClasses = {"motorway",  "trunk",    "primary",
                                                        "secondary", "tertiary", "unclassified"};
  std::string_view highway = way.tags.get("highway");
  if (highway.ends_with("_link")) highway.remove_suffix(5);
  return static_cast<int>(std::find(kClasses.begin(), kClasses.end(), highway) - kClasses.begin());
}

class LooseEnds {
 public:
  LooseEnds(StreetSheet& sheet, std::uint32_t round) : sheet_(sheet), round_(round) {}

  int join() {
    int joined = 0;
    const auto count = static_cast<std::uint32_t>(sheet_.nodes().size());
    for (std::uint32_t n = 0; n < count; ++n) joined += ending_at(n) != kNothing && join(n) ? 1 : 0;
    return joined;
  }

 private:
  enum class Like { name, same_class, near_class, any };

  [[nodiscard]] static bool is_like(const SheetWay& l, const SheetWay& r, Like like) {
    const std::string_view a = l.tags.get("name");
    const std::string_view b = r.tags.get("name");
    const bool one_name = !a.empty() && !b.empty() && (a.starts_with(b) || b.starts_with(a));
    const int apart = std::abs(rank_of(l) - rank_of(r));
    switch (like) {
      case Like::name: return one_name && apart <= 2;
      case Like::same_class: return apart == 0;
      case Like::near_class: return apart <= 1;
      default: return true;
    }
  }

  [[nodiscard]] const SheetWay& way_of(std::uint32_t segment) const {
    return sheet_.ways()[sheet_.segments()[segment].way];
  }

  // The one-way street of an earlier round that ends at a node; nothing if it goes on there.
  [[nodiscard]] std::uint32_t ending_at(std::uint32_t n) const {
    std::uint32_t ending = kNothing;
    for (const std::uint32_t s : sheet_.incident(n)) {
      if (way_of(s).round >= round_) continue;
      if (ending != kNothing || way_of(s).tags.get("oneway") != "yes") return kNothing;
      ending = s;
    }
    if (ending == kNothing) return kNothing;
    for (const std::uint32_t s : sheet_.incident(n))
      if (s != ending && (is_like(way_of(s), way_of(ending), Like::name) ||
                          is_like(way_of(s), way_of(ending), Like::same_class)))
        return kNothing;
    return ending;
  }

  // Away from the street that ends at a node.
  [[nodiscard]] Point heading_at(std::uint32_t end) const {
    const std::uint32_t before = sheet_.other_end(ending_at(end), end);
    return unit(sheet_.nodes()[end] - sheet_.nodes()[before]);
  }

  // The nearest street of a later round.
  [[nodiscard]] std::optional<SheetHit> nearest(std::uint32_t end, double radius_m, Like like,
                                                bool straight) const {
    const Point p = sheet_.nodes()[end];
    const Point reach{radius_m, radius_m};
    const SheetWay& own = way_of(ending_at(end));
    const Point heading = heading_at(end);
    SheetHit best{kNothing, p, radius_m};
    sheet_.visit(p - reach, p + reach, [&](std::uint32_t i) {
      const SheetSegment& s = sheet_.segments()[i];
      const SheetWay& way = sheet_.ways()[s.way];
      if (way.round < round_ || !is_like(way, own, like)) return;
      const Foot f = project(p, sheet_.nodes()[s.a], sheet_.nodes()[s.b]);
      if (f.distance_m > best.distance_m || (f.distance_m == best.distance_m && i >= best.segment))
        return;
      const double least = like == Like::name ? kSameRoad : kStraight;
      if (straight && dot(unit(f.point - p), heading) <= least) return;
      best = {i, f.point, f.distance_m};
    });
    if (best.segment == kNothing) return std::nullopt;
    return best;
  }

  [[nodiscard]] std::optional<SheetHit> street_beyond(std::uint32_t end) const {
    for (const Like like : {Like::name, Like::same_class, Like::near_class, Like::any}) {
      // Other streets meet it here already.
      if (like > Like::same_class && sheet_.incident(end).size() > 1) break;
      if (const auto beside = nearest(end, kBeside, like, false)) return beside;
      if (const auto ahead = nearest(end, kAhead, like, true)) return ahead;
    }
    return std::nullopt;
  }

  [[nodiscard]] SheetWay piece(const SheetWay& ending, const SheetWay& beyond) const {
    SheetWay way;
    way.id = ending.id;
    way.round = ending.round;  // no other end goes on as this piece
    const SheetWay& lower = rank_of(beyond) > rank_of(ending) ? beyond : ending;
    way.tags.all = {{"highway", std::string(lower.tags.get("highway"))},
                    {"oneway", "yes"},
                    {"class:inferred", "yes"}};
    for (const char* key : {"name", "lanes"})
      if (const auto value = ending.tags.get(key); !value.empty())
        way.tags.all.emplace_back(key, std::string(value));
    return way;
  }

  bool join(std::uint32_t end) {
    const auto street = street_beyond(end);
    if (!street) return false;
    const std::uint32_t ending = ending_at(end);
    const bool leaves = sheet_.segments()[ending].b == end;  // traffic leaves the carriageway here
    const SheetWay way = piece(way_of(ending), way_of(street->segment));
    std::vector<std::uint32_t> nodes = met_from(end, sheet_.node_on(*street, kSameNode));
    if (!leaves) std::reverse(nodes.begin(), nodes.end());
    sheet_.add_way(way, nodes);
    return true;
  }

  // Both ends and the streets between that the piece crosses.
  std::vector<std::uint32_t> met_from(std::uint32_t from, std::uint32_t to) {
    const Point p = sheet_.nodes()[from];
    const Point q = sheet_.nodes()[to];
    std::vector<std::pair<double, Point>> cuts;
    sheet_.visit({std::min(p.x, q.x), std::min(p.y, q.y)}, {std::max(p.x, q.x), std::max(p.y, q.y)},
                 [&](std::uint32_t i) {
                   const SheetSegment& s = sheet_.segments()[i];
                   if (sheet_.ways()[s.way].apart) return;
                   if (s.a == from || s.a == to || s.b == from || s.b == to) return;
                   const auto x = crossing(p, q, sheet_.nodes()[s.a], sheet_.nodes()[s.b]);
                   if (x) cuts.emplace_back(x->share_ab, x->point);
                 });
    std::sort(cuts.begin(), cuts.end(),
              [](const auto& l, const auto& r) { return l.first < r.first; });
    std::vector<std::uint32_t> met{from};
    for (const auto& [share, point] : cuts)
      if (const auto hit = sheet_.nearest(point, {.radius_m = 1, .with_apart = false}))
        add(met, sheet_.node_on(*hit, kSameNode / 2), to);
    met.push_back(to);
    return met;
  }

  static void add(std::vector<std::uint32_t>& met, std::uint32_t node, std::uint32_t last) {
    if (node != last && std::find(met.begin(), met.end(), node) == met.end()) met.push_back(node);
  }

  StreetSheet& sheet_;
  std::uint32_t round_;
};

}  // namespace

int join_loose_ends(StreetSheet& sheet, std::uint32_t round) {
  return LooseEnds(sheet, round).join();
}

}  // namespace mwendo
