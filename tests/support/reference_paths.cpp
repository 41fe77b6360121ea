#include "tests/support/reference_paths.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace mwendo {
namespace {

constexpr std::uint32_t kFar = 0x7FFFFFFFU;

struct ArcWeight {
  std::uint32_t weight = 0;
};

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, ArcWeight,
                                                 boost::no_property, std::uint32_t, std::uint32_t>;

struct Settled {};

struct StopAt : boost::default_dijkstra_visitor {
  explicit StopAt(std::uint32_t t) : target(t) {}
  template <class V, class G>
  void finish_vertex(V v, const G&) const {
    if (static_cast<std::uint32_t>(v) == target) throw Settled{};
  }
  std::uint32_t target;
};

}  // namespace

struct ReferencePaths::Impl {
  Graph graph;
  std::vector<std::uint32_t> distance;

  template <class Visitor>
  void run(std::uint32_t source, Visitor visitor) {
    const auto index = boost::get(boost::vertex_index, graph);
    boost::dijkstra_shortest_paths(
        graph, source,
        boost::weight_map(boost::get(&ArcWeight::weight, graph))
            .distance_map(boost::make_iterator_property_map(distance.begin(), index))
            .distance_inf(kFar)
            .visitor(visitor));
  }
};

ReferencePaths::ReferencePaths(const CsrGraph& graph, std::span<const std::uint32_t> weights)
    : impl_(new Impl) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<ArcWeight> kept;
  for (std::uint32_t v = 0; v < graph.node_count(); ++v)
    for (std::uint32_t a = graph.first_out[v]; a < graph.first_out[v + 1]; ++a) {
      if (weights[a] >= kFar) continue;
      ends.emplace_back(v, graph.head[a]);
      kept.push_back({weights[a]});
    }
  impl_->graph =
      Graph(boost::edges_are_sorted, ends.begin(), ends.end(), kept.begin(), graph.node_count());
  impl_->distance.resize(graph.node_count());
}

ReferencePaths::~ReferencePaths() { delete impl_; }

const std::vector<std::uint32_t>& ReferencePaths::from(std::uint32_t source) {
  impl_->run(source, boost::default_dijkstra_visitor());
  return impl_->distance;
}

std::uint32_t ReferencePaths::between(std::uint32_t source, std::uint32_t target) {
  try {
    impl_->run(source, StopAt(target));
  } catch (const Settled&) {
  }
  return impl_->distance[target];
}

}  // namespace mwendo
