#include "network/routing/csr_graph.h"

namespace mwendo {

CsrGraph make_csr(std::uint32_t nodes, const std::vector<std::uint32_t>& tails,
                  const std::vector<std::uint32_t>& heads, std::vector<std::uint32_t>& order) {
  CsrGraph graph;
  graph.first_out.assign(nodes + 1, 0);
  for (const std::uint32_t t : tails) ++graph.first_out[t + 1];
  for (std::uint32_t v = 0; v < nodes; ++v) graph.first_out[v + 1] += graph.first_out[v];
  std::vector<std::uint32_t> next(graph.first_out.begin(), graph.first_out.end() - 1);
  graph.head.resize(heads.size());
  order.resize(heads.size());
  for (std::uint32_t i = 0; i < heads.size(); ++i) {
    const std::uint32_t a = next[tails[i]]++;
    graph.head[a] = heads[i];
    order[a] = i;
  }
  return graph;
}

}  // namespace mwendo
