#include <algorithm>
#include <stdexcept>

#include "network/routing/cch.h"

namespace mwendo {

CchSkim::CchSkim(const Cch& cch, const CchMetric& metric, std::span<const std::uint32_t> targets)
    : cch_(&cch),
      metric_(&metric),
      place_of_(cch.node_count(), kNoNode),
      above_(cch.node_count(), kUnreachable) {
  for (const std::uint32_t t : targets)
    for (std::uint32_t r = cch.rank_of(t); r != kNoNode && place_of_[r] == kNoNode;
         r = cch.parent_of(r)) {
      place_of_[r] = 0;
      selected_.push_back(r);
    }
  std::sort(selected_.rbegin(), selected_.rend());
  for (std::uint32_t i = 0; i < selected_.size(); ++i) place_of_[selected_[i]] = i;
  const CchMetric::SearchGraph& down = metric.backward;
  first_.push_back(0);
  for (const std::uint32_t r : selected_) {
    for (std::uint32_t i = down.first[r]; i < down.first[r + 1]; ++i) {
      from_.push_back(place_of_[down.arcs[i].head]);
      weight_.push_back(down.arcs[i].weight);
    }
    first_.push_back(static_cast<std::uint32_t>(from_.size()));
  }
  for (const std::uint32_t t : targets) target_place_.push_back(place_of_[cch.rank_of(t)]);
  distance_.resize(selected_.size() * kBatch);
}

// Upward search of one source; what it reaches among the selected ranks starts the sweep.
void CchSkim::climb(std::uint32_t source, std::size_t place) {
  const CchMetric::SearchGraph& up = metric_->forward;
  const std::uint32_t start = cch_->rank_of(source);
  above_[start] = 0;
  for (std::uint32_t r = start; r != kNoNode; r = cch_->parent_of(r)) {
    const CchWeight base = above_[r];
    above_[r] = kUnreachable;
    if (base >= kUnreachable) continue;
    if (place_of_[r] != kNoNode) distance_[place_of_[r] * kBatch + place] = base;
    for (std::uint32_t i = up.first[r]; i < up.first[r + 1]; ++i)
      above_[up.arcs[i].head] = std::min(above_[up.arcs[i].head], base + up.arcs[i].weight);
  }
}

void CchSkim::sweep() {
  for (std::size_t v = 0; v < selected_.size(); ++v) {
    CchWeight* mine = distance_.data() + v * kBatch;
    for (std::uint32_t i = first_[v]; i < first_[v + 1]; ++i) {
      const CchWeight* theirs = distance_.data() + from_[i] * kBatch;
      const CchWeight w = weight_[i];
      for (std::size_t k = 0; k < kBatch; ++k) mine[k] = std::min(mine[k], theirs[k] + w);
    }
  }
}

void CchSkim::run(std::span<const std::uint32_t> sources, std::span<CchWeight> table) {
  const std::size_t columns = target_place_.size();
  if (table.size() != sources.size() * columns)
    throw std::invalid_argument("CchSkim::run: the table has another size");
  for (std::size_t first = 0; first < sources.size(); first += kBatch) {
    const std::size_t count = std::min(kBatch, sources.size() - first);
    std::fill(distance_.begin(), distance_.end(), kUnreachable);
    for (std::size_t k = 0; k < count; ++k) climb(sources[first + k], k);
    sweep();
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t j = 0; j < columns; ++j)
        table[(first + k) * columns + j] = distance_[target_place_[j] * kBatch + k];
  }
}

}  // namespace mwendo
