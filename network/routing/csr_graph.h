// A directed graph in compressed rows: the exchange format of all routing.
//
//   CsrGraph g{{0, 2, 3}, {1, 1, 0}};   // arcs 0->1, 0->1, 1->0
//   for (std::uint32_t a = g.first_out[v]; a < g.first_out[v + 1]; ++a) use(g.head[a]);
//
// Arcs are numbered by tail; weights live in arrays of their own, one per arc.
#pragma once

#include <cstdint>
#include <vector>

namespace mwendo {

struct CsrGraph {
  std::vector<std::uint32_t> first_out{0};
  std::vector<std::uint32_t> head;

  [[nodiscard]] std::uint32_t node_count() const {
    return static_cast<std::uint32_t>(first_out.size() - 1);
  }
  [[nodiscard]] std::uint32_t arc_count() const { return static_cast<std::uint32_t>(head.size()); }
};

// The graph of unsorted arcs; order[i] is the place in `tails` of arc i of the result.
[[nodiscard]] CsrGraph make_csr(std::uint32_t nodes, const std::vector<std::uint32_t>& tails,
                                const std::vector<std::uint32_t>& heads,
                                std::vector<std::uint32_t>& order);

}  // namespace mwendo
