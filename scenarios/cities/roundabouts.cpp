#include "scenarios/cities/roundabouts.h"

#include <numbers>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kShortest = 40;      // m around
constexpr double kLongest = 300;      // m around
constexpr std::size_t kFewest = 10;   // steps of a ring
constexpr double kLeastCosine = 0.5;  // of the turn between two steps: 60 degrees
constexpr double kRoundness = 0.9;    // 4 pi area / length^2

struct Step {
  std::uint32_t from = 0, to = 0;
  std::size_t way = 0;
};
using Steps = std::vector<Step>;

class Rings {
 public:
  Rings(StreetTable& table, DrivingSide side)
      : table_(table), inside_(side == DrivingSide::left ? -1 : 1) {
    for_each_step([&](const Step& s) { next_[s.from].push_back(s); });
  }

  std::size_t mark() {
    for_each_step([&](const Step& s) {
      if (!tagged(table_.ways[s.way])) take_ring(s);
    });
    if (rings_ > 0) write();
    return rings_;
  }

 private:
  static bool tagged(const TableWay& w) { return !w.way.tags.get("junction").empty(); }
  static bool one_way(const TableWay& w) { return w.way.tags.get("oneway") == "yes" || tagged(w); }

  template <class F>
  void for_each_step(F&& f) const {
    for (std::size_t w = 0; w < table_.ways.size(); ++w) {
      const auto& points = table_.ways[w].points;
      if (!one_way(table_.ways[w])) continue;
      for (std::size_t i = 0; i + 1 < points.size(); ++i) f(Step{points[i], points[i + 1], w});
    }
  }

  [[nodiscard]] Point ahead(const Step& s) const {
    return unit(table_.points[s.to] - table_.points[s.from]);
  }
  [[nodiscard]] double cosine(const Step& s, const Step& t) const {
    return dot(ahead(s), ahead(t));
  }

  // The step after s that turns most towards the inside.
  [[nodiscard]] std::optional<Step> follow(const Step& s) const {
    const auto found = next_.find(s.to);
    if (found == next_.end()) return std::nullopt;
    std::optional<Step> best;
    double most = -2;
    for (const Step& t : found->second) {
      if (cosine(s, t) < kLeastCosine) continue;
      const double turn = inside_ * cross(ahead(s), ahead(t));
      if (turn > most) most = turn, best = t;
    }
    return best;
  }

  // The ring that begins with a step; empty if there is none.
  [[nodiscard]] Steps ring_from(const Step& first) const {
    Steps ring;
    std::set<std::uint32_t> seen;
    double metres = 0;
    for (std::optional<Step> s = first; s; s = follow(*s)) {
      if (s->from == first.from && !ring.empty()) {
        const bool smooth = cosine(ring.back(), first) >= kLeastCosine;
        return smooth && metres >= kShortest && ring.size() >= kFewest ? ring : Steps{};
      }
      metres += distance(table_.points[s->from], table_.points[s->to]);
      if (metres > kLongest || !seen.insert(s->from).second) return {};
      ring.push_back(*s);
    }
    return {};
  }

  [[nodiscard]] double roundness(const Steps& ring) const {
    double twice_area = 0;
    double metres = 0;
    const Point origin = table_.points[ring[0].from];
    for (const Step& s : ring) {
      const Point p = table_.points[s.from] - origin;
      const Point q = table_.points[s.to] - origin;
      twice_area += cross(p, q);
      metres += distance(p, q);
    }
    return 2 * std::numbers::pi * inside_ * twice_area / (metres * metres);
  }

  void take_ring(const Step& first) {
    if (on_ring(first.from, first.to)) return;
    const Steps ring = ring_from(first);
    if (ring.empty() || roundness(ring) < kRoundness) return;
    for (const Step& s : ring) ring_steps_.insert({s.from, s.to});
    ++rings_;
  }

  [[nodiscard]] bool on_ring(std::uint32_t from, std::uint32_t to) const {
    return ring_steps_.contains({from, to});
  }

  void write() {
    std::vector<TableWay> ways;
    ways.reserve(table_.ways.size());
    for (const TableWay& w : table_.ways) {
      if (!one_way(w) || tagged(w))
        ways.push_back(w);
      else
        write_parts(w, ways);
    }
    table_.ways = std::move(ways);
  }

  // Cuts a way where it enters or leaves a ring, and tags the parts on it.
  void write_parts(const TableWay& w, std::vector<TableWay>& out) const {
    const auto& points = w.points;
    for (std::size_t i = 0; i + 1 < points.size();) {
      const bool ring = on_ring(points[i], points[i + 1]);
      TableWay part{w.way, {points[i], points[i + 1]}};
      for (++i; i + 1 < points.size() && on_ring(points[i], points[i + 1]) == ring; ++i)
        part.points.push_back(points[i + 1]);
      if (ring) part.way.tags.all.emplace_back("junction", "roundabout");
      out.push_back(std::move(part));
    }
  }

  StreetTable& table_;
  double inside_;  // sign of turns towards the inside
  std::unordered_map<std::uint32_t, Steps> next_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> ring_steps_;
  std::size_t rings_ = 0;
};

}  // namespace

std::size_t mark_roundabouts(StreetTable& table, DrivingSide side) {
  return Rings(table, side).mark();
}

}  // namespace mwendo
