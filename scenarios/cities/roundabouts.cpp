#include "scenarios/cities/roundabouts.h"

#include <algorithm>
#include <array>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "scenarios/cities/way_marks.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kShortestRing = 40;  // m around
constexpr double kLongest = 300;      // m around
constexpr std::size_t kFewest = 10;   // steps of a ring
constexpr double kLeastCosine = 0.5;  // of the turn between two steps: 60 degrees
constexpr double kRoundness = 0.9;    // 4 pi area / length^2

constexpr double kLongestCornered = 200;    // m around
constexpr double kSharpestCosine = -0.95;   // of the turn at a corner: 160 degrees
constexpr double kCorneredRoundness = 0.3;  // a triangle has 0.6, a star less
constexpr double kMostInwards = -0.2;       // cosine of a leg with the way out: 12 degrees inwards
constexpr std::size_t kFewestLegs = 3;      // points of a ring where streets lead away

// How a table draws its rings.
enum class Drawn {
  round,     // one-way, in many steps
  cornered,  // one-way, in few steps, with corners by its name or where two-way streets meet it
  two_way
};

struct RingStep {
  std::uint32_t from = 0, to = 0;
  std::size_t way = 0;
};
using RingSteps = std::vector<RingStep>;

void tag_ring(OsmTags& tags, const std::string& highway) {
  if (!highway.empty() && tags.get("highway") != highway) {
    set_tag(tags, "highway", highway);
    set_tag(tags, "class:inferred", "yes");
  }
  tags.all.emplace_back("junction", "roundabout");
}

class Rings {
 public:
  Rings(StreetTable& table, DrivingSide side)
      : table_(table), inside_(side == DrivingSide::left ? -1 : 1) {
    for (std::size_t w = 0; w < table.ways.size(); ++w) {
      const auto& points = table.ways[w].points;
      for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        at_[points[i]].push_back({points[i], points[i + 1], w});
        at_[points[i + 1]].push_back({points[i + 1], points[i], w});
      }
    }
  }

  std::size_t mark() {
    for (const Drawn drawn : {Drawn::round, Drawn::cornered, Drawn::two_way}) take_rings(drawn);
    write_marks(table_, marks_, tag_ring);
    return rings_;
  }

 private:
  static bool tagged(const TableWay& w) { return !w.way.tags.get("junction").empty(); }
  static bool one_way(const TableWay& w) { return w.way.tags.get("oneway") == "yes" || tagged(w); }

  // Steps in the direction of one-way streets; also both of two-way streets.
  template <class F>
  void for_each_step(bool two_way, F&& f) const {
    for (std::size_t w = 0; w < table_.ways.size(); ++w) {
      const auto& points = table_.ways[w].points;
      const bool both = !one_way(table_.ways[w]);
      if (both && !two_way) continue;
      for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        f(RingStep{points[i], points[i + 1], w});
        if (both) f(RingStep{points[i + 1], points[i], w});
      }
    }
  }

  void take_rings(Drawn drawn) {
    next_.clear();
    const bool two_way = drawn == Drawn::two_way;
    for_each_step(two_way, [&](const RingStep& s) { next_[s.from].push_back(s); });
    for_each_step(two_way, [&](const RingStep& s) {
      if (!tagged(table_.ways[s.way])) take_ring(s, drawn);
    });
  }

  // Names such as "Kibuye Roundabout" and "City Mortuary Round About".
  static bool says_roundabout(const TableWay& w) {
    const std::string_view name = w.way.tags.get("name");
    return name.ends_with("Roundabout") || name.ends_with("Round About");
  }

  // Whether a two-way street meets a ring at this point, or streets there are called roundabout.
  [[nodiscard]] bool is_corner(std::uint32_t point) const {
    const RingSteps& steps = at_.at(point);
    return std::any_of(steps.begin(), steps.end(), [&](const RingStep& s) {
      return !one_way(table_.ways[s.way]) || says_roundabout(table_.ways[s.way]);
    });
  }
  [[nodiscard]] double least_cosine(std::uint32_t point, Drawn drawn) const {
    return drawn == Drawn::cornered && is_corner(point) ? kSharpestCosine : kLeastCosine;
  }

  [[nodiscard]] Point ahead(const RingStep& s) const {
    return unit(table_.points[s.to] - table_.points[s.from]);
  }
  [[nodiscard]] double cosine(const RingStep& s, const RingStep& t) const {
    return dot(ahead(s), ahead(t));
  }

  // The step after s that turns most towards the inside.
  [[nodiscard]] std::optional<RingStep> follow(const RingStep& s, Drawn drawn) const {
    const auto found = next_.find(s.to);
    if (found == next_.end()) return std::nullopt;
    std::optional<RingStep> best;
    double most = -2;
    for (const RingStep& t : found->second) {
      if (cosine(s, t) < least_cosine(s.to, drawn)) continue;
      const double turn = inside_ * cross(ahead(s), ahead(t));
      if (turn > most) most = turn, best = t;
    }
    return best;
  }

  // The ring that begins with a step; empty if there is none.
  [[nodiscard]] RingSteps ring_from(const RingStep& first, Drawn drawn) const {
    const bool cornered = drawn == Drawn::cornered;
    RingSteps ring;
    std::set<std::uint32_t> seen;
    double metres = 0;
    for (std::optional<RingStep> s = first; s; s = follow(*s, drawn)) {
      if (s->from == first.from && !ring.empty()) {
        const bool closes = cosine(ring.back(), first) >= least_cosine(first.from, drawn);
        const std::size_t fewest = cornered ? kFewestLegs : kFewest;
        return closes && metres >= kShortestRing && ring.size() >= fewest ? ring : RingSteps{};
      }
      metres += distance(table_.points[s->from], table_.points[s->to]);
      if (metres > (cornered ? kLongestCornered : kLongest) || !seen.insert(s->from).second)
        return {};
      ring.push_back(*s);
    }
    return {};
  }

  [[nodiscard]] double roundness(const RingSteps& ring) const {
    double twice_area = 0;
    double metres = 0;
    const Point origin = table_.points[ring[0].from];
    for (const RingStep& s : ring) {
      const Point p = table_.points[s.from] - origin;
      const Point q = table_.points[s.to] - origin;
      twice_area += cross(p, q);
      metres += distance(p, q);
    }
    return 2 * std::numbers::pi * inside_ * twice_area / (metres * metres);
  }

  void take_ring(const RingStep& first, Drawn drawn) {
    if (marks_.contains({first.from, first.to}) || marks_.contains({first.to, first.from})) return;
    const RingSteps ring = ring_from(first, drawn);
    const double least = drawn == Drawn::cornered ? kCorneredRoundness : kRoundness;
    if (ring.empty() || roundness(ring) < least) return;
    std::string highway;
    if (drawn != Drawn::round) {
      if (any_known(ring)) return;
      const std::vector<RingStep> legs = legs_of(ring);
      if (!lead_away(ring, legs)) return;
      if (drawn == Drawn::two_way) highway = class_through(ring, legs);
    }
    for (const RingStep& s : ring) marks_[{s.from, s.to}] = highway;
    ++rings_;
  }

  // Whether a step is on a ring that has its tag, or was found before.
  [[nodiscard]] bool any_known(const RingSteps& ring) const {
    return std::any_of(ring.begin(), ring.end(), [&](const RingStep& s) {
      return tagged(table_.ways[s.way]) || marks_.contains({s.from, s.to}) ||
             marks_.contains({s.to, s.from});
    });
  }

  // Steps from the points of a ring to others.
  [[nodiscard]] std::vector<RingStep> legs_of(const RingSteps& ring) const {
    std::set<std::uint32_t> on;
    for (const RingStep& s : ring) on.insert(s.from);
    std::vector<RingStep> legs;
    for (const RingStep& s : ring)
      for (const RingStep& leg : at_.at(s.from))
        if (!on.contains(leg.to)) legs.push_back(leg);
    return legs;
  }

  [[nodiscard]] bool lead_away(const RingSteps& ring, const std::vector<RingStep>& legs) const {
    std::map<std::uint32_t, Point> outwards;  // by point of the ring
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point along = unit(ahead(ring[i]) + ahead(ring[i == 0 ? ring.size() - 1 : i - 1]));
      outwards[ring[i].from] = Point{along.y, -along.x} * inside_;
    }
    std::set<std::uint32_t> points;
    for (const RingStep& leg : legs) {
      if (dot(outwards.at(leg.from), ahead(leg)) < kMostInwards) return false;
      points.insert(leg.from);
    }
    return points.size() >= kFewestLegs;
  }

  // Of the class of a way: 0 is the highest.
  static std::size_t rank_of(std::string_view highway) {
    return static_cast<std::size_t>(std::find(kClasses.begin(), kClasses.end(), highway) -
                                    kClasses.begin());
  }

  // The highest class that two legs have, or the ring itself if that is higher.
  [[nodiscard]] std::string class_through(const RingSteps& ring,
                                          const std::vector<RingStep>& legs) const {
    std::size_t own = kClasses.size();
    for (const RingStep& s : ring)
      own = std::min(own, rank_of(table_.ways[s.way].way.tags.get("highway")));
    std::vector<std::size_t> ranks;
    for (const RingStep& leg : legs)
      ranks.push_back(rank_of(table_.ways[leg.way].way.tags.get("highway")));
    std::sort(ranks.begin(), ranks.end());
    const std::size_t through = std::min(ranks[1], own);
    return through < kClasses.size() ? kClasses[through] : "";
  }

  static constexpr std::array<const char*, 6> kClasses = {
      "trunk", "primary", "secondary", "tertiary", "unclassified", "residential"};

  StreetTable& table_;
  double inside_;                                      // sign of turns towards the inside
  std::unordered_map<std::uint32_t, RingSteps> at_;    // by point: all steps away from it
  std::unordered_map<std::uint32_t, RingSteps> next_;  // by point: those that traffic may take
  WayMarks marks_;  // with the class of the ring; empty: that of the way
  std::size_t rings_ = 0;
};

}  // namespace

std::size_t mark_roundabouts(StreetTable& table, DrivingSide side) {
  return Rings(table, side).mark();
}

}  // namespace mwendo
