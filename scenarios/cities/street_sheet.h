// Ways with tags and shared nodes that grow: tables of streets, and ways that fill their gaps.
//
//   StreetSheet sheet(box);
//   const auto a = sheet.add_node({0, 0}), b = sheet.add_node({90, 0});
//   sheet.add_way({.id = 7, .tags = {{{"highway", "primary"}}}}, {a, b});
//   const auto hit = sheet.nearest({40, 5}, 30);       // hit->distance_m == 5
//   const auto n = sheet.node_on(*hit, 10);            // a new node in the way
//   const OsmData data = sheet.to_osm(projection);     // for import_streets
//
// Guarantees: the order of a way's nodes never changes, so one-way streets keep their direction;
// the same calls give the same ids. Units: metres in the plane of the caller (UTM).
#pragma once

#include <optional>
#include <vector>

#include "network/conflate/geometry.h"
#include "network/osm/osm_data.h"

namespace mwendo {

inline constexpr double kSameNode = 10;  // m; an end of a segment this near is the node

struct SheetWay {
  std::int64_t id = 0;
  OsmTags tags;
  std::uint32_t round = 0;  // ways of an earlier round have more authority
  bool apart = false;       // on a level of its own: bridges, tunnels, motorways
  bool elevated = false;    // a motorway above other streets
};

struct SheetSegment {
  std::uint32_t a = 0, b = 0;  // nodes, in the direction of the way
  std::uint32_t way = 0;
  std::uint32_t next = conflate::kNothing;  // of the way
};

struct SheetHit {
  std::uint32_t segment = 0;
  Point point;  // nearest point on the segment
  double distance_m = 0;
};

class StreetSheet {
 public:
  explicit StreetSheet(conflate::Box box);

  std::uint32_t add_node(Point p);
  // Repeated nodes are left out; nothing is added for fewer than two.
  void add_way(SheetWay way, const std::vector<std::uint32_t>& nodes);

  struct Query {
    double radius_m = 30;
    std::optional<Point> direction = {};  // only segments of like direction, either way
    std::uint32_t from_round = 0;
    std::uint32_t before_round = conflate::kNothing;
    bool with_apart = true;
    bool with_elevated = true;
  };
  [[nodiscard]] std::optional<SheetHit> nearest(Point p, const Query& query) const;
  // A node at a point of a segment: an end within reach_m of it, else a new one in the way.
  std::uint32_t node_on(const SheetHit& hit, double reach_m);
  // Whether a way of at most limit_m joins two nodes, whatever its direction.
  [[nodiscard]] bool within(std::uint32_t from, std::uint32_t to, double limit_m);

  // Every segment whose cells touch the rectangle, some of them twice.
  template <class F>
  void visit(Point low, Point high, F&& f) const {
    const Cells c = cells_of(low, high);
    for (std::size_t y = c.y0; y <= c.y1; ++y)
      for (std::size_t x = c.x0; x <= c.x1; ++x)
        for (const std::uint32_t s : cells_[y * columns_ + x]) f(s);
  }

  [[nodiscard]] const std::vector<Point>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<SheetWay>& ways() const { return ways_; }
  [[nodiscard]] const std::vector<SheetSegment>& segments() const { return segments_; }
  [[nodiscard]] const std::vector<std::uint32_t>& incident(std::uint32_t node) const {
    return incident_[node];
  }
  [[nodiscard]] std::uint32_t other_end(std::uint32_t segment, std::uint32_t node) const {
    const SheetSegment& s = segments_[segment];
    return s.a == node ? s.b : s.a;
  }
  [[nodiscard]] double length(std::uint32_t segment) const {
    return distance(nodes_[segments_[segment].a], nodes_[segments_[segment].b]);
  }
  [[nodiscard]] const conflate::Box& box() const { return box_; }

  [[nodiscard]] OsmData to_osm(const Projection& projection) const;

 private:
  static constexpr double kCell = 100;
  struct Cells {
    std::size_t x0, y0, x1, y1;
  };
  [[nodiscard]] Cells cells_of(Point low, Point high) const;
  void index(std::uint32_t segment);
  std::uint32_t add_segment(std::uint32_t a, std::uint32_t b, std::uint32_t way);

  conflate::Box box_;
  std::size_t columns_, rows_;
  std::vector<std::vector<std::uint32_t>> cells_;
  std::vector<Point> nodes_;
  std::vector<SheetWay> ways_;
  std::vector<std::uint32_t> first_;  // segment, by way
  std::vector<SheetSegment> segments_;
  std::vector<std::vector<std::uint32_t>> incident_;  // segments, by node
  // Of within(): metres walked to a node, valid in the search of that number.
  std::vector<std::pair<std::uint32_t, double>> walked_;
  std::uint32_t search_ = 0;
};

}  // namespace mwendo
