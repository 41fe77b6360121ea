#include "scenarios/measures/fleet_check.h"

#include <fmt/format.h>

#include <cmath>

#include "sim/transit/fleets.h"
#include "sim/transit/router/transit_times.h"

namespace mwendo {
namespace {

Problem too_few(const Fleets& fleets, const TransitSupply& supply, LineId l,
                const std::string& measure) {
  const auto fleet = static_cast<float>(supply.line.fleet[l]);
  const float cycle = fleets.cycle_s(l);
  return {
      .file = {},
      .what = fmt::format("{}: line '{}' needs {} vehicles for a headway of {:.0f} s, the "
                          "fleet is {}; a cycle takes {:.1f} min",
                          measure, supply.line.name[l], fleets.needed(l),
                          fleets.shortest_headway(l), fleet, cycle / 60),
      .what_to_do = fmt::format("give a fleet of at least {}, or a headway of at least {:.0f} s",
                                fleets.needed(l), std::ceil(cycle / fleet))};
}

}  // namespace

void check_fleets(const CityWorld& world, const std::string& measure, Problems& problems) {
  const TransitSupply& supply = world.transit;
  const auto given = [&](LineId l) { return supply.line.fleet[l] > 0; };
  bool any = false;
  for (const LineId l : supply.lines()) any = any || given(l);
  if (!any) return;
  const TransitTimes times = expected_times(world.network, supply, {});
  const Fleets fleets(supply, times.run_s, 0, 1);
  for (const LineId l : supply.lines()) {
    const LineId back = supply.line.opposite[l];
    const bool other_tells = back.valid() && back < l && given(back);
    if (given(l) && !other_tells && supply.line.fleet[l] < fleets.needed(l))
      problems.add(too_few(fleets, supply, l, measure));
  }
}

}  // namespace mwendo
