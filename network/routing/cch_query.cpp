#include <algorithm>
#include <array>

#include "network/routing/cch.h"

namespace mwendo {

CchQuery::CchQuery(const Cch& cch, const CchMetric& metric) : cch_(&cch), metric_(&metric) {
  for (Side* side : {&forward_, &backward_}) {
    side->distance.assign(cch.node_count(), kUnreachable);
    side->listed.assign(cch.node_count(), 0);
  }
}

void CchQuery::clear(Side& side) const {
  for (const std::uint32_t r : side.to_do) {
    side.distance[r] = kUnreachable;
    side.listed[r] = 0;
  }
  side.to_do.clear();
}

// Lists all ancestors of the seeds in rising order: no search leaves them.
void CchQuery::start(Side& side, std::span<const CchSeed> seeds) const {
  clear(side);
  side.seeds.assign(seeds.begin(), seeds.end());
  for (const CchSeed& seed : seeds) {
    if (seed.weight >= kUnreachable) continue;
    const std::uint32_t rank = cch_->rank_of(seed.node);
    side.distance[rank] = std::min(side.distance[rank], seed.weight);
    for (std::uint32_t r = rank; r != kNoNode && side.listed[r] == 0; r = cch_->parent_of(r)) {
      side.listed[r] = 1;
      side.to_do.push_back(r);
    }
  }
  if (seeds.size() > 1) std::sort(side.to_do.begin(), side.to_do.end());
}

namespace {

// Without branches: the paths are found afterwards, from the distances.
void relax(std::vector<CchWeight>& distance, const CchMetric::SearchGraph& graph,
           std::uint32_t rank) {
  const CchWeight base = distance[rank];
  CchWeight* at = distance.data();
  const CchMetric::SearchArc* arc = graph.arcs.data() + graph.first[rank];
  const CchMetric::SearchArc* end = graph.arcs.data() + graph.first[rank + 1];
  for (; arc != end; ++arc) at[arc->head] = std::min(at[arc->head], base + arc->weight);
}

}  // namespace

void CchQuery::search() {
  best_ = kUnreachable;
  meeting_ = kNoNode;
  std::size_t f = 0;
  std::size_t b = 0;
  while (f < forward_.to_do.size() || b < backward_.to_do.size()) {
    const std::uint32_t fr = f < forward_.to_do.size() ? forward_.to_do[f] : kNoNode;
    const std::uint32_t br = b < backward_.to_do.size() ? backward_.to_do[b] : kNoNode;
    const std::uint32_t rank = std::min(fr, br);
    const CchWeight df = fr == rank ? forward_.distance[rank] : kUnreachable;
    const CchWeight db = br == rank ? backward_.distance[rank] : kUnreachable;
    if (df + db < best_) {
      best_ = df + db;
      meeting_ = rank;
    }
    if (df < best_) relax(forward_.distance, metric_->forward, rank);
    if (db < best_) relax(backward_.distance, metric_->backward, rank);
    if (fr == rank) ++f;
    if (br == rank) ++b;
  }
}

CchWeight CchQuery::run(std::span<const CchSeed> sources, std::span<const CchSeed> targets) {
  start(forward_, sources);
  start(backward_, targets);
  search();
  climb_.clear();
  fall_.clear();
  return best_;
}

CchWeight CchQuery::run(std::uint32_t source, std::uint32_t target) {
  const std::array<CchSeed, 1> from = {{{source, 0}}};
  const std::array<CchSeed, 1> to = {{{target, 0}}};
  return run(from, to);
}

std::uint32_t CchQuery::seed_at(const Side& side, std::uint32_t rank) const {
  for (const CchSeed& seed : side.seeds)
    if (cch_->rank_of(seed.node) == rank && seed.weight == side.distance[rank]) return seed.node;
  return kNoNode;
}

// A lower rank leads to this one if its distance and an arc add up to the distance here.
void CchQuery::descend(const Side& side, const CchMetric::SearchGraph& graph,
                       std::vector<std::uint32_t>& ranks) const {
  ranks.assign(1, meeting_);
  auto below = std::lower_bound(side.to_do.begin(), side.to_do.end(), meeting_);
  while (seed_at(side, ranks.back()) == kNoNode && below != side.to_do.begin()) {
    const std::uint32_t rank = ranks.back();
    const std::uint32_t v = *--below;
    const CchWeight missing = side.distance[rank] - side.distance[v];
    if (side.distance[v] > side.distance[rank]) continue;
    const auto first = graph.arcs.begin() + graph.first[v];
    const auto last = graph.arcs.begin() + graph.first[v + 1];
    const auto arc = std::lower_bound(
        first, last, rank,
        [](const CchMetric::SearchArc& a, std::uint32_t head) { return a.head < head; });
    if (arc != last && arc->head == rank && arc->weight == missing) ranks.push_back(v);
  }
}

void CchQuery::path(std::vector<std::uint32_t>& arcs) {
  arcs.clear();
  if (meeting_ == kNoNode) return;
  descend(forward_, metric_->forward, climb_);
  descend(backward_, metric_->backward, fall_);
  for (std::size_t i = climb_.size(); i-- > 1;)
    cch_->unpack(*metric_, cch_->find_arc(climb_[i], climb_[i - 1]), true, arcs);
  for (std::size_t i = 1; i < fall_.size(); ++i)
    cch_->unpack(*metric_, cch_->find_arc(fall_[i], fall_[i - 1]), false, arcs);
}

std::uint32_t CchQuery::source() const {
  return climb_.empty() ? kNoNode : seed_at(forward_, climb_.back());
}

std::uint32_t CchQuery::target() const {
  return fall_.empty() ? kNoNode : seed_at(backward_, fall_.back());
}

}  // namespace mwendo
