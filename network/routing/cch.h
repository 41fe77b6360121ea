// Shortest paths by a customisable contraction hierarchy, in three phases.
//
//   const CchOrder order = metis_order(graph);                 // 1a. order: topology, once
//   const Cch cch(order, graph);                               // 1b. contraction, once
//   const CchMetric metric = cch.customise(weights);           // 2. per weights (every 15 min)
//   CchQuery query(cch, metric);                               // 3. reusable, one per thread
//   const CchWeight d = query.run(s, t);
//   query.path(arcs);                                          // arcs of `graph` from s to t
//
// Compiled and run in tests/examples/network/shortest_path_test.cpp.
// Guarantees:
//  1. Distances equal those of Dijkstra's algorithm; kUnreachable where there is no path.
//  2. Same graph and weights, same order, distances and paths, on every machine.
//  3. Cch and CchMetric are immutable and may be shared by threads.
// Units: weights are the caller's; the project uses milliseconds. Distances must stay below
// kUnreachable (24 days in milliseconds); a weight of kUnreachable or more closes the arc.
// Source: Dibbelt, Strasser, Wagner, "Customizable Contraction Hierarchies", ACM J. Exp.
// Algorithmics 21, 2016: nested dissection order (there by other partitioners, here METIS_NodeND),
// basic and perfect customisation by triangles, elimination tree query. Batched one-to-all
// sweeps restricted to targets: Delling, Goldberg, Werneck, "Faster batched shortest paths in road
// networks", ATMOS 2011 (RPHAST).
// Errors: std::invalid_argument where sizes do not match.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/routing/csr_graph.h"

namespace mwendo {

using CchWeight = std::uint32_t;
inline constexpr CchWeight kUnreachable = 0x7FFFFFFFU;  // twice this still fits
inline constexpr std::uint32_t kNoNode = 0xFFFFFFFFU;

// node_at[rank]; rank 0 is contracted first.
struct CchOrder {
  std::vector<std::uint32_t> node_at;
};

// Nested dissection of the graph without directions, by METIS with a fixed seed.
[[nodiscard]] CchOrder metis_order(const CsrGraph& graph);

// Weights on the hierarchy. Nodes are ranks; an arc goes up from the lower to the higher rank.
struct CchMetric {
  std::vector<CchWeight> up;    // by arc of the hierarchy: lower to higher
  std::vector<CchWeight> down;  // higher to lower
  // The lower node an arc goes over, as the arc from that node to the tail; kNoNode: input arc.
  std::vector<std::uint32_t> up_over;
  std::vector<std::uint32_t> down_over;

  // What a search needs: arcs that some shortest path uses, up (forward) or down (backward).
  struct SearchArc {
    std::uint32_t head;
    CchWeight weight;
  };
  struct SearchGraph {
    std::vector<std::uint32_t> first;
    std::vector<SearchArc> arcs;
  };
  SearchGraph forward;
  SearchGraph backward;
  std::vector<CchWeight> input;  // the weights given
};

class Cch {
 public:
  Cch(const CchOrder& order, const CsrGraph& graph);

  [[nodiscard]] CchMetric customise(std::span<const CchWeight> weights) const;

  [[nodiscard]] std::uint32_t node_count() const {
    return static_cast<std::uint32_t>(rank_of_.size());
  }
  [[nodiscard]] std::uint32_t arc_count() const { return static_cast<std::uint32_t>(head_.size()); }
  [[nodiscard]] std::uint32_t rank_of(std::uint32_t node) const { return rank_of_[node]; }
  [[nodiscard]] std::uint32_t parent_of(std::uint32_t rank) const { return parent_[rank]; }
  // The arc between two ranks, or kNoNode.
  [[nodiscard]] std::uint32_t find_arc(std::uint32_t lower, std::uint32_t higher) const;
  // Appends the arcs of the input graph that a hierarchy arc stands for.
  void unpack(const CchMetric& metric, std::uint32_t arc, bool upwards,
              std::vector<std::uint32_t>& path) const;

 private:
  void contract(const CsrGraph& graph);
  void index_downwards();
  void map_input(const CsrGraph& graph);
  void relax_lower_triangles(CchMetric& metric) const;
  void relax_upper_triangles(std::vector<CchWeight>& up, std::vector<CchWeight>& down) const;
  [[nodiscard]] CchMetric::SearchGraph search_graph(const std::vector<CchWeight>& basic,
                                                    const std::vector<CchWeight>& perfect) const;
  void unpack_input(const CchMetric& metric, std::uint32_t arc, bool upwards,
                    std::vector<std::uint32_t>& path) const;

  std::vector<std::uint32_t> rank_of_;  // by node
  std::vector<std::uint32_t> parent_;   // elimination tree, by rank; kNoNode at roots
  std::vector<std::uint32_t> first_;    // arcs up, by rank
  std::vector<std::uint32_t> head_;     // sorted within a tail
  std::vector<std::uint32_t> tail_;
  std::vector<std::uint32_t> down_first_;  // arcs into a rank from below
  std::vector<std::uint32_t> down_arc_;
  std::vector<std::uint32_t> arc_of_input_;  // kNoNode for loops
  std::vector<char> input_goes_up_;
  std::vector<std::uint32_t> inputs_first_;  // input arcs by hierarchy arc
  std::vector<std::uint32_t> inputs_;
};

// A start or an end with what it costs to get there.
struct CchSeed {
  std::uint32_t node = 0;
  CchWeight weight = 0;
};

class CchQuery {
 public:
  CchQuery(const Cch& cch, const CchMetric& metric);
  void use(const CchMetric& metric) { metric_ = &metric; }

  CchWeight run(std::uint32_t source, std::uint32_t target);
  // The best of all pairs, with the seeds' weights added.
  CchWeight run(std::span<const CchSeed> sources, std::span<const CchSeed> targets);

  // Of the last run; empty if there was no path or the start is the end.
  void path(std::vector<std::uint32_t>& arcs);
  // The seeds that won, after path(); kNoNode if there was no path.
  [[nodiscard]] std::uint32_t source() const;
  [[nodiscard]] std::uint32_t target() const;

 private:
  struct Side {
    std::vector<CchWeight> distance;  // by rank
    std::vector<CchSeed> seeds;
    std::vector<std::uint32_t> to_do;  // ranks above the seeds, rising
    std::vector<char> listed;          // by rank
  };
  void clear(Side& side) const;
  void start(Side& side, std::span<const CchSeed> seeds) const;
  void search();
  // The ranks on the way from a seed up to the meeting point, from above.
  void descend(const Side& side, const CchMetric::SearchGraph& graph,
               std::vector<std::uint32_t>& ranks) const;
  [[nodiscard]] std::uint32_t seed_at(const Side& side, std::uint32_t rank) const;

  const Cch* cch_;
  const CchMetric* metric_;
  Side forward_;
  Side backward_;
  CchWeight best_ = kUnreachable;
  std::uint32_t meeting_ = kNoNode;
  std::vector<std::uint32_t> climb_;  // ranks of the last path, from the meeting point down
  std::vector<std::uint32_t> fall_;
};

// Distances from many sources to one set of targets, for skims.
//
//   CchSkim skim(cch, metric, targets);
//   skim.run(sources, row);          // row[i * targets.size() + j]
class CchSkim {
 public:
  CchSkim(const Cch& cch, const CchMetric& metric, std::span<const std::uint32_t> targets);
  void run(std::span<const std::uint32_t> sources, std::span<CchWeight> table);

 private:
  static constexpr std::size_t kBatch = 8;  // sources that share a sweep
  void climb(std::uint32_t source, std::size_t place);
  void sweep();

  const Cch* cch_;
  const CchMetric* metric_;
  std::vector<std::uint32_t> selected_;  // ranks above the targets, falling
  std::vector<std::uint32_t> first_;     // arcs into a selected rank, as places in selected_
  std::vector<std::uint32_t> from_;
  std::vector<CchWeight> weight_;
  std::vector<std::uint32_t> place_of_;  // rank -> place in selected_, or kNoNode
  std::vector<std::uint32_t> target_place_;
  std::vector<CchWeight> above_;     // upward search of one source, by rank
  std::vector<CchWeight> distance_;  // by place and source of the batch
};

}  // namespace mwendo
