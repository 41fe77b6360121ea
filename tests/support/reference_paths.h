// Shortest path distances by Boost.Graph, to test our own against.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/routing/csr_graph.h"

namespace mwendo {

// Distances from one node to all by boost::dijkstra_shortest_paths; 0x7FFFFFFF where there is no
// path. Arcs with a weight of 0x7FFFFFFF or more are left out.
class ReferencePaths {
 public:
  ReferencePaths(const CsrGraph& graph, std::span<const std::uint32_t> weights);
  ~ReferencePaths();
  ReferencePaths(const ReferencePaths&) = delete;
  ReferencePaths& operator=(const ReferencePaths&) = delete;

  [[nodiscard]] const std::vector<std::uint32_t>& from(std::uint32_t source);
  // As one would ask for a single pair: stops when the target is settled.
  [[nodiscard]] std::uint32_t between(std::uint32_t source, std::uint32_t target);

 private:
  struct Impl;
  Impl* impl_;
};

}  // namespace mwendo
