// Measures on lines, vehicles and signals, and lists of measures.
#include <algorithm>
#include <set>

#include "network/spatial_index.h"
#include "scenarios/measures/measure.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"
#include "sim/world/supply_edit.h"

namespace mwendo {

CityWorld apply(const CityWorld& base, const FleetChangeMeasure& m, Problems& problems) {
  if (m.modes.empty()) {
    problems.add({.file = {}, .what = "fleet change: no modes are given",
                  .what_to_do = "name one or more of minibus, bus, brt"});
    return base;
  }
  CityWorld world = base;
  double changed = 0;
  for (const LineId l : world.transit.lines()) {
    const Mode mode = world.transit.line.mode[l];
    if (std::find(m.modes.begin(), m.modes.end(), mode) == m.modes.end()) continue;
    world.transit.line.powertrain[l] = static_cast<std::uint8_t>(m.powertrain);
    if (m.capacity > 0) world.transit.line.capacity[l] = m.capacity;
    ++changed;
  }
  if (changed == 0) {
    problems.add({.file = {}, .what = "fleet change: no line has one of the modes",
                  .what_to_do = "name modes that the city has"});
    return base;
  }
  world.assumptions.push_back({"fleet", "Lines with a changed fleet.", changed, "scenario"});
  return world;
}

CityWorld apply(const CityWorld& base, const RouteChangeMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  if (m.peak_headway_s < 0 || m.offpeak_headway_s < 0) {
    problems.add({.file = {}, .what = "route change: a headway is negative",
                  .what_to_do = "give seconds above 0"});
  }
  std::set<std::string> known(base.transit.line.name.begin(), base.transit.line.name.end());
  for (const std::string& name : m.lines) {
    if (known.contains(name)) continue;
    const std::string near = nearest_name(name, {known.begin(), known.end()});
    problems.add({.file = {}, .what = "unknown line '" + name + "'",
                  .what_to_do = near.empty() ? "use the short name of a line"
                                             : "did you mean '" + near + "'?"});
  }
  if (problems.all().size() > before) return base;
  const std::set<std::string> chosen(m.lines.begin(), m.lines.end());
  double changed = 0;
  CityWorld world = base;
  SupplyCopy copy = copy_lines(base.transit, [&](LineId, LineDraft& line) {
    if (!chosen.contains(line.name)) return true;
    ++changed;
    if (m.peak_headway_s > 0) line.peak_headway_s = m.peak_headway_s;
    if (m.offpeak_headway_s > 0) line.offpeak_headway_s = m.offpeak_headway_s;
    return !m.withdraw;
  });
  world.transit = std::move(copy.supply);
  world.assumptions.push_back({"routes", m.withdraw ? "Lines withdrawn." : "Lines changed.",
                               changed, "scenario"});
  return world;
}

CityWorld apply(const CityWorld& base, const SignalChangeMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  std::vector<LonLat> places;
  for (const NamedPlace& p : m.junctions) places.push_back(p.place);
  const auto points = to_metres(base, places, problems);
  if (m.cycle_s < 0) {
    problems.add({.file = {}, .what = "signal change: the cycle is negative",
                  .what_to_do = "give seconds above 0"});
  }
  if (problems.all().size() > before) return base;
  const NodeIndex index(base.network);
  NetworkEdit edit(base.network);
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto near = index.nearest(points[i], 300, [&](NodeId n) {
      return base.network.incoming(n).size() >= 3;
    });
    if (near) {
      nodes.push_back(near->node);
      edit.node(near->node).control = m.control;
    } else {
      problems.add({.file = {},
                    .what = "junction '" + m.junctions[i].name + "' is farther than 300 m from "
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
    }
  }
  world.assumptions.push_back({"signals", "Junctions with changed control.",
                               static_cast<double>(nodes.size()), "scenario"});
  return world;
}

CityWorld apply(const CityWorld& base, const std::vector<Measure>& measures, Problems& problems) {
  const std::size_t before = problems.all().size();
  CityWorld world = base;
  for (const Measure& measure : measures) {
    world = std::visit([&](const auto& m) { return apply(world, m, problems); }, measure);
  }
  return problems.all().size() > before ? base : world;
}

}  // namespace mwendo
