#include <algorithm>
#include <array>

#include "network/routing/cch.h"

namespace mwendo {

CchQuery::CchQuery(const Cch& cch, const CchMetric& metric) : cch_(&cch), metric_(&metric) {
  for (Side* side : {&forward_, &backward_}) {
    side->distance.assign(cch.node_count(), kUnreachable);
    side->arc.assign(cch.node_count(), kNoNode);
    side->from.assign(cch.node_count(), kNoNode);
    side->seed.assign(cch.node_count(), kNoNode);
    side->listed.assign(cch.node_count(), 0);
  }
}

// Lists all ancestors of the seeds in rising order: no search leaves them.
void CchQuery::start(Side& side, std::span<const CchSeed> seeds) const {
  side.to_do.clear();
  for (const CchSeed& seed : seeds) {
    if (seed.weight >= kUnreachable) continue;
    const std::uint32_t rank = cch_->rank_of(seed.node);
    if (seed.weight < side.distance[rank]) {
      side.distance[rank] = seed.weight;
      side.arc[rank] = kNoNode;
      side.seed[rank] = seed.node;
    }
    for (std::uint32_t r = rank; r != kNoNode && side.listed[r] == 0; r = cch_->parent_of(r)) {
      side.listed[r] = 1;
      side.to_do.push_back(r);
    }
  }
  if (seeds.size() > 1) std::sort(side.to_do.begin(), side.to_do.end());
}

void CchQuery::relax(Side& side, const CchMetric::SearchGraph& graph, std::uint32_t rank) const {
  const CchWeight base = side.distance[rank];
  for (std::uint32_t i = graph.first[rank]; i < graph.first[rank + 1]; ++i) {
    const CchWeight d = base + graph.weight[i];
    const std::uint32_t h = graph.head[i];
    if (d >= side.distance[h]) continue;
    side.distance[h] = d;
    side.arc[h] = graph.arc[i];
    side.from[h] = rank;
  }
}

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
    if (df < best_) relax(forward_, metric_->forward, rank);
    if (db < best_) relax(backward_, metric_->backward, rank);
    if (fr == rank) ++f;
    if (br == rank) ++b;
  }
  for (Side* side : {&forward_, &backward_})
    for (const std::uint32_t r : side->to_do) {
      side->distance[r] = kUnreachable;
      side->listed[r] = 0;
    }
}

std::uint32_t CchQuery::seed_of(const Side& side, std::uint32_t rank) {
  while (side.arc[rank] != kNoNode) rank = side.from[rank];
  return side.seed[rank];
}

CchWeight CchQuery::run(std::span<const CchSeed> sources, std::span<const CchSeed> targets) {
  start(forward_, sources);
  start(backward_, targets);
  search();
  source_ = meeting_ == kNoNode ? kNoNode : seed_of(forward_, meeting_);
  target_ = meeting_ == kNoNode ? kNoNode : seed_of(backward_, meeting_);
  return best_;
}

CchWeight CchQuery::run(std::uint32_t source, std::uint32_t target) {
  const std::array<CchSeed, 1> from = {{{source, 0}}};
  const std::array<CchSeed, 1> to = {{{target, 0}}};
  return run(from, to);
}

void CchQuery::path(std::vector<std::uint32_t>& arcs) const {
  arcs.clear();
  if (meeting_ == kNoNode) return;
  std::vector<std::uint32_t> climb;
  for (std::uint32_t r = meeting_; forward_.arc[r] != kNoNode; r = forward_.from[r])
    climb.push_back(forward_.arc[r]);
  for (std::size_t i = climb.size(); i-- > 0;) cch_->unpack(*metric_, climb[i], true, arcs);
  for (std::uint32_t r = meeting_; backward_.arc[r] != kNoNode; r = backward_.from[r])
    cch_->unpack(*metric_, backward_.arc[r], false, arcs);
}

}  // namespace mwendo
