// Shortest paths on a graph of street nodes, for walkers, cyclists and zone distances.
//
//   const PathGraph walk = foot_graph(net);              // network/walking/active_graph.h
//   PathSearch search(walk);
//   search.run(origin, 3600);                            // everything within one hour
//   if (search.reached(n)) total += search.length_m(n);
//   for (LinkId l : search.links_to(n)) ...
//
// Guarantees: cost(n) is the least sum of arc costs. The node number breaks ties, so the tree is
// the same on every machine. A search object may be reused; it clears only what it touched.
// Units: cost is whatever the graph's arcs carry (seconds, perceived seconds, metres).
// Method: Dijkstra with a binary heap; turns cost nothing (walkers and riders turn freely).
// Source: Dijkstra, "A note on two problems in connexion with graphs", 1959.
#pragma once

#include <cstdint>
#include <vector>

#include "network/base/ids.h"

namespace mwendo {

struct PathArc {
  NodeId head;
  LinkId link;
  float cost = 0;
  float length_m = 0;
};

// Arcs by tail node. An arc may run against its link's direction (walkers on a one-way street).
struct PathGraph {
  Csr<NodeId, PathArc> arcs;
  [[nodiscard]] std::size_t nodes() const { return arcs.parents(); }
};

// Arcs with their tail, to be sorted into a graph.
struct TailedArc {
  NodeId tail;
  PathArc arc;
};
[[nodiscard]] PathGraph make_path_graph(std::size_t nodes, const std::vector<TailedArc>& arcs);

class PathSearch {
 public:
  static constexpr float kUnreached = 3.0e38F;
  explicit PathSearch(const PathGraph& graph);  // the graph must outlive the search
  explicit PathSearch(PathGraph&& graph) = delete;

  // Settles every node whose cost from the origin is at most max_cost.
  void run(NodeId origin, float max_cost = kUnreached);
  [[nodiscard]] bool reached(NodeId n) const { return cost(n) < kUnreached; }
  [[nodiscard]] float cost(NodeId n) const { return labels_[n.value].cost; }
  [[nodiscard]] float length_m(NodeId n) const { return labels_[n.value].length_m; }
  // Links of the way from the origin to a reached node, in order of travel.
  [[nodiscard]] std::vector<LinkId> links_to(NodeId n) const;
  // Calls visit(link, metres from the origin to the link's start) from the last link to the first.
  template <class Visit>
  void visit_path(NodeId n, Visit visit) const {
    while (labels_[n.value].parent.valid()) {
      const Label& label = labels_[n.value];
      visit(label.link, labels_[label.parent.value].length_m);
      n = label.parent;
    }
  }

 private:
  struct Label {
    float cost = kUnreached;
    float length_m = 0;
    NodeId parent;
    LinkId link;
  };
  struct Entry {
    float cost;
    NodeId node;
    bool operator<(const Entry& o) const {  // the heap keeps the least cost, then node, on top
      return cost > o.cost || (cost == o.cost && node > o.node);
    }
  };
  void clear();
  void relax(NodeId from, float max_cost);

  const PathGraph* graph_;
  std::vector<Label> labels_;
  std::vector<NodeId> touched_;
  std::vector<Entry> heap_;
};

}  // namespace mwendo
