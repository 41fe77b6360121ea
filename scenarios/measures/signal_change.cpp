#include "scenarios/measures/signal_change.h"

#include <algorithm>

#include "network/spatial_index.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {

void keys(MeasureKeys& k, SignalChangeMeasure& m) {
  k.places("junctions", m.junctions);
  k.require(!m.junctions.empty(), "junctions", "no junctions are named",
            "add [[measure.junctions]]");
  k.word("control", m.control,
         {"uncontrolled", "priority", "signal", "roundabout", "police", "all_way_stop"});
  k.real("cycle", m.cycle_s, {.at_least = 20, .at_most = 400});
  k.truth("bus_priority", m.bus_priority);
}

std::string describe(const SignalChangeMeasure& m) {
  return "Junction control changed at " + words(m.junctions);
}

CityWorld apply(const CityWorld& base, const SignalChangeMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  const auto points = to_metres(base, m.junctions, problems);
  if (m.cycle_s < 0) {
    problems.add({.file = {},
                  .what = "signal change: the cycle is negative",
                  .what_to_do = "give seconds above 0"});
  }
  if (problems.all().size() > before) return base;
  const NodeIndex index(base.network);
  NetworkEdit edit(base.network);
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto near = index.nearest(points[i], 300,
                                    [&](NodeId n) { return base.network.incoming(n).size() >= 3; });
    if (near) {
      nodes.push_back(near->node);
      edit.node(near->node).control = m.control;
    } else {
      problems.add({.file = {},
                    .what = "junction '" + m.junctions[i].name +
                            "' is farther than 300 m from "
                            "every junction",
                    .what_to_do = "move it; longitude comes first"});
    }
  }
  if (problems.all().size() > before) return base;
  CityWorld world = base;
  world.network = edit.build();
  for (const NodeId n : nodes) {
    const std::uint32_t plan = world.network.node.signal_plan[n];
    if (plan == kNoSignalPlan) continue;
    SignalPlan& signal = world.network.signal_plans[plan];
    signal.bus_priority = m.bus_priority;
    const float cycle = signal.cycle_s();
    if (m.cycle_s <= 0 || cycle <= 0) continue;
    for (SignalPhase& phase : signal.phases) {
      phase.green_s = std::max(5.0F, phase.green_s * m.cycle_s / cycle);
      phase.least_green_s *= m.cycle_s / cycle;
      phase.most_green_s *= m.cycle_s / cycle;
    }
  }
  world.assumptions.push_back({"signals", "Junctions with changed control.",
                               static_cast<double>(nodes.size()), "scenario"});
  return world;
}

}  // namespace mwendo
