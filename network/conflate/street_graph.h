// The merged streets as nodes and two-way edges with geometry; what the network is built from.
//
//   SegmentGraph g = ...;                        // traces merged
//   CleanReport report;
//   clean(g, CleanRule{}, report);
//   StreetGraph streets = to_streets(g, 600);
//
// Guarantees: the geometry of an edge runs from the position of `a` to that of `b`; edge length
// > 0; same input, same ids.
#pragma once

#include <cstdint>
#include <vector>

#include "network/conflate/geometry.h"
#include "network/conflate/segment_graph.h"

namespace mwendo::conflate {

struct StreetEdge {
  std::uint32_t a = kNothing;
  std::uint32_t b = kNothing;
  Line line;
  double length_m = 0;
  Provenance from;
};

struct StreetGraph {
  std::vector<Point> nodes;
  std::vector<StreetEdge> edges;
  std::vector<std::vector<std::uint32_t>> incident;  // edges at a node

  std::uint32_t add_node(Point p);
  std::uint32_t add_edge(std::uint32_t a, std::uint32_t b, Line line, Provenance from);
  // Puts a node on an edge. Instead of splitting it returns an end that is nearer than reach_m. The
  // edge keeps the part at its node a; the part at b is new.
  std::uint32_t split(std::uint32_t edge, double along_m, double reach_m);
  [[nodiscard]] std::uint32_t other_end(std::uint32_t edge, std::uint32_t node) const {
    return edges[edge].a == node ? edges[edge].b : edges[edge].a;
  }
  [[nodiscard]] double total_length() const;
};

// A way through vertices of degree two, from one junction or dead end to the next.
struct Chain {
  std::vector<VertexIndex> vertices;
  std::vector<SegmentIndex> segments;
  double length_m = 0;
  Provenance from;  // lowest rank, mean uses
  [[nodiscard]] VertexIndex first() const { return vertices.front(); }
  [[nodiscard]] VertexIndex last() const { return vertices.back(); }
};
[[nodiscard]] std::vector<Chain> chains_of(const SegmentGraph& graph);
[[nodiscard]] Line line_of(const SegmentGraph& graph, const Chain& chain);

struct CleanRule {
  double snap_m = 45;      // a dead end this near to a street is joined to it
  double junction_m = 35;  // junctions closer than this along a street are one
  double stub_m = 60;      // dead ends shorter than this go
  double loop_m = 250;     // loops back to the same junction shorter than this go
  double parallel_m = 45;  // two ways between the same junctions this near are one
  double island_m = 150;   // separate parts this near to the main part are joined to it
};

struct CleanReport {
  int snapped_ends = 0, merged_junctions = 0, dropped_stubs = 0, dropped_loops = 0;
  int dropped_parallels = 0, joined_islands = 0, dropped_islands = 0;
  double dropped_island_m = 0;
};

void clean(SegmentGraph& graph, const CleanRule& rule, CleanReport& report);

// Contracts the graph to junctions; edges longer than longest_m are cut into equal parts.
[[nodiscard]] StreetGraph to_streets(const SegmentGraph& graph, double longest_m);

}  // namespace mwendo::conflate
