#include "network/assembly/default_signals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/assembly/link_ends.h"

namespace mwendo::build {
namespace {

constexpr float kCycle = 90;
constexpr float kPoliceCycle = 180;
constexpr float kClearance = 3;
constexpr float kLeastGreen = 8;
constexpr float kWalkGreen = 20;
constexpr std::size_t kMostPhases = 4;
constexpr double kOpposing = 1.5;  // turn_measure between headings: 135 degrees

using Approaches = std::vector<LinkId>;

bool is_inside(const Network& net, LinkId l) {
  return net.link.length_m[l] <= kInside && (net.link.flags[l] & kRoundaboutRing) == 0;
}

// Approaches of a junction: from outside, and the links between its nodes.
struct Legs {
  Approaches outer, inner;
};

Legs legs_of(const Network& net, const Junction& nodes) {
  Legs legs;
  for (const NodeId n : nodes)
    for (const LinkId l : net.incoming(n)) {
      if (net.movements_of(l).empty()) continue;
      const bool from_inside = is_inside(net, l) && std::find(nodes.begin(), nodes.end(),
                                                              net.link.from[l]) != nodes.end();
      (from_inside ? legs.inner : legs.outer).push_back(l);
    }
  if (legs.outer.empty()) std::swap(legs.outer, legs.inner);
  return legs;
}

// Pairs the most opposite approaches first; the rest stay alone.
std::vector<Approaches> group_by_opposition(const Network& net, const Approaches& approaches) {
  struct Pair {
    double measure;
    std::size_t a;
    std::size_t b;
  };
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < approaches.size(); ++a)
    for (std::size_t b = a + 1; b < approaches.size(); ++b) {
      const double m =
          std::abs(turn_measure(arriving(net, approaches[a]), arriving(net, approaches[b])));
      if (m >= kOpposing) pairs.push_back({m, a, b});
    }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& x, const Pair& y) { return x.measure > y.measure; });
  std::vector<char> used(approaches.size(), 0);
  std::vector<Approaches> groups;
  for (const Pair& p : pairs) {
    if (used[p.a] || used[p.b]) continue;
    used[p.a] = used[p.b] = 1;
    groups.push_back({approaches[p.a], approaches[p.b]});
  }
  for (std::size_t a = 0; a < approaches.size(); ++a)
    if (!used[a]) groups.push_back({approaches[a]});
  return groups;
}

void limit(std::vector<Approaches>& groups) {
  while (groups.size() > kMostPhases) {
    Approaches& into = groups[groups.size() - 2];
    into.insert(into.end(), groups.back().begin(), groups.back().end());
    groups.pop_back();
  }
}

// The group with the approach that runs most parallel to a link inside.
std::size_t most_parallel(const Network& net, const std::vector<Approaches>& groups, LinkId l) {
  const Direction d = arriving(net, l);
  std::size_t best = 0;
  double most = -1;
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const LinkId a : groups[g]) {
      const Direction e = arriving(net, a);
      const double parallel = std::abs(d.x * e.x + d.y * e.y);
      if (parallel > most) most = parallel, best = g;
    }
  return best;
}

std::vector<float> greens_of(const Network& net, const std::vector<Approaches>& groups,
                             float cycle) {
  const float to_share = cycle - kClearance * static_cast<float>(groups.size());
  std::vector<float> lanes;
  for (const Approaches& g : groups) {
    std::size_t widest = 0;
    for (const LinkId l : g) widest = std::max(widest, net.lanes_of(l).size());
    lanes.push_back(static_cast<float>(widest));
  }
  const float all = std::accumulate(lanes.begin(), lanes.end(), 0.0F);
  std::vector<float> greens;
  for (const float n : lanes)
    greens.push_back(
        std::max(kLeastGreen, static_cast<float>(static_cast<int>(to_share * n / all))));
  return greens;
}

// Wide approaches have a slip lane: turns to the kerb side may go in every phase and merge.
void open_slip_lanes(const Network& net, NodeId n, SignalPlan& plan) {
  const TurnDirection to_kerb =
      net.driving_side == DrivingSide::left ? TurnDirection::left : TurnDirection::right;
  for (const LinkId l : net.incoming(n)) {
    if (net.lanes_of(l).size() < 2) continue;
    for (const MovementId m : net.movements_of(l))
      if (net.movement.direction[m] == to_kerb)
        for (SignalPhase& phase : plan.phases) phase.movements.push_back(m);
  }
}

SignalPlan plan_at(const Network& net, NodeId n, const std::vector<Approaches>& groups,
                   const std::vector<float>& greens) {
  SignalPlan plan;
  plan.kind =
      net.node.control[n] == JunctionControl::police ? SignalKind::police : SignalKind::fixed_time;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    SignalPhase& phase = plan.phases.emplace_back();
    phase.green_s = greens[g];
    phase.clearance_s = kClearance;
    for (const LinkId l : groups[g])
      if (net.link.to[l] == n)
        for (const MovementId m : net.movements_of(l)) phase.movements.push_back(m);
  }
  open_slip_lanes(net, n, plan);
  return plan;
}

}  // namespace

std::vector<Junction> joint_junctions(const Network& net, const Column<NodeId, char>& wanted) {
  Column<NodeId, NodeId> parent(net.nodes().size());
  for (const NodeId n : net.nodes()) parent[n] = n;
  const auto top = [&](NodeId n) {
    while (parent[n] != n) n = parent[n] = parent[parent[n]];
    return n;
  };
  for (const LinkId l : net.links()) {
    const NodeId a = net.link.from[l];
    const NodeId b = net.link.to[l];
    if (!wanted[a] || !wanted[b] || !is_inside(net, l)) continue;
    if (net.node.control[a] != net.node.control[b]) continue;
    const NodeId low = std::min(top(a), top(b));
    const NodeId high = std::max(top(a), top(b));
    parent[high] = low;
  }
  std::vector<Junction> junctions;
  Column<NodeId, std::size_t> index(net.nodes().size());
  for (const NodeId n : net.nodes()) {
    if (!wanted[n]) continue;
    if (top(n) == n) {
      index[n] = junctions.size();
      junctions.emplace_back();
    }
    junctions[index[top(n)]].push_back(n);
  }
  return junctions;
}

std::vector<SignalPlan> default_plans(const Network& net, const Junction& nodes) {
  const bool police = net.node.control[nodes[0]] == JunctionControl::police;
  const float cycle = police ? kPoliceCycle : kCycle;
  const Legs legs = legs_of(net, nodes);
  std::vector<Approaches> groups = group_by_opposition(net, legs.outer);
  limit(groups);
  std::vector<float> greens = greens_of(net, groups, cycle);
  for (const LinkId l : legs.inner) groups[most_parallel(net, groups, l)].push_back(l);
  if (groups.size() == 1) greens[0] = cycle - 2 * kClearance - kWalkGreen;
  std::vector<SignalPlan> plans;
  for (const NodeId n : nodes) {
    plans.push_back(plan_at(net, n, groups, greens));
    if (groups.size() == 1)
      plans.back().phases.push_back(
          {.green_s = kWalkGreen, .clearance_s = kClearance, .movements = {}});
  }
  return plans;
}

}  // namespace mwendo::build
