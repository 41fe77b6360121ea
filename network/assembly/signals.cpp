#include "network/assembly/signals.h"

#include <fmt/format.h>

#include <algorithm>

#include "network/assembly/conflicts.h"
#include "network/assembly/default_signals.h"

namespace mwendo::build {
namespace {

constexpr float kClearance = 3;
constexpr float kWalkGreen = 20;

SignalPlan plan_from(const Network& net, NodeId n, const SignalSpec& spec, BuildReport& report) {
  SignalPlan plan{spec.kind, spec.offset_s, spec.bus_priority, {}};
  for (const SignalSpec::Phase& p : spec.phases) {
    SignalPhase& phase = plan.phases.emplace_back();
    phase.green_s = p.green_s;
    phase.clearance_s = p.clearance_s;
    for (const Turn& t : p.turns) {
      const std::size_t before = phase.movements.size();
      for (const MovementId m : net.movements_of(t.from))
        if (!t.to.valid() || net.movement.to[m] == t.to) phase.movements.push_back(m);
      if (phase.movements.size() == before)
        report.add("signal turns that do not exist", fmt::format("node {}", n.value));
    }
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
  for (SignalPhase& phase : plan.phases) {
    std::sort(phase.movements.begin(), phase.movements.end());
    const auto last = std::unique(phase.movements.begin(), phase.movements.end());
    phase.movements.erase(last, phase.movements.end());
  }
}

}  // namespace

void make_signal_plans(Network& net, const std::vector<std::pair<NodeId, SignalSpec>>& specs,
                       BuildReport& report) {
  std::vector<const SignalSpec*> explicit_plan(net.nodes().size(), nullptr);
  for (const auto& [n, spec] : specs) explicit_plan[n.value] = &spec;
  const auto by_node = movements_by_node(net);
  net.node.signal_plan.assign(net.nodes().size(), kNoSignalPlan);
  Column<NodeId, char> without_plan(net.nodes().size(), 0);
  const auto set = [&](NodeId n, SignalPlan plan) {
    serve_forgotten(net, by_node[n.value], n, plan, report);
    clean(plan);
    net.node.signal_plan[n] = static_cast<std::uint32_t>(net.signal_plans.size());
    net.signal_plans.push_back(std::move(plan));
  };
  for (const NodeId n : net.nodes()) {
    const JunctionControl control = net.node.control[n];
    if (control != JunctionControl::signal && control != JunctionControl::police) continue;
    if (by_node[n.value].empty()) {
      report.add("signals without movements", fmt::format("node {}", n.value));
      net.node.control[n] = JunctionControl::uncontrolled;
    } else if (const SignalSpec* spec = explicit_plan[n.value]) {
      set(n, plan_from(net, n, *spec, report));
    } else {
      without_plan[n] = 1;
    }
  }
  for (const Junction& nodes : joint_junctions(net, without_plan)) {
    std::vector<SignalPlan> plans = default_plans(net, nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      report.add("default signal plans", fmt::format("node {}", nodes[i].value));
      set(nodes[i], std::move(plans[i]));
    }
  }
}

}  // namespace mwendo::build
