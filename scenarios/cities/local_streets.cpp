#include "scenarios/cities/local_streets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "network/base/random.h"
#include "network/conflate/geometry.h"

namespace mwendo {
namespace {

using namespace conflate;

using GridKey = std::pair<int, int>;  // row, column
constexpr std::array<GridKey, 4> kSides = {{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};

// Where people live by the population grid; cells of 0.01 degree.
class People {
 public:
  explicit People(const std::vector<GridRow>& rows) {
    for (const GridRow& row : rows)
      if (row.in_county) cells_[cell(row.centre)].push_back(&row);
  }
  [[nodiscard]] double per_km2(Point p) const {
    const GridRow* best = nullptr;
    const GridKey at = cell(p);
    for (int y = at.first - 1; y <= at.first + 1; ++y)
      for (int x = at.second - 1; x <= at.second + 1; ++x) {
        const auto found = cells_.find({y, x});
        if (found == cells_.end()) continue;
        for (const GridRow* row : found->second)
          if (!best || distance(row->centre, p) < distance(best->centre, p)) best = row;
      }
    const bool inside = best && distance(best->centre, p) < kCell;
    return inside ? best->population / (kCell * kCell / 1e6) : 0;
  }

 private:
  static constexpr double kCell = 1110;  // m
  static GridKey cell(Point p) {
    return {static_cast<int>(std::floor(p.y / kCell)), static_cast<int>(std::floor(p.x / kCell))};
  }
  std::map<GridKey, std::vector<const GridRow*>> cells_;
};

// Cells with streets, to see on which sides of a place there are some.
class StreetCells {
 public:
  StreetCells(const StreetSheet& sheet, double reach_m)
      : low_(sheet.box().low),
        columns_(count(sheet.box().high.x - low_.x)),
        rows_(count(sheet.box().high.y - low_.y)),
        metres_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0),
        reach_(static_cast<int>(reach_m / kCell)) {
    for (const SheetSegment& s : sheet.segments()) {
      const Point a = sheet.nodes()[s.a];
      const Point b = sheet.nodes()[s.b];
      const double length = distance(a, b);
      const int parts = 1 + static_cast<int>(length / (kCell / 2));
      for (int k = 0; k < parts; ++k) {
        const Point p = a + (b - a) * ((k + 0.5) / parts);
        metres_[at(column(p), row(p))] += static_cast<float>(length / parts);
      }
    }
  }

  // Streets on all four sides and at least this many kilometres of them a square kilometre.
  [[nodiscard]] bool enclosed(Point p, double km_per_km2) const {
    std::array<bool, 4> side{};
    double metres = 0;
    const int cx = column(p);
    const int cy = row(p);
    for (int y = std::max(0, cy - reach_); y <= std::min(rows_ - 1, cy + reach_); ++y)
      for (int x = std::max(0, cx - reach_); x <= std::min(columns_ - 1, cx + reach_); ++x) {
        if (metres_[at(x, y)] == 0 || (x == cx && y == cy)) continue;
        metres += double{metres_[at(x, y)]};
        const int dx = x - cx;
        const int dy = y - cy;
        const bool east = dx + dy > 0;
        const bool north = dy - dx > 0;
        side[(east ? 1U : 0U) + (north ? 2U : 0U)] = true;
      }
    const double km2 = (2 * reach_ + 1) * (2 * reach_ + 1) * kCell * kCell / 1e6;
    return side[0] && side[1] && side[2] && side[3] && metres / 1000 >= km_per_km2 * km2;
  }

 private:
  static constexpr double kCell = 100;
  static int count(double size) { return static_cast<int>(size / kCell) + 1; }
  [[nodiscard]] int column(Point p) const { return static_cast<int>((p.x - low_.x) / kCell); }
  [[nodiscard]] int row(Point p) const { return static_cast<int>((p.y - low_.y) / kCell); }
  [[nodiscard]] std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(x);
  }
  Point low_;
  int columns_, rows_;
  std::vector<float> metres_;
  int reach_;
};

class LocalStreets {
 public:
  LocalStreets(const CityTables& tables, StreetSheet& sheet, std::uint32_t round,
               const LocalStreetRule& rule)
      : tables_(tables),
        sheet_(sheet),
        round_(round),
        rule_(rule),
        people_(tables.grid),
        cells_(sheet, rule.enclosed_m) {}

  LocalStreetReport add() {
    place_nodes();
    join_grid();
    join_streets();
    drop_dead_ends();
    return write();
  }

 private:
  struct LocalEdge {
    std::uint32_t a, b;  // nodes of the sheet
  };

  void place_nodes() {
    const auto cell = [&](double v) { return static_cast<int>(std::floor(v / rule_.spacing_m)); };
    const Box& box = sheet_.box();
    for (int row = cell(box.low.y) + 1; row < cell(box.high.y); ++row)
      for (int column = cell(box.low.x) + 1; column < cell(box.high.x); ++column) {
        const Point p = shaken(row, column);
        if (!lived_in(p)) continue;
        node_at_[{row, column}] = kNothing;
        place_[{row, column}] = p;
      }
    for (auto& [key, node] : node_at_) node = sheet_.add_node(place_[key]);
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

  [[nodiscard]] bool lived_in(Point p) const {
    if (!tables_.grid.empty()) {
      if (people_.per_km2(p) < rule_.people_per_km2) return false;
    } else if (!cells_.enclosed(p, rule_.streets_per_km2)) {
      return false;
    }
    const auto street = sheet_.nearest(p, {.radius_m = rule_.reach_m});
    return street && street->distance_m > rule_.clear_m;
  }

  // Whether a straight street would cross or touch one that is there; it may end on one.
  [[nodiscard]] bool crosses(Point p, Point q, std::uint32_t end = kNothing) const {
    bool found = false;
    sheet_.visit({std::min(p.x, q.x), std::min(p.y, q.y)}, {std::max(p.x, q.x), std::max(p.y, q.y)},
                 [&](std::uint32_t i) {
                   const SheetSegment& s = sheet_.segments()[i];
                   if (found || s.a == end || s.b == end) return;
                   found = crossing(p, q, sheet_.nodes()[s.a], sheet_.nodes()[s.b]).has_value();
                 });
    return found;
  }

  void join_grid() {
    for (const auto& [key, node] : node_at_)
      for (const GridKey& side : {kSides[0], kSides[1]}) {
        const auto other = node_at_.find({key.first + side.first, key.second + side.second});
        if (other == node_at_.end()) continue;
        if (crosses(sheet_.nodes()[node], sheet_.nodes()[other->second])) continue;
        edges_.push_back({node, other->second});
      }
  }

  [[nodiscard]] bool takes_local_streets(const SheetWay& way) const {
    const OsmTags& tags = way.tags;
    const std::string_view highway = tags.get("highway");
    if (way.apart || highway.starts_with("trunk") || highway.ends_with("_link")) return false;
    return tags.get("oneway") != "yes" && tags.get("dual_carriageway") != "yes" &&
           tags.get("junction").empty();
  }

  // The nearest place of a street on one side of p, a quarter of the circle wide.
  [[nodiscard]] std::optional<SheetHit> street_on_side(Point p, GridKey side) const {
    const Point out{double(side.second), double(side.first)};
    SheetHit best{kNothing, p, rule_.join_m};
    const Point reach{rule_.join_m, rule_.join_m};
    sheet_.visit(p - reach, p + reach, [&](std::uint32_t i) {
      const SheetSegment& s = sheet_.segments()[i];
      if (!takes_local_streets(sheet_.ways()[s.way])) return;
      const Foot f = project(p, sheet_.nodes()[s.a], sheet_.nodes()[s.b]);
      if (dot(unit(f.point - p), out) < 0.71) return;
      if (f.distance_m < best.distance_m || (f.distance_m == best.distance_m && i < best.segment))
        best = {i, f.point, f.distance_m};
    });
    if (best.segment == kNothing) return std::nullopt;
    return best;
  }

  void join_streets() {
    constexpr double kSameJunction = 60;
    constexpr std::size_t kMostLegs = 4;
    for (const auto& [key, node] : node_at_)
      for (const GridKey& side : kSides) {
        if (node_at_.contains({key.first + side.first, key.second + side.second})) continue;
        const Point p = sheet_.nodes()[node];
        const auto hit = street_on_side(p, side);
        if (!hit) continue;
        const std::uint32_t to = sheet_.node_on(*hit, kSameJunction);
        const bool open = std::all_of(
            sheet_.incident(to).begin(), sheet_.incident(to).end(), [&](std::uint32_t i) {
              return takes_local_streets(sheet_.ways()[sheet_.segments()[i].way]);
            });
        if (!open || sheet_.incident(to).size() + legs_[to] >= kMostLegs) continue;
        if (crosses(p, sheet_.nodes()[to], to)) continue;
        ++legs_[to];
        edges_.push_back({node, to});
        streets_.push_back(to);
      }
  }

  // A mesh gives ways through: what ends in the middle of nothing is left out.
  void drop_dead_ends() {
    std::set<std::uint32_t> local;
    for (const auto& [key, node] : node_at_) local.insert(node);
    for (bool dropped = true; dropped;) {
      std::map<std::uint32_t, int> legs;
      for (const LocalEdge& e : edges_) ++legs[e.a], ++legs[e.b];
      const auto ends = [&](std::uint32_t n) { return legs[n] == 1 && local.contains(n); };
      dropped =
          std::erase_if(edges_, [&](const LocalEdge& e) { return ends(e.a) || ends(e.b); }) > 0;
    }
    std::set<std::uint32_t> left;
    for (const LocalEdge& e : edges_) left.insert({e.a, e.b});
    std::erase_if(streets_, [&](std::uint32_t n) { return !left.contains(n); });
  }

  // Nodes that the local streets connect with a street.
  [[nodiscard]] std::vector<char> connected() const {
    std::map<std::uint32_t, std::vector<std::uint32_t>> next;
    for (const LocalEdge& e : edges_) {
      next[e.a].push_back(e.b);
      next[e.b].push_back(e.a);
    }
    std::vector<char> reached(sheet_.nodes().size(), 0);
    std::vector<std::uint32_t> open = streets_;
    for (const std::uint32_t n : open) reached[n] = 1;
    while (!open.empty()) {
      const std::uint32_t n = open.back();
      open.pop_back();
      for (const std::uint32_t m : next[n])
        if (reached[m] == 0) reached[m] = 1, open.push_back(m);
    }
    return reached;
  }

  LocalStreetReport write() {
    const std::vector<char> reached = connected();
    SheetWay way;
    way.id = kMadeUpWay;
    way.round = round_;
    way.tags.all = {{"highway", "residential"},
                    {"class:inferred", "yes"},
                    {"course:inferred", "yes"},
                    {"bus", "no"},
                    {"minibus", "no"}};
    LocalStreetReport report;
    for (const LocalEdge& e : edges_) {
      if (reached[e.a] == 0) continue;
      sheet_.add_way(way, {e.a, e.b});
      report.length_m += distance(sheet_.nodes()[e.a], sheet_.nodes()[e.b]);
    }
    report.nodes = node_at_.size();
    return report;
  }

  const CityTables& tables_;
  StreetSheet& sheet_;
  std::uint32_t round_;
  LocalStreetRule rule_;
  People people_;
  StreetCells cells_;
  std::map<GridKey, std::uint32_t> node_at_;
  std::map<GridKey, Point> place_;
  std::vector<LocalEdge> edges_;
  std::vector<std::uint32_t> streets_;         // nodes of streets that local ones join
  std::map<std::uint32_t, std::size_t> legs_;  // local streets at them
};

}  // namespace

LocalStreetReport add_local_streets(const CityTables& tables, StreetSheet& sheet,
                                    std::uint32_t round, const LocalStreetRule& rule) {
  return LocalStreets(tables, sheet, round, rule).add();
}

}  // namespace mwendo
