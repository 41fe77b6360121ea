// Figures of each link in a run, for tables, maps and differences.
//
//   LinkFigures f = link_figures_of(net, results, emissions);
//   f.co2e_g[l];  f.speed_kmh(l);
//
// All columns hold sums over the period (not means), so that runs can be averaged.
#pragma once

#include <vector>

#include "network/network.h"
#include "sim/emissions/emissions.h"
#include "sim/results/run_results.h"

namespace mwendo {

struct LinkFigures {
  Column<LinkId, double> vehicles;    // motor vehicles that left the link
  Column<LinkId, double> vehicle_km;  // motor
  Column<LinkId, double> vehicle_h;   // motor
  Column<LinkId, double> transit_vehicles;
  Column<LinkId, double> person_km;
  Column<LinkId, double> delay_h;  // motor vehicle-hours above free flow
  Column<LinkId, double> stops;
  Column<LinkId, double> co2e_g, nox_g, pm25_g, fuel_l;  // PM2.5: exhaust and wear
  Column<LinkId, double> walkers, cyclists;

  [[nodiscard]] std::size_t size() const { return vehicles.size(); }
  // Mean speed of motor vehicles; 0 where none drove.
  [[nodiscard]] double speed_kmh(LinkId l) const {
    return vehicle_h[l] > 0 ? vehicle_km[l] / vehicle_h[l] : 0;
  }
};

[[nodiscard]] LinkFigures link_figures_of(const Network& net, const RunResults& results,
                                          const EmissionTallies& emissions);
// Mean of runs on the same network.
[[nodiscard]] LinkFigures mean_of(const std::vector<const LinkFigures*>& runs);

// For each link of `changed`, the link of `base` with the same ends, middle and kind, or none.
[[nodiscard]] Column<LinkId, LinkId> match_links(const Network& base, const Network& changed);

}  // namespace mwendo
