#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "network/routing/cch.h"

namespace mwendo {

Cch::Cch(const CchOrder& order, const CsrGraph& graph) {
  if (order.node_at.size() != graph.node_count())
    throw std::invalid_argument("Cch: the order belongs to another graph");
  rank_of_.assign(order.node_at.size(), kNoNode);
  for (std::uint32_t rank = 0; rank < order.node_at.size(); ++rank)
    rank_of_.at(order.node_at[rank]) = rank;
  if (std::find(rank_of_.begin(), rank_of_.end(), kNoNode) != rank_of_.end())
    throw std::invalid_argument("Cch: the order is not a permutation");
  contract(graph);
  index_downwards();
  map_input(graph);
}

// Removing a node joins its higher neighbours. It is enough to hand them to the lowest of them,
// the parent in the elimination tree, which passes them on when its turn comes.
void Cch::contract(const CsrGraph& graph) {
  const std::uint32_t n = node_count();
  std::vector<std::vector<std::uint32_t>> above(n);
  for (std::uint32_t v = 0; v < n; ++v)
    for (std::uint32_t a = graph.first_out[v]; a < graph.first_out[v + 1]; ++a) {
      const auto [low, high] = std::pair(std::min(rank_of_[v], rank_of_[graph.head[a]]),
                                         std::max(rank_of_[v], rank_of_[graph.head[a]]));
      if (low != high) above[low].push_back(high);
    }
  for (auto& list : above) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  parent_.assign(n, kNoNode);
  first_.assign(1, 0);
  std::vector<std::uint32_t> merged;
  for (std::uint32_t v = 0; v < n; ++v) {
    std::vector<std::uint32_t>& mine = above[v];
    head_.insert(head_.end(), mine.begin(), mine.end());
    tail_.insert(tail_.end(), mine.size(), v);
    first_.push_back(static_cast<std::uint32_t>(head_.size()));
    if (mine.empty()) continue;
    parent_[v] = mine.front();
    std::vector<std::uint32_t>& theirs = above[mine.front()];
    merged.clear();
    std::set_union(mine.begin() + 1, mine.end(), theirs.begin(), theirs.end(),
                   std::back_inserter(merged));
    theirs.swap(merged);
    std::vector<std::uint32_t>().swap(mine);
  }
}

void Cch::index_downwards() {
  down_first_.assign(node_count() + 1, 0);
  for (const std::uint32_t h : head_) ++down_first_[h + 1];
  for (std::uint32_t v = 0; v < node_count(); ++v) down_first_[v + 1] += down_first_[v];
  std::vector<std::uint32_t> next(down_first_.begin(), down_first_.end() - 1);
  down_arc_.resize(head_.size());
  for (std::uint32_t a = 0; a < head_.size(); ++a) down_arc_[next[head_[a]]++] = a;
}

std::uint32_t Cch::find_arc(std::uint32_t lower, std::uint32_t higher) const {
  const auto begin = head_.begin() + first_[lower];
  const auto end = head_.begin() + first_[lower + 1];
  const auto at = std::lower_bound(begin, end, higher);
  return at != end && *at == higher ? static_cast<std::uint32_t>(at - head_.begin()) : kNoNode;
}

void Cch::map_input(const CsrGraph& graph) {
  arc_of_input_.assign(graph.arc_count(), kNoNode);
  input_goes_up_.assign(graph.arc_count(), 0);
  inputs_first_.assign(head_.size() + 1, 0);
  for (std::uint32_t v = 0; v < node_count(); ++v)
    for (std::uint32_t a = graph.first_out[v]; a < graph.first_out[v + 1]; ++a) {
      const std::uint32_t tail = rank_of_[v];
      const std::uint32_t head = rank_of_[graph.head[a]];
      if (tail == head) continue;
      arc_of_input_[a] = find_arc(std::min(tail, head), std::max(tail, head));
      input_goes_up_[a] = tail < head ? 1 : 0;
      ++inputs_first_[arc_of_input_[a] + 1];
    }
  for (std::size_t a = 0; a < head_.size(); ++a) inputs_first_[a + 1] += inputs_first_[a];
  std::vector<std::uint32_t> next(inputs_first_.begin(), inputs_first_.end() - 1);
  inputs_.resize(inputs_first_.back());
  for (std::uint32_t a = 0; a < graph.arc_count(); ++a)
    if (arc_of_input_[a] != kNoNode) inputs_[next[arc_of_input_[a]]++] = a;
}

}  // namespace mwendo
