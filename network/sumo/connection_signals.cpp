// Signals of a net: the program that controls the connections of each junction.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "network/sumo/connection_table.h"
#include "network/sumo/signal_program.h"
#include "network/sumo/signal_sequence.h"

namespace mwendo::sumo {
namespace {

// A connection of a junction that is under a signal.
struct Controlled {
  std::uint32_t connection;
  std::uint32_t program;
  SignalLink link;
};

std::string named(const RawNet& raw, const RawConnection& c) {
  return fmt::format("{} to {}", raw.edge_names.name(c.from_edge), raw.edge_names.name(c.to_edge));
}

class Signals {
 public:
  Signals(const RawNet& raw, const ConnectionTable& table, Network& net, BuildReport& report)
      : raw_(raw), table_(table), net_(net), report_(report) {}

  void run() {
    const auto by_node = controlled_by_node();
    for (const NodeId n : net_.nodes()) add(n, by_node[n.value]);
    for (std::uint32_t p = 0; p < raw_.signals.size(); ++p) note_left_out(p);
  }

 private:
  [[nodiscard]] std::vector<std::vector<Controlled>> controlled_by_node() const {
    std::vector<std::vector<Controlled>> by_node(net_.nodes().size());
    for (std::uint32_t i = 0; i < raw_.connections.size(); ++i) {
      const RawConnection& c = raw_.connections[i];
      if (c.signal == NameIndex::kNone) continue;
      by_node[net_.link.to[LinkId{c.from_edge}].value].push_back(
          {i, c.signal, {c.link_index, MovementId{table_.movement_of[i]}}});
    }
    return by_node;
  }

  void add(NodeId n, const std::vector<Controlled>& controlled) {
    const bool rail =
        !controlled.empty() && raw_.signals[controlled.front().program].phases.empty();
    if (rail) report_.add("rail signals, always open", name_of(n));
    if (controlled.empty() || rail) {
      if (net_.node.control[n] == JunctionControl::signal)
        net_.node.control[n] = JunctionControl::priority;
      return;
    }
    const std::uint32_t program = controlled.front().program;
    const std::vector<SignalLink> links = links_of_program(controlled, program);
    note_differing_lanes(raw_.signals[program], links, n);
    SignalPlan plan = plan_from_program(raw_.signals[program], links);
    if (plan.phases.empty()) {
      net_.node.control[n] = JunctionControl::priority;
      return;
    }
    net_.node.control[n] = JunctionControl::signal;
    net_.node.signal_plan[n] = static_cast<std::uint32_t>(net_.signal_plans.size());
    net_.signal_plans.push_back(std::move(plan));
  }

  // A junction has one program: the first of its connections.
  std::vector<SignalLink> links_of_program(const std::vector<Controlled>& controlled,
                                           std::uint32_t program) {
    std::vector<SignalLink> links;
    for (const Controlled& c : controlled) {
      if (never_opens(c)) close(c);
      if (c.program == program)
        links.push_back(c.link);
      else
        report_.add("connections of a second signal program at a junction, always open",
                    named(raw_, raw_.connections[c.connection]));
    }
    return links;
  }

  [[nodiscard]] bool never_opens(const Controlled& c) const {
    const RawSignal& signal = raw_.signals[c.program];
    return std::none_of(signal.phases.begin(), signal.phases.end(), [&](const RawPhase& p) {
      return is_open(p.state[static_cast<std::size_t>(c.link.index)]);
    });
  }

  // The engine takes a movement that no phase names as open.
  void close(const Controlled& c) {
    report_.add("connections that are never green, closed",
                named(raw_, raw_.connections[c.connection]));
    if (net_.connection_permissions.empty())
      net_.connection_permissions.assign(net_.connections.size(), kAnybody);
    net_.connection_permissions[c.connection] = 0;
  }

  // A movement is open from all of its lanes or from none.
  void note_differing_lanes(const RawSignal& signal, const std::vector<SignalLink>& links,
                            NodeId n) {
    const auto open = [&](const RawPhase& p, const SignalLink& l) {
      return is_open(p.state[static_cast<std::size_t>(l.index)]);
    };
    for (const SignalLink& a : links)
      for (const SignalLink& b : links) {
        if (a.movement != b.movement || a.index >= b.index) continue;
        const bool differ =
            std::any_of(signal.phases.begin(), signal.phases.end(),
                        [&](const RawPhase& p) { return open(p, a) != open(p, b); });
        if (differ)
          report_.add("lanes of one turn with signals of their own, open together", name_of(n));
      }
  }

  void note_left_out(std::uint32_t program) {
    const RawSignal& signal = raw_.signals[program];
    if (signal.phases.empty()) return;
    if (const std::size_t left_out = sequence_of(signal).left_out; left_out > 0)
      report_.add("signal phases that 'next' leaves out of the round",
                  std::string(raw_.signal_names.name(program)), left_out);
  }

  [[nodiscard]] std::string name_of(NodeId n) const {
    return std::string(raw_.junction_names.name(n.value));
  }

  const RawNet& raw_;
  const ConnectionTable& table_;
  Network& net_;
  BuildReport& report_;
};

}  // namespace

void add_signals(const RawNet& raw, const ConnectionTable& table, Network& net,
                 BuildReport& report) {
  Signals(raw, table, net, report).run();
}

}  // namespace mwendo::sumo
