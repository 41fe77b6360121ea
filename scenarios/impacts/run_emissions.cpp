#include "scenarios/impacts/run_emissions.h"

#include <algorithm>
#include <array>

namespace mwendo {

void set_electric_shares(FactorSet& set, const TransitSupply& transit,
                         const std::vector<LineResult>& lines, const Tallies& tallies) {
  std::array<double, kVehicleClassCount> battery_km{};
  std::array<bool, kVehicleClassCount> has_lines{};
  for (const LineResult& line : lines) {
    if (transit.line.mode[line.line] == Mode::lrt) continue;
    const std::size_t c = index_of(transit.line.vehicle[line.line]);
    has_lines[c] = true;
    const auto train = static_cast<Powertrain>(transit.line.powertrain[line.line]);
    if (train == Powertrain::battery_electric) battery_km[c] += line.vehicle_km;
  }
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    if (!has_lines[c]) continue;
    const double km =
        static_cast<double>(tallies.over_links(static_cast<VehicleClass>(c)).total_distance_m()) /
        1000;
    set.classes[c].electric_share = km > 0 ? std::min(1.0, battery_km[c] / km) : 0;
  }
}

EmissionTallies emissions_of_run(const World& world, const RunResults& results,
                                 const FactorSet& factors) {
  FactorSet fleet = factors;
  set_electric_shares(fleet, world.transit, results.lines, results.tallies);
  return emissions_of(world.network, results.tallies, make_fleet_factors(std::move(fleet)));
}

}  // namespace mwendo
