#include "network/assembly/signals.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "network/assembly/conflicts.h"
#include "network/assembly/link_ends.h"

namespace mwendo::build {
namespace {

constexpr float kCycle = 90;
constexpr float kPoliceCycle = 180;
constexpr float kClearance = 3;
constexpr float kLeastGreen = 8;
constexpr float kWalkGreen = 20;
constexpr float kTurnGreen = 15;
constexpr std::size_t kMostPhases = 4;
constexpr double kOpposing = 1.5;  // turn_measure between headings: 135 degrees

using Approaches = std::vector<LinkId>;

Approaches approaches_of(const Network& net, NodeId n) {
  Approaches found;
  for (const LinkId l : net.incoming(n))
    if (!net.movements_of(l).empty()) found.push_back(l);
  return found;
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

bool conflict(const Network& net, MovementId a, MovementId b) {
  const auto conflicts = net.conflicts_of(a);
  return std::find(conflicts.begin(), conflicts.end(), b) != conflicts.end();
}

// Whether a movement conflicts with one of an approach, ways back apart.
bool conflicts_with(const Network& net, MovementId m, LinkId approach) {
  const auto all = net.movements_of(approach);
  return std::any_of(all.begin(), all.end(), [&](MovementId other) {
    return net.movement.direction[other] != TurnDirection::u_turn && conflict(net, m, other);
  });
}

// Two streets alone at a node, one of which turns across the other: one phase would control
// nothing. Each has its own, and in that of the other what conflicts with nothing there.
bool is_lone_pair(const Network& net, const std::vector<Approaches>& groups) {
  if (groups.size() != 1 || groups[0].size() != 2) return false;
  const auto all = net.movements_of(groups[0][0]);
  return std::any_of(all.begin(), all.end(), [&](MovementId m) {
    return net.movement.direction[m] != TurnDirection::u_turn &&
           conflicts_with(net, m, groups[0][1]);
  });
}

// Of a pair, the approaches that turn across the other get a green alone, after that of the pair.
void add_turn_phases(const Network& net, const std::vector<Approaches>& groups, SignalPlan& plan) {
  std::vector<SignalPhase> phases;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    phases.push_back(plan.phases[i]);
    if (groups[i].size() != 2) continue;
    for (std::size_t k = 0; k < 2; ++k) {
      const auto all = net.movements_of(groups[i][k]);
      const bool turns = std::any_of(all.begin(), all.end(), [&](MovementId m) {
        return net.movement.rank[m] > 0 && net.movement.direction[m] != TurnDirection::u_turn &&
               conflicts_with(net, m, groups[i][1 - k]);
      });
      if (turns)
        phases.push_back({.green_s = kTurnGreen,
                          .clearance_s = kClearance,
                          .movements = {all.begin(), all.end()}});
    }
  }
  plan.phases = std::move(phases);
}

void add_movements_beside(const Network& net, const Approaches& pair, SignalPlan& plan) {
  for (std::size_t i = 0; i < 2; ++i)
    for (const MovementId m : net.movements_of(pair[1 - i]))
      if (!conflicts_with(net, m, pair[i])) plan.phases[i].movements.push_back(m);
}

std::size_t widest(const Network& net, const Approaches& group) {
  std::size_t lanes = 0;
  for (const LinkId l : group) lanes = std::max(lanes, net.lanes_of(l).size());
  return lanes;
}

void share_green(const Network& net, const std::vector<Approaches>& groups, float cycle,
                 SignalPlan& plan) {
  const float to_share = cycle - kClearance * static_cast<float>(groups.size());
  float lanes = 0;
  for (const Approaches& g : groups) lanes += static_cast<float>(widest(net, g));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const float share = static_cast<float>(widest(net, groups[i])) / lanes;
    const auto seconds = static_cast<float>(static_cast<int>(to_share * share));
    plan.phases[i].green_s = std::max(kLeastGreen, seconds);
  }
}

// Wide approaches have a slip lane: turns to the kerb side may go in every phase and merge.
void open_slip_lanes(const Network& net, NodeId n, SignalPlan& plan) {
  const TurnDirection to_kerb =
      net.driving_side == DrivingSide::left ? TurnDirection::left : TurnDirection::right;
  for (const LinkId l : approaches_of(net, n)) {
    if (net.lanes_of(l).size() < 2) continue;
    for (const MovementId m : net.movements_of(l))
      if (net.movement.direction[m] == to_kerb)
        for (SignalPhase& phase : plan.phases) phase.movements.push_back(m);
  }
}

SignalPlan default_plan(const Network& net, NodeId n) {
  const bool police = net.node.control[n] == JunctionControl::police;
  const float cycle = police ? kPoliceCycle : kCycle;
  SignalPlan plan;
  plan.kind = police ? SignalKind::police : SignalKind::fixed_time;
  std::vector<Approaches> groups = group_by_opposition(net, approaches_of(net, n));
  const bool parted = police && is_lone_pair(net, groups);
  if (parted) groups = {{groups[0][0]}, {groups[0][1]}};
  while (groups.size() > kMostPhases) {
    Approaches& into = groups[groups.size() - 2];
    into.insert(into.end(), groups.back().begin(), groups.back().end());
    groups.pop_back();
  }
  for (const Approaches& group : groups) {
    SignalPhase& phase = plan.phases.emplace_back();
    phase.clearance_s = kClearance;
    for (const LinkId l : group)
      for (const MovementId m : net.movements_of(l)) phase.movements.push_back(m);
  }
  if (parted) add_movements_beside(net, {groups[0][0], groups[1][0]}, plan);
  share_green(net, groups, cycle, plan);
  if (police) add_turn_phases(net, groups, plan);
  open_slip_lanes(net, n, plan);
  if (plan.phases.size() == 1) {
    plan.phases[0].green_s = cycle - 2 * kClearance - kWalkGreen;
    plan.phases.push_back({.green_s = kWalkGreen, .clearance_s = kClearance, .movements = {}});
  }
  return plan;
}

void add_movements(const Network& net, Turn t, std::vector<MovementId>& movements) {
  for (const MovementId m : net.movements_of(t.from))
    if (!t.to.valid() || net.movement.to[m] == t.to) movements.push_back(m);
}

SignalPlan plan_from(const Network& net, NodeId n, const SignalSpec& spec, BuildReport& report) {
  SignalPlan plan{spec.kind, spec.offset_s, spec.bus_priority, {}};
  for (const SignalSpec::Phase& p : spec.phases) {
    SignalPhase& phase = plan.phases.emplace_back();
    phase.green_s = p.green_s;
    phase.clearance_s = p.clearance_s;
    phase.least_green_s = p.least_green_s;
    phase.most_green_s = p.most_green_s;
    for (const Turn& t : p.turns) {
      const std::size_t before = phase.movements.size();
      add_movements(net, t, phase.movements);
      if (phase.movements.size() == before)
        report.add("signal turns that do not exist", fmt::format("node {}", n.value));
    }
    for (const Turn& t : p.stopping) add_movements(net, t, phase.stopping);
  }
  return plan;
}

bool contains(const SignalPhase& phase, MovementId m) {
  return std::find(phase.movements.begin(), phase.movements.end(), m) != phase.movements.end();
}

// The phase that already serves most movements of the link, else a new one.
SignalPhase& phase_for(const Network& net, SignalPlan& plan, LinkId from) {
  SignalPhase* best = nullptr;
  std::ptrdiff_t most = 0;
  for (SignalPhase& phase : plan.phases) {
    const auto served = std::count_if(phase.movements.begin(), phase.movements.end(),
                                      [&](MovementId m) { return net.movement.from[m] == from; });
    if (served > most) {
      most = served;
      best = &phase;
    }
  }
  if (best) return *best;
  return plan.phases.emplace_back(
      SignalPhase{.green_s = kWalkGreen, .clearance_s = kClearance, .movements = {}});
}

// Without a green a movement would wait for ever.
void serve_forgotten(const Network& net, const std::vector<MovementId>& movements, NodeId n,
                     SignalPlan& plan, BuildReport& report) {
  for (const MovementId m : movements) {
    const bool served = std::any_of(plan.phases.begin(), plan.phases.end(),
                                    [&](const SignalPhase& p) { return contains(p, m); });
    if (served) continue;
    report.add("movements without green added to a phase", fmt::format("node {}", n.value));
    phase_for(net, plan, net.movement.from[m]).movements.push_back(m);
  }
}

void clean(SignalPlan& plan) {
  for (SignalPhase& phase : plan.phases)
    for (auto* list : {&phase.movements, &phase.stopping}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
}

}  // namespace

void make_signal_plans(Network& net, const std::vector<std::pair<NodeId, SignalSpec>>& specs,
                       BuildReport& report) {
  std::vector<const SignalSpec*> explicit_plan(net.nodes().size(), nullptr);
  for (const auto& [n, spec] : specs) explicit_plan[n.value] = &spec;
  const auto by_node = movements_by_node(net);
  net.node.signal_plan.assign(net.nodes().size(), kNoSignalPlan);
  for (const NodeId n : net.nodes()) {
    const JunctionControl control = net.node.control[n];
    if (control != JunctionControl::signal && control != JunctionControl::police) continue;
    const auto& movements = by_node[n.value];
    if (movements.empty()) {
      report.add("signals without movements", fmt::format("node {}", n.value));
      net.node.control[n] = JunctionControl::uncontrolled;
      continue;
    }
    const SignalSpec* spec = explicit_plan[n.value];
    SignalPlan plan = spec ? plan_from(net, n, *spec, report) : default_plan(net, n);
    if (!spec) report.add("default signal plans", fmt::format("node {}", n.value));
    serve_forgotten(net, movements, n, plan, report);
    clean(plan);
    net.node.signal_plan[n] = static_cast<std::uint32_t>(net.signal_plans.size());
    net.signal_plans.push_back(std::move(plan));
  }
}

}  // namespace mwendo::build
