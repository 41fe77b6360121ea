#include <algorithm>

#include "network/sumo/named_net.h"

namespace mwendo::sumo {
namespace {

constexpr float kLongestYellow = 3;  // s, of the clearance; the rest is all-red

constexpr float kLeast = 0.005F;  // s, SUMO's times have milliseconds

// "42", "41.5".
std::string seconds_text(float seconds) {
  std::string text = fmt::format("{:.2f}", seconds);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

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
    out.print("  <tlLogic id=\"{}\" type=\"{}\" programID=\"0\" offset=\"{}\">\n",
              names_.junction(n), actuated ? "actuated" : "static", seconds_text(plan.offset_s));
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
      const SignalPhase& phase = plan.phases[i];
      const SignalPhase& next = plan.phases[(i + 1) % plan.phases.size()];
      write_phase(out, phase.green_s, state_of(n, phase, nullptr, false),
                  actuated ? &phase : nullptr);
      const float yellow = std::min(phase.clearance_s, kLongestYellow);
      write_phase(out, yellow, state_of(n, phase, &next, true), nullptr);
      write_phase(out, phase.clearance_s - yellow, state_of(n, phase, &next, false), nullptr);
    }
    out.print("  </tlLogic>\n");
  }

  // Phases without time are left out: SUMO refuses them.
  static void write_phase(OutFile& out, float seconds, const std::string& state,
                          const SignalPhase* actuated) {
    if (seconds < kLeast) return;
    out.print("    <phase duration=\"{}\" state=\"{}\"", seconds_text(seconds), state);
    if (actuated) {
      const ActuatedGreen limits = actuated_green(*actuated, seconds);
      out.print(" minDur=\"{}\" maxDur=\"{}\"", seconds_text(limits.least_s),
                seconds_text(limits.most_s));
    }
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
      const bool closed = net_.permissions_of(c) == 0;
      if (!closed && !is_in_plan(m))
        state += 'g';
      else if (closed || !contains(phase, m))
        state += 'r';
      else if (next)
        state += yellow ? 'y' : 'r';
      else if (std::find(phase.stopping.begin(), phase.stopping.end(), m) != phase.stopping.end())
        state += 's';
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
