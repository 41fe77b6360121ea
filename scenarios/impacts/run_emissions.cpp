#include "scenarios/impacts/run_emissions.h"

#include <array>

namespace mwendo {

// Vehicles under way at the end are in the tallies but not in the sections that their lines have
// finished. So the share is that among the lines; before any section is finished, by their number.
void set_electric_shares(FactorSet& set, const TransitSupply& transit,
                         const std::vector<LineResult>& lines) {
  struct Sums {
    double km = 0, battery_km = 0;
    double lines = 0, battery_lines = 0;
  };
  std::array<Sums, kVehicleClassCount> sums{};
  for (const LineResult& line : lines) {
    if (transit.line.mode[line.line] == Mode::lrt) continue;
    const auto train = static_cast<Powertrain>(transit.line.powertrain[line.line]);
    const double battery = train == Powertrain::battery_electric ? 1 : 0;
    const double km = line.vehicle_km;
    Sums& s = sums[index_of(transit.line.vehicle[line.line])];
    s.km += km, s.battery_km += battery * km;
    s.lines += 1, s.battery_lines += battery;
  }
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const Sums& s = sums[c];
    if (s.lines == 0) continue;
    set.classes[c].electric_share = s.km > 0 ? s.battery_km / s.km : s.battery_lines / s.lines;
  }
}

EmissionTallies emissions_of_run(const World& world, const RunResults& results,
                                 const FactorSet& factors) {
  FactorSet fleet = factors;
  set_electric_shares(fleet, world.transit, results.lines);
  return emissions_of(world.network, results.tallies, make_fleet_factors(std::move(fleet)));
}

}  // namespace mwendo
