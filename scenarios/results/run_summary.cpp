#include "scenarios/results/run_summary.h"

namespace mwendo {
namespace {

std::vector<PeriodFigures> periods_of(const Tallies& tallies, const EmissionTallies& emissions) {
  std::vector<PeriodFigures> periods(tallies.periods());
  for (std::size_t p = 0; p < periods.size(); ++p) {
    PeriodFigures& figures = periods[p];
    figures.start_s =
        static_cast<double>(tallies.from_s() + static_cast<float>(p) * Tallies::kPeriodSeconds);
    for (std::size_t i = 0; i < tallies.links(); ++i)
      for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
        const auto vehicle = static_cast<VehicleClass>(c);
        if (vehicle == VehicleClass::bicycle) continue;
        const TallyCell& cell = tallies.at(LinkId{static_cast<std::uint32_t>(i)}, p, vehicle);
        figures.vehicle_km += static_cast<double>(cell.total_distance_m()) / 1000;
        figures.vehicle_h += static_cast<double>(cell.total_time_s()) / 3600;
      }
    const EmissionValues e = emissions.over_period(p);
    figures.co2e_g = e[Emission::co2e];
    figures.nox_g = e[Emission::nox];
    figures.pm25_g = e[Emission::pm25_exhaust] + e[Emission::pm25_wear];
  }
  return periods;
}

ZoneFigures zones_of(const World& world, const Population& population,
                     const std::vector<TripRecord>& trips) {
  const std::size_t n = world.zones.zones().size();
  const double expansion = static_cast<double>(population.expansion);
  ZoneFigures f;
  for (auto* column : {&f.trips_from, &f.trips_to, &f.minutes_sum, &f.arrived_from})
    column->assign(n, 0);
  for (const TripRecord& trip : trips) {
    const ZoneId from = population.trip.from_zone[trip.trip];
    const ZoneId to = population.trip.to_zone[trip.trip];
    if (from.valid()) f.trips_from[from] += expansion;
    if (to.valid()) f.trips_to[to] += expansion;
    if (!from.valid() || trip.outcome != TripOutcome::arrived) continue;
    f.arrived_from[from] += expansion;
    f.minutes_sum[from] += static_cast<double>(trip.travel_time_s) / 60 * expansion;
  }
  return f;
}

}  // namespace

RunSummary summarise(const World& world, const Population& population, const RunResults& results,
                     const EmissionTallies& emissions, const Corridor* corridor,
                     const std::vector<Count>& counts) {
  RunSummary s;
  static_cast<RunFacts&>(s) = results;
  s.from_s = static_cast<double>(results.from_s);
  s.to_s = static_cast<double>(results.to_s);
  s.warm_up_s = static_cast<double>(results.warm_up_s);
  s.counts = beside_counts(counts, world.network, results.tallies, s.from_s / 3600, s.to_s / 3600);
  s.indicators = compute_indicators({world, population, results, emissions, corridor, &s.counts});
  s.links = link_figures_of(world.network, results, emissions);
  s.periods = periods_of(results.tallies, emissions);
  s.zones = zones_of(world, population, results.trips);
  s.lines = results.lines;
  s.stops = results.stops;
  s.service = results.service;
  s.time_series = results.time_series;
  s.iterations = results.iterations;
  s.quality = results.quality;
  return s;
}

}  // namespace mwendo
