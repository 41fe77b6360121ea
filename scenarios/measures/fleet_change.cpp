#include "scenarios/measures/fleet_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace mwendo {
namespace {

std::vector<std::string> names_of(const std::vector<Mode>& modes) {
  std::vector<std::string> names;
  for (const Mode mode : modes) names.emplace_back(name_of(mode));
  return names;
}

std::optional<Mode> transit_mode(const std::string& name) {
  for (std::size_t i = 0; i < kModeCount; ++i) {
    const auto mode = static_cast<Mode>(i);
    if (is_transit(mode) && name == name_of(mode)) return mode;
  }
  return std::nullopt;
}

}  // namespace

void keys(MeasureKeys& k, FleetChangeMeasure& m) {
  std::vector<std::string> names = names_of(m.modes);
  k.texts("modes", names);
  m.modes.clear();
  for (const std::string& name : names) {
    const auto mode = transit_mode(name);
    k.require(mode.has_value(), "modes",
              fmt::format("'{}' is not a mode of public transport", name),
              "use minibus, bus, brt or lrt");
    if (mode) m.modes.push_back(*mode);
  }
  k.require(k.given("modes"), "modes", "'modes' is missing", "add modes = [\"bus\"]");
  powertrain_key(k, m.powertrain);
  k.count("capacity", m.capacity, {.above = 0, .at_most = 400});
}

std::string describe(const FleetChangeMeasure& m) {
  return "Other vehicles on lines of " + list_text(names_of(m.modes));
}

CityWorld apply(const CityWorld& base, const FleetChangeMeasure& m, Problems& problems) {
  if (m.modes.empty()) {
    problems.add({.file = {},
                  .what = "fleet change: no modes are given",
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
    problems.add({.file = {},
                  .what = "fleet change: no line has one of the modes",
                  .what_to_do = "name modes that the city has"});
    return base;
  }
  world.assumptions.push_back({"fleet", "Lines with a changed fleet.", changed, "scenario"});
  return world;
}

}  // namespace mwendo
