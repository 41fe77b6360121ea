#include "network/walking/path_search.h"

#include <algorithm>

namespace mwendo {

PathGraph make_path_graph(std::size_t nodes, const std::vector<TailedArc>& arcs) {
  PathGraph graph;
  auto& first = graph.arcs.first;
  first.assign(nodes + 1, 0);
  for (const TailedArc& a : arcs) ++first[a.tail.value + 1];
  for (std::size_t n = 0; n < nodes; ++n) first[n + 1] += first[n];
  graph.arcs.values.resize(arcs.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const TailedArc& a : arcs) graph.arcs.values[next[a.tail.value]++] = a.arc;
  return graph;
}

PathSearch::PathSearch(const PathGraph& graph) : graph_(&graph), labels_(graph.nodes()) {}

void PathSearch::clear() {
  for (NodeId n : touched_) labels_[n.value] = Label{};
  touched_.clear();
  heap_.clear();
}

void PathSearch::run(NodeId origin, float max_cost) {
  clear();
  labels_[origin.value].cost = 0;
  touched_.push_back(origin);
  heap_.push_back({0, origin});
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end());
    const Entry top = heap_.back();
    heap_.pop_back();
    if (top.cost == labels_[top.node.value].cost) relax(top.node, max_cost);
  }
}

void PathSearch::relax(NodeId from, float max_cost) {
  const Label tail = labels_[from.value];
  const PathArc* arc = graph_->arcs.begin_of(from);
  const PathArc* const end = arc + graph_->arcs.count_of(from);
  for (; arc != end; ++arc) {
    const float cost = tail.cost + arc->cost;
    Label& head = labels_[arc->head.value];
    if (cost >= head.cost || cost > max_cost) continue;
    if (head.cost == kUnreached) touched_.push_back(arc->head);
    head = {cost, tail.length_m + arc->length_m, from, arc->link};
    heap_.push_back({cost, arc->head});
    std::push_heap(heap_.begin(), heap_.end());
  }
}

std::vector<LinkId> PathSearch::links_to(NodeId n) const {
  std::vector<LinkId> links;
  visit_path(n, [&](LinkId l, float) { links.push_back(l); });
  std::reverse(links.begin(), links.end());
  return links;
}

}  // namespace mwendo
