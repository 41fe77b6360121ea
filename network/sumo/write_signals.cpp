#include <algorithm>

#include "network/sumo/named_net.h"

namespace mwendo::sumo {
namespace {

constexpr float kYellow = 3;  // s, of the clearance; the rest is all-red

class SignalWriter {
 public:
  explicit SignalWriter(const NamedNet& named) : names_(named), net_(named.net) {}

  void run(const std::filesystem::path& file) const {
    OutFile out(file);
    out.print("<tlLogics>\n");
    for (const NodeId n : net_.nodes())
      if (names_.is_signalised(n))
        write_program(out, n, net_.signal_plans[net_.node.signal_plan[n]]);
    for (const NodeId n : net_.nodes())
      if (names_.is_signalised(n))
        for_each_connection(n, [&](LaneId a, const Connection& c, int index) {
          out.print("  ");
          names_.print_connection(out, a, c);
          out.print(" tl=\"{}\" linkIndex=\"{}\"/>\n", names_.junction(n), index);
        });
    out.print("</tlLogics>\n");
    out.close();
  }

 private:
  // Calls f(lane, connection, index at its node) for the connections of a node.
  template <class F>
  void for_each_connection(NodeId n, F&& f) const {
    int index = 0;
    for (const LinkId l : net_.incoming(n))
      for (const LaneId a : net_.lanes_of(l))
        for (const Connection& c : net_.connections_of(a)) f(a, c, index++);
  }

  void write_program(OutFile& out, NodeId n, const SignalPlan& plan) const {
    const bool actuated = plan.kind == SignalKind::actuated;
    out.print("  <tlLogic id=\"{}\" type=\"{}\" programID=\"0\" offset=\"{:.0f}\">\n",
              names_.junction(n), actuated ? "actuated" : "static", plan.offset_s);
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
      const SignalPhase& phase = plan.phases[i];
      const SignalPhase& next = plan.phases[(i + 1) % plan.phases.size()];
      write_phase(out, phase.green_s, state_of(n, phase, nullptr, false), actuated);
      const float yellow = std::min(phase.clearance_s, kYellow);
      if (yellow > 0) write_phase(out, yellow, state_of(n, phase, &next, true), false);
      if (phase.clearance_s > yellow)
        write_phase(out, phase.clearance_s - yellow, state_of(n, phase, &next, false), false);
    }
    out.print("  </tlLogic>\n");
  }

  static void write_phase(OutFile& out, float seconds, const std::string& state, bool actuated) {
    out.print("    <phase duration=\"{:.0f}\" state=\"{}\"", seconds, state);
    if (actuated) out.print(" minDur=\"{:.0f}\" maxDur=\"{:.0f}\"", seconds * 0.5F, seconds * 1.6F);
    out.print("/>\n");
  }

  bool is_in_plan(MovementId m) const {
    const auto& plan =
        net_.signal_plans[net_.node.signal_plan[net_.link.to[net_.movement.from[m]]]];
    return std::any_of(plan.phases.begin(), plan.phases.end(),
                       [&](const SignalPhase& p) { return contains(p, m); });
  }
  static bool contains(const SignalPhase& phase, MovementId m) {
    return std::find(phase.movements.begin(), phase.movements.end(), m) != phase.movements.end();
  }

  // One letter a connection; `next` is given in the clearance, in which nothing is green.
  std::string state_of(NodeId n, const SignalPhase& phase, const SignalPhase* next,
                       bool yellow) const {
    std::string state;
    for_each_connection(n, [&](LaneId, const Connection& c, int) {
      const MovementId m = c.movement;
      if (!is_in_plan(m))
        state += 'g';
      else if (!contains(phase, m))
        state += 'r';
      else if (next)
        state += yellow ? 'y' : 'r';
      else
        state += yields(phase, m) ? 'g' : 'G';
    });
    return state;
  }

  bool yields(const SignalPhase& phase, MovementId m) const {
    const auto conflicts = net_.conflicts_of(m);
    return std::any_of(conflicts.begin(), conflicts.end(), [&](MovementId other) {
      return net_.movement.rank[other] < net_.movement.rank[m] && contains(phase, other);
    });
  }

  const NamedNet& names_;
  const Network& net_;
};

}  // namespace

void write_signals(const NamedNet& named, const std::filesystem::path& file) {
  SignalWriter(named).run(file);
}

}  // namespace mwendo::sumo
