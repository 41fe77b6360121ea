#include <metis.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "network/routing/cch.h"

namespace mwendo {
namespace {

// Neighbours of every node whatever the direction, without loops and repetitions.
void undirected(const CsrGraph& graph, std::vector<idx_t>& first, std::vector<idx_t>& neighbours) {
  const std::uint32_t n = graph.node_count();
  std::vector<std::vector<idx_t>> lists(n);
  for (std::uint32_t v = 0; v < n; ++v)
    for (std::uint32_t a = graph.first_out[v]; a < graph.first_out[v + 1]; ++a) {
      const std::uint32_t w = graph.head[a];
      if (w == v) continue;
      lists[v].push_back(static_cast<idx_t>(w));
      lists[w].push_back(static_cast<idx_t>(v));
    }
  first.assign(1, 0);
  for (auto& list : lists) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    neighbours.insert(neighbours.end(), list.begin(), list.end());
    first.push_back(static_cast<idx_t>(neighbours.size()));
  }
}

}  // namespace

CchOrder metis_order(const CsrGraph& graph) {
  CchOrder order;
  auto n = static_cast<idx_t>(graph.node_count());
  order.node_at.resize(graph.node_count());
  if (n == 0) return order;
  std::vector<idx_t> first;
  std::vector<idx_t> neighbours;
  undirected(graph, first, neighbours);
  if (neighbours.empty()) neighbours.push_back(0);  // METIS wants an address
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_SEED] = 1;
  options[METIS_OPTION_NUMBERING] = 0;
  options[METIS_OPTION_NSEPS] = 3;  // the order is made once; better separators pay off
  std::vector<idx_t> node_at(static_cast<std::size_t>(n));
  std::vector<idx_t> rank_of(static_cast<std::size_t>(n));
  const int status = METIS_NodeND(&n, first.data(), neighbours.data(), nullptr, options,
                                  node_at.data(), rank_of.data());
  if (status == METIS_ERROR_MEMORY) throw std::bad_alloc();
  if (status != METIS_OK) throw std::logic_error("metis_order: METIS_NodeND failed");
  for (std::size_t i = 0; i < node_at.size(); ++i)
    order.node_at[i] = static_cast<std::uint32_t>(node_at[i]);
  return order;
}

}  // namespace mwendo
