// A growing graph of short straight street pieces with a spatial index. Traces are merged into
// streets on it (network/conflate/trace_merge.h).
//
//   SegmentGraph g(box, 64);
//   const auto a = g.add_vertex({0, 0}), b = g.add_vertex({50, 0});
//   g.add_segment(a, b, {.rank = 0});
//   const auto hit = g.nearest({20, 5}, {.radius_m = 40});   // hit->distance_m == 5
//
// Guarantees: live segments have two different ends and length > 0; at most one live segment joins
// a pair of vertices; the same calls give the same ids.
// Units: metres in the plane of the caller (UTM).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "network/network.h"

namespace mwendo::conflate {

using VertexIndex = std::uint32_t;
using SegmentIndex = std::uint32_t;
inline constexpr std::uint32_t kNothing = 0xFFFFFFFFU;

struct Box {
  Point low, high;
};
[[nodiscard]] Box box_of(const std::vector<std::vector<Point>>& lines, double margin_m);

// Provenance of a street piece. The source of a lower rank has more authority.
struct Provenance {
  std::uint32_t rank = 0;  // 0 named road, 1 public transport street ...
  std::uint32_t uses = 1;  // traces that ran along it
  double reach_m = 0;      // traces this near are this street, if that is more than the query's
};

struct Segment {
  VertexIndex a = kNothing;
  VertexIndex b = kNothing;
  Provenance from;
  bool alive = true;
};

struct Hit {
  SegmentIndex segment = kNothing;
  Point point;  // nearest point on the segment
  double distance_m = 0;
};

struct NearQuery {
  double radius_m = 40;
  double widest_m = 0;  // the most that a street's own reach may widen the radius to
  // If set, only segments whose direction differs by less than max_turn (cosine, either way).
  std::optional<Point> direction;
  double min_cosine = 0.82;  // about 35 degrees
};

class SegmentGraph {
 public:
  static constexpr double kMaxSegment = 60;  // longer pieces are cut when they are added

  SegmentGraph(Box box, double cell_m);

  VertexIndex add_vertex(Point p);
  // Adds a street piece, cut to kMaxSegment; nothing happens for a == b or an existing pair.
  void add_segment(VertexIndex a, VertexIndex b, Provenance from);
  // As add_segment, but the piece meets every street it crosses in a common vertex.
  void add_crossing(VertexIndex a, VertexIndex b, Provenance from);
  void remove(SegmentIndex s);
  // A vertex at a point of a segment: an end if it is within reach_m of one, else a new one that
  // splits the segment.
  VertexIndex vertex_on(SegmentIndex s, Point p, double reach_m);
  // Moves every segment of `gone` to `kept`.
  void merge_vertices(VertexIndex kept, VertexIndex gone);
  void move_vertex(VertexIndex v, Point p);
  void note_use(SegmentIndex s) { ++segments_[s].from.uses; }

  [[nodiscard]] std::optional<Hit> nearest(Point p, const NearQuery& query) const;
  // Live segments whose cell rectangle touches the box; may hold others near by.
  void collect(Box box, std::vector<SegmentIndex>& found) const;

  [[nodiscard]] const std::vector<Point>& vertices() const { return vertices_; }
  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
  [[nodiscard]] const std::vector<SegmentIndex>& incident(VertexIndex v) const {
    return incident_[v];
  }
  [[nodiscard]] std::size_t degree(VertexIndex v) const { return incident_[v].size(); }
  [[nodiscard]] VertexIndex other_end(SegmentIndex s, VertexIndex v) const {
    return segments_[s].a == v ? segments_[s].b : segments_[s].a;
  }
  [[nodiscard]] double length(SegmentIndex s) const;
  [[nodiscard]] double total_length() const;
  // Whether a way of at most limit_m joins two vertices.
  [[nodiscard]] bool within(VertexIndex from, VertexIndex to, double limit_m) const;

 private:
  struct Cells {
    std::size_t x0, y0, x1, y1;
  };
  [[nodiscard]] Cells cells_of(Box box) const;
  void raw_segment(VertexIndex a, VertexIndex b, Provenance from);
  void index_segment(SegmentIndex s);

  Box box_;
  double cell_m_;
  std::size_t columns_, rows_;
  std::vector<std::vector<SegmentIndex>> cells_;
  std::vector<Point> vertices_;
  std::vector<Segment> segments_;
  std::vector<std::vector<SegmentIndex>> incident_;
};

}  // namespace mwendo::conflate
