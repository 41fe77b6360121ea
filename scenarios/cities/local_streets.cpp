#include "scenarios/cities/local_streets.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "network/base/random.h"
#include "network/conflate/street_index.h"

namespace mwendo {
namespace {

using namespace conflate;

using GridKey = std::pair<int, int>;

class LocalStreets {
 public:
  LocalStreets(const CityTables& tables, CityStreets& streets, const LocalStreetRule& rule)
      : tables_(tables), streets_(streets), rule_(rule), main_(streets.graph), index_(main_, 200) {}

  double add() {
    place_nodes();
    join_grid();
    join_main_streets();
    return write();
  }

 private:
  struct LocalEdge {
    std::uint32_t a, b;  // local nodes from first_local() on, else nodes of main streets
  };

  [[nodiscard]] std::uint32_t first_local() const {
    return static_cast<std::uint32_t>(main_.nodes.size());
  }
  [[nodiscard]] Point position(std::uint32_t n) const {
    return n < first_local() ? main_.nodes[n] : local_[n - first_local()];
  }
  [[nodiscard]] bool on_ground(std::uint32_t e) const {
    return main_.edges[e].from.rank < kRankElevated;
  }

  void place_nodes() {
    Point low = main_.nodes.front();
    Point high = low;
    for (const Point& p : main_.nodes) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const auto cell = [&](double v) { return static_cast<int>(std::floor(v / rule_.spacing_m)); };
    for (int row = cell(low.y); row <= cell(high.y); ++row)
      for (int column = cell(low.x); column <= cell(high.x); ++column) {
        const Point p = shaken(row, column);
        if (!built_up(p)) continue;
        node_at_[{row, column}] = first_local() + static_cast<std::uint32_t>(local_.size());
        local_.push_back(p);
      }
  }

  [[nodiscard]] Point shaken(int row, int column) const {
    const auto draw = [&](std::uint32_t axis) {
      return uniform(
          {.seed = 1,
           .purpose = Draw::network_noise,
           .subject = static_cast<std::uint32_t>(row) * 65536U + static_cast<std::uint32_t>(column),
           .index = axis});
    };
    const auto at = [&](int cell, double u) {
      return (cell + 0.5 + rule_.shake * (2 * u - 1)) * rule_.spacing_m;
    };
    return {at(column, draw(0)), at(row, draw(1))};
  }

  [[nodiscard]] bool built_up(Point p) const {
    double around = 0;
    double nearest = rule_.reach_m + 1;
    for (const NearStreet& s : index_.near(p, 1000)) {
      if (!on_ground(s.edge)) continue;
      nearest = std::min(nearest, s.foot.distance_m);
      around += main_.edges[s.edge].length_m;
    }
    return nearest >= rule_.clear_m && nearest <= rule_.reach_m && around >= rule_.streets_around_m;
  }

  // Whether a straight street between two nodes would cross or touch a main street on the way.
  [[nodiscard]] bool crosses_main(std::uint32_t a, std::uint32_t b) const {
    const Point p = position(a);
    const Point q = position(b);
    for (const NearStreet& s : index_.near((p + q) * 0.5, distance(p, q) / 2 + 5)) {
      const StreetEdge& e = main_.edges[s.edge];
      if (!on_ground(s.edge) || e.a == a || e.b == a || e.a == b || e.b == b) continue;
      for (std::size_t i = 0; i + 1 < e.line.size(); ++i)
        if (crossing(p, q, e.line[i], e.line[i + 1])) return true;
    }
    return false;
  }

  void join_grid() {
    for (const auto& [key, node] : node_at_)
      for (const GridKey& next :
           {GridKey{key.first, key.second + 1}, GridKey{key.first + 1, key.second}}) {
        const auto other = node_at_.find(next);
        if (other != node_at_.end() && !crosses_main(node, other->second))
          edges_.push_back({node, other->second});
      }
  }

  // Local streets meet named roads between their junctions, and no divided roads.
  [[nodiscard]] bool takes_local_streets(std::uint32_t n) const {
    bool named = false;
    for (const std::uint32_t e : main_.incident[n]) {
      if (!on_ground(e)) return false;
      const std::uint32_t r = streets_.road_of_edge[e];
      if (r == kNoRoad) continue;
      if (tables_.roads[r].limited_access || tables_.roads[r].dual) return false;
      named = true;
    }
    return !named || main_.incident[n].size() <= 2;
  }

  // Directions that leave a main street's node already; a new street keeps 40 degrees from them.
  [[nodiscard]] std::vector<Point> directions_at(std::uint32_t n) const {
    std::vector<Point> out;
    for (const std::uint32_t e : main_.incident[n]) {
      const Line& line = main_.edges[e].line;
      const Point next = main_.edges[e].a == n ? line[1] : line[line.size() - 2];
      out.push_back(unit(next - main_.nodes[n]));
    }
    return out;
  }

  void join_main_streets() {
    constexpr double kTooAlike = 0.77;  // cosine of 40 degrees
    constexpr std::size_t kMostLegs = 4;
    for (std::uint32_t n = 0; n < first_local(); ++n) {
      if (main_.incident[n].empty() || !takes_local_streets(n)) continue;
      std::vector<Point> taken = directions_at(n);
      for (const std::uint32_t local : near_locals(main_.nodes[n])) {
        if (taken.size() >= kMostLegs) break;
        const Point to = unit(position(local) - main_.nodes[n]);
        const bool alike = std::any_of(taken.begin(), taken.end(),
                                       [&](Point t) { return dot(t, to) > kTooAlike; });
        if (alike || crosses_main(local, n)) continue;
        taken.push_back(to);
        edges_.push_back({n, local});
      }
    }
  }

  // Local nodes within reach, nearest first.
  [[nodiscard]] std::vector<std::uint32_t> near_locals(Point p) const {
    const int row = static_cast<int>(std::floor(p.y / rule_.spacing_m));
    const int column = static_cast<int>(std::floor(p.x / rule_.spacing_m));
    std::vector<std::pair<double, std::uint32_t>> found;
    for (int r = row - 2; r <= row + 2; ++r)
      for (int c = column - 2; c <= column + 2; ++c) {
        const auto at = node_at_.find({r, c});
        if (at == node_at_.end()) continue;
        const double d = distance(position(at->second), p);
        if (d <= rule_.join_m) found.emplace_back(d, at->second);
      }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> nodes;
    for (const auto& [d, n] : found) nodes.push_back(n);
    return nodes;
  }

  // Nodes that the local streets connect with a main street.
  [[nodiscard]] std::vector<char> connected() const {
    const std::size_t count = first_local() + local_.size();
    std::vector<std::vector<std::uint32_t>> next(count);
    for (const LocalEdge& e : edges_) {
      next[e.a].push_back(e.b);
      next[e.b].push_back(e.a);
    }
    std::vector<char> reached(count, 0);
    std::vector<std::uint32_t> open;
    for (std::uint32_t n = 0; n < first_local(); ++n) open.push_back(n);
    for (const std::uint32_t n : open) reached[n] = 1;
    while (!open.empty()) {
      const std::uint32_t n = open.back();
      open.pop_back();
      for (const std::uint32_t m : next[n])
        if (reached[m] == 0) reached[m] = 1, open.push_back(m);
    }
    return reached;
  }

  double write() {
    const std::vector<char> reached = connected();
    std::vector<std::uint32_t> id(first_local() + local_.size(), kNothing);
    for (std::uint32_t n = 0; n < id.size(); ++n) {
      if (n < first_local())
        id[n] = n;
      else if (reached[n] != 0)
        id[n] = streets_.graph.add_node(position(n));
    }
    double length = 0;
    for (const LocalEdge& e : edges_) {
      if (reached[e.a] == 0) continue;
      streets_.graph.add_edge(id[e.a], id[e.b], {position(e.a), position(e.b)}, {kRankLocal, 1, 0});
      streets_.road_of_edge.push_back(kNoRoad);
      length += streets_.graph.edges.back().length_m;
    }
    return length;
  }

  const CityTables& tables_;
  CityStreets& streets_;
  LocalStreetRule rule_;
  const StreetGraph main_;
  const StreetIndex index_;
  std::map<GridKey, std::uint32_t> node_at_;
  std::vector<Point> local_;
  std::vector<LocalEdge> edges_;
};

}  // namespace

double add_local_streets(const CityTables& tables, CityStreets& streets,
                         const LocalStreetRule& rule) {
  return LocalStreets(tables, streets, rule).add();
}

}  // namespace mwendo
