#include "network/conflate/street_graph.h"

#include <algorithm>
#include <cmath>

namespace mwendo::conflate {

std::uint32_t StreetGraph::add_node(Point p) {
  nodes.push_back(p);
  incident.emplace_back();
  return static_cast<std::uint32_t>(nodes.size() - 1);
}

std::uint32_t StreetGraph::add_edge(std::uint32_t a, std::uint32_t b, Line line, Provenance from) {
  const double length = length_of(line);
  edges.push_back({a, b, std::move(line), length, from});
  const auto e = static_cast<std::uint32_t>(edges.size() - 1);
  incident[a].push_back(e);
  if (b != a) incident[b].push_back(e);
  return e;
}

std::uint32_t StreetGraph::split(std::uint32_t edge, double along_m, double reach_m) {
  const double length = edges[edge].length_m;
  if (along_m <= reach_m) return edges[edge].a;
  if (length - along_m <= reach_m) return edges[edge].b;
  const Line whole = edges[edge].line;
  const std::uint32_t b = edges[edge].b;
  const std::uint32_t node = add_node(point_along(whole, along_m));
  edges[edge].line = slice(whole, 0, along_m);
  edges[edge].length_m = length_of(edges[edge].line);
  edges[edge].b = node;
  incident[node].push_back(edge);
  if (edges[edge].a != b) std::erase(incident[b], edge);
  add_edge(node, b, slice(whole, along_m, length), edges[edge].from);
  return node;
}

double StreetGraph::total_length() const {
  double sum = 0;
  for (const StreetEdge& e : edges) sum += e.length_m;
  return sum;
}

namespace {

bool is_inner(const SegmentGraph& g, VertexIndex v) { return g.degree(v) == 2; }

Chain follow(const SegmentGraph& g, VertexIndex from, SegmentIndex s, std::vector<char>& done) {
  Chain chain;
  chain.vertices.push_back(from);
  std::uint64_t uses = 0;
  chain.from = {kNothing, 0, 0};
  VertexIndex v = from;
  while (true) {
    done[s] = 1;
    chain.segments.push_back(s);
    chain.length_m += g.length(s);
    chain.from.rank = std::min(chain.from.rank, g.segments()[s].from.rank);
    chain.from.reach_m = std::max(chain.from.reach_m, g.segments()[s].from.reach_m);
    uses += g.segments()[s].from.uses;
    v = g.other_end(s, v);
    chain.vertices.push_back(v);
    if (!is_inner(g, v) || v == from) break;
    const auto& at = g.incident(v);
    s = at[0] == s ? at[1] : at[0];
  }
  chain.from.uses = static_cast<std::uint32_t>(uses / chain.segments.size());
  return chain;
}

}  // namespace

std::vector<Chain> chains_of(const SegmentGraph& g) {
  std::vector<Chain> chains;
  std::vector<char> done(g.segments().size(), 0);
  const auto n = static_cast<VertexIndex>(g.vertices().size());
  for (const bool rings : {false, true}) {  // rings have no junction to start from
    for (VertexIndex v = 0; v < n; ++v) {
      if (g.degree(v) == 0 || (is_inner(g, v) && !rings)) continue;
      for (const SegmentIndex s : g.incident(v)) {
        if (done[s] == 0) chains.push_back(follow(g, v, s, done));
      }
    }
  }
  return chains;
}

Line line_of(const SegmentGraph& g, const Chain& chain) {
  Line line;
  for (const VertexIndex v : chain.vertices) line.push_back(g.vertices()[v]);
  return line;
}

StreetGraph to_streets(const SegmentGraph& g, double longest_m) {
  StreetGraph streets;
  std::vector<std::uint32_t> node_of(g.vertices().size(), kNothing);
  const auto node = [&](VertexIndex v) {
    if (node_of[v] == kNothing) node_of[v] = streets.add_node(g.vertices()[v]);
    return node_of[v];
  };
  for (const Chain& chain : chains_of(g)) {
    const Line line = simplify(line_of(g, chain), 3);
    const double length = length_of(line);
    int parts = std::max(1, static_cast<int>(std::ceil(length / longest_m)));
    if (chain.first() == chain.last()) parts = std::max(parts, 3);  // no edge from a node to itself
    std::uint32_t last = node(chain.first());
    for (int k = 1; k <= parts; ++k) {
      const bool end = k == parts;
      const std::uint32_t next =
          end ? node(chain.last()) : streets.add_node(point_along(line, length * k / parts));
      streets.add_edge(last, next, slice(line, length * (k - 1) / parts, length * k / parts),
                       chain.from);
      last = next;
    }
  }
  return streets;
}

}  // namespace mwendo::conflate
