#include "scenarios/measures/route_change.h"

#include <set>

#include "scenarios/measures/fleet_check.h"
#include "sim/world/supply_edit.h"

namespace mwendo {

void keys(MeasureKeys& k, RouteChangeMeasure& m) {
  k.texts("lines", m.lines);
  k.require(!m.lines.empty(), "lines", "no lines are named", "add lines = [\"46\"]");
  k.truth("withdraw", m.withdraw);
  k.real("headway", m.peak_headway_s, kHeadway);
  k.real("offpeak_headway", m.offpeak_headway_s, kHeadway);
}

std::string describe(const RouteChangeMeasure& m) {
  return (m.withdraw ? "Lines withdrawn: " : "Lines changed: ") + list_text(m.lines);
}

CityWorld apply(const CityWorld& base, const RouteChangeMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  if (m.peak_headway_s < 0 || m.offpeak_headway_s < 0) {
    problems.add({.file = {},
                  .what = "route change: a headway is negative",
                  .what_to_do = "give seconds above 0"});
  }
  std::set<std::string> known(base.transit.line.name.begin(), base.transit.line.name.end());
  for (const std::string& name : m.lines) {
    if (known.contains(name)) continue;
    const std::string near = nearest_name(name, {known.begin(), known.end()});
    problems.add({.file = {},
                  .what = "unknown line '" + name + "'",
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
  check_fleets(world, "route change", problems);
  if (problems.all().size() > before) return base;
  world.assumptions.push_back(
      {"routes", m.withdraw ? "Lines withdrawn." : "Lines changed.", changed, "scenario"});
  return world;
}

}  // namespace mwendo
