#include <algorithm>
#include <stdexcept>

#include "network/routing/cch.h"

namespace mwendo {

CchMetric Cch::customise(std::span<const CchWeight> weights) const {
  if (weights.size() != arc_of_input_.size())
    throw std::invalid_argument("Cch::customise: one weight per arc of the graph is needed");
  CchMetric metric;
  metric.input.assign(weights.begin(), weights.end());
  metric.up.assign(head_.size(), kUnreachable);
  metric.down.assign(head_.size(), kUnreachable);
  metric.up_over.assign(head_.size(), kNoNode);
  metric.down_over.assign(head_.size(), kNoNode);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (arc_of_input_[i] == kNoNode) continue;
    CchWeight& w = (input_goes_up_[i] != 0 ? metric.up : metric.down)[arc_of_input_[i]];
    w = std::min(w, weights[i]);
  }
  relax_lower_triangles(metric);
  std::vector<CchWeight> up = metric.up;
  std::vector<CchWeight> down = metric.down;
  relax_upper_triangles(up, down);
  metric.forward = search_graph(metric.up, up);
  metric.backward = search_graph(metric.down, down);
  return metric;
}

// Basic customisation, from below: an arc x-y may be shorter by way of a lower node v. All arcs
// up from x are done together; slot finds them by their head. Arcs closed in one direction are
// common where turns are nodes, so each direction has its own loop.
void Cch::relax_lower_triangles(CchMetric& metric) const {
  std::vector<std::uint32_t> slot(node_count(), 0);
  const auto relax = [&](std::vector<CchWeight>& weight, std::vector<std::uint32_t>& over,
                         std::uint32_t below, CchWeight first_leg) {
    const std::uint32_t end = first_[tail_[below] + 1];
    for (std::uint32_t b = below + 1; b < end; ++b) {
      const std::uint32_t a = slot[head_[b]];
      const CchWeight sum = first_leg + weight[b];
      if (sum >= weight[a]) continue;
      weight[a] = sum;
      over[a] = below;
    }
  };
  for (std::uint32_t x = 0; x < node_count(); ++x) {
    for (std::uint32_t a = first_[x]; a < first_[x + 1]; ++a) slot[head_[a]] = a;
    for (std::uint32_t i = down_first_[x]; i < down_first_[x + 1]; ++i) {
      const std::uint32_t below = down_arc_[i];
      const CchWeight to_v = metric.down[below];
      const CchWeight from_v = metric.up[below];
      if (to_v < kUnreachable) relax(metric.up, metric.up_over, below, to_v);
      if (from_v < kUnreachable) relax(metric.down, metric.down_over, below, from_v);
    }
  }
}

// Perfect customisation, from above: an arc x-y may be longer than the way over another higher
// neighbour z of x. Such arcs are on no shortest path and need not be searched.
void Cch::relax_upper_triangles(std::vector<CchWeight>& up, std::vector<CchWeight>& down) const {
  std::vector<std::uint32_t> slot(node_count(), kNoNode);
  for (std::uint32_t x = node_count(); x-- > 0;) {
    for (std::uint32_t a = first_[x]; a < first_[x + 1]; ++a) slot[head_[a]] = a;
    for (std::uint32_t y_arc = first_[x]; y_arc < first_[x + 1]; ++y_arc) {
      const std::uint32_t y = head_[y_arc];
      for (std::uint32_t yz = first_[y]; yz < first_[y + 1]; ++yz) {
        const std::uint32_t z_arc = slot[head_[yz]];
        if (z_arc == kNoNode) continue;
        up[y_arc] = std::min(up[y_arc], up[z_arc] + down[yz]);
        down[y_arc] = std::min(down[y_arc], up[yz] + down[z_arc]);
        up[z_arc] = std::min(up[z_arc], up[y_arc] + up[yz]);
        down[z_arc] = std::min(down[z_arc], down[yz] + down[y_arc]);
      }
    }
    for (std::uint32_t a = first_[x]; a < first_[x + 1]; ++a) slot[head_[a]] = kNoNode;
  }
}

CchMetric::SearchGraph Cch::search_graph(const std::vector<CchWeight>& basic,
                                         const std::vector<CchWeight>& perfect) const {
  CchMetric::SearchGraph graph;
  graph.first.reserve(node_count() + 1);
  graph.first.push_back(0);
  for (std::uint32_t x = 0; x < node_count(); ++x) {
    for (std::uint32_t a = first_[x]; a < first_[x + 1]; ++a)
      if (basic[a] < kUnreachable && perfect[a] == basic[a])
        graph.arcs.push_back({head_[a], basic[a]});
    graph.first.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
  }
  graph.arcs.shrink_to_fit();
  return graph;
}

// An arc stands for one of the input, or for a way over a lower node.
void Cch::unpack(const CchMetric& metric, std::uint32_t arc, bool upwards,
                 std::vector<std::uint32_t>& path) const {
  const std::uint32_t to_x = (upwards ? metric.up_over : metric.down_over)[arc];
  if (to_x == kNoNode) return unpack_input(metric, arc, upwards, path);
  const std::uint32_t to_y = find_arc(tail_[to_x], head_[arc]);
  unpack(metric, upwards ? to_x : to_y, false, path);
  unpack(metric, upwards ? to_y : to_x, true, path);
}

void Cch::unpack_input(const CchMetric& metric, std::uint32_t arc, bool upwards,
                       std::vector<std::uint32_t>& path) const {
  const CchWeight weight = (upwards ? metric.up : metric.down)[arc];
  for (std::uint32_t i = inputs_first_[arc]; i < inputs_first_[arc + 1]; ++i) {
    const bool same_way = (input_goes_up_[inputs_[i]] != 0) == upwards;
    if (!same_way || metric.input[inputs_[i]] != weight) continue;
    path.push_back(inputs_[i]);
    return;
  }
  throw std::logic_error("Cch::unpack: the metric belongs to another hierarchy");
}

}  // namespace mwendo
