// Signals of a net: the program that controls the connections of each junction.
#include <utility>

#include "network/sumo/connection_table.h"
#include "network/sumo/signal_program.h"

namespace mwendo::sumo {
namespace {

// A connection of a junction that is under a signal.
struct Controlled {
  std::uint32_t program;
  SignalLink link;
};

std::vector<std::vector<Controlled>> controlled_by_node(const RawNet& raw,
                                                        const ConnectionTable& table,
                                                        const Network& net) {
  std::vector<std::vector<Controlled>> by_node(net.nodes().size());
  for (std::size_t c = 0; c < raw.connections.size(); ++c) {
    const RawConnection& connection = raw.connections[c];
    if (connection.signal == NameIndex::kNone) continue;
    by_node[net.link.to[LinkId{connection.from_edge}].value].push_back(
        {connection.signal, {connection.link_index, MovementId{table.movement_of[c]}}});
  }
  return by_node;
}

// A junction has one program: the first of its connections.
std::vector<SignalLink> links_of_program(const std::vector<Controlled>& controlled,
                                         std::uint32_t program, BuildReport& report) {
  std::vector<SignalLink> links;
  for (const Controlled& c : controlled) {
    if (c.program == program)
      links.push_back(c.link);
    else
      report.add("junctions with two signal programs, the first used");
  }
  return links;
}

void add_signal(const RawNet& raw, NodeId n, const std::vector<Controlled>& controlled,
                Network& net, BuildReport& report) {
  if (controlled.empty()) {
    if (net.node.control[n] == JunctionControl::signal)
      net.node.control[n] = JunctionControl::priority;
    return;
  }
  const std::uint32_t program = controlled.front().program;
  SignalPlan plan =
      plan_from_program(raw.signals[program], links_of_program(controlled, program, report));
  if (plan.phases.empty()) {
    report.add("signal programs that are never green, dropped");
    net.node.control[n] = JunctionControl::priority;
    return;
  }
  net.node.control[n] = JunctionControl::signal;
  net.node.signal_plan[n] = static_cast<std::uint32_t>(net.signal_plans.size());
  net.signal_plans.push_back(std::move(plan));
}

}  // namespace

void add_signals(const RawNet& raw, const ConnectionTable& table, Network& net,
                 BuildReport& report) {
  const auto by_node = controlled_by_node(raw, table, net);
  for (const NodeId n : net.nodes()) add_signal(raw, n, by_node[n.value], net, report);
  if (raw.replaced_programs > 0)
    report.add("signal programs replaced by a later one", {}, raw.replaced_programs);
}

}  // namespace mwendo::sumo
