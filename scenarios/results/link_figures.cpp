#include "scenarios/results/link_figures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mwendo {
namespace {

template <class Use>
void for_each_column(LinkFigures& f, Use use) {
  for (auto* column :
       {&f.vehicles, &f.vehicle_km, &f.vehicle_h, &f.transit_vehicles, &f.person_km, &f.delay_h,
        &f.stops, &f.co2e_g, &f.nox_g, &f.pm25_g, &f.fuel_l, &f.walkers, &f.cyclists})
    use(*column);
}

LinkFigures empty_figures(std::size_t links) {
  LinkFigures f;
  for_each_column(f, [&](auto& column) { column.assign(links, 0); });
  return f;
}

bool is_transit_class(VehicleClass c) {
  return c == VehicleClass::minibus || c == VehicleClass::midibus || c == VehicleClass::bus ||
         c == VehicleClass::articulated_bus;
}

void add_traffic(LinkFigures& f, LinkId l, const TallyCell& cell, VehicleClass c, double free_mps) {
  f.person_km[l] += static_cast<double>(cell.passengers_m) / 1000;
  if (c == VehicleClass::bicycle) return;
  const double metres = static_cast<double>(cell.total_distance_m());
  const double seconds = static_cast<double>(cell.total_time_s());
  f.vehicles[l] += static_cast<double>(cell.vehicles);
  f.vehicle_km[l] += metres / 1000;
  f.vehicle_h[l] += seconds / 3600;
  f.stops[l] += static_cast<double>(cell.stops);
  if (is_transit_class(c)) f.transit_vehicles[l] += static_cast<double>(cell.vehicles);
  if (free_mps > 0) f.delay_h[l] += std::max(0.0, seconds - metres / free_mps) / 3600;
}

void add_active(LinkFigures& f, LinkId l, const ActiveFlows& active) {
  const std::size_t first = l.value * active.periods;
  for (std::size_t p = first; p < first + active.periods; ++p) {
    if (p < active.walkers.size()) f.walkers[l] += static_cast<double>(active.walkers[p]);
    if (p < active.cyclists.size()) f.cyclists[l] += static_cast<double>(active.cyclists[p]);
  }
}

void add_emissions(LinkFigures& f, LinkId l, const EmissionTallies& emissions) {
  const EmissionValues e = emissions.over_link(l);
  f.co2e_g[l] = e[Emission::co2e];
  f.nox_g[l] = e[Emission::nox];
  f.pm25_g[l] = e[Emission::pm25_exhaust] + e[Emission::pm25_wear];
  f.fuel_l[l] = e[Emission::petrol_l] + e[Emission::diesel_l];
}

// Ends and middle to the metre, and whether it is a way of its own kind.
using LinkKey = std::array<std::int64_t, 7>;

LinkKey key_of(const Network& net, LinkId l) {
  const auto points = net.geometry_of(l);
  const double half = static_cast<double>(net.link.length_m[l]) / 2;
  const Point middle = point_at(net, l, half).position;
  const auto round = [](double v) { return static_cast<std::int64_t>(std::llround(v)); };
  const RoadClass c = net.link.road_class[l];
  const bool own_way = c == RoadClass::busway || c == RoadClass::rail || c == RoadClass::cycleway ||
                       c == RoadClass::footway;
  return {round(points.front().x),
          round(points.front().y),
          round(points.back().x),
          round(points.back().y),
          round(middle.x),
          round(middle.y),
          own_way ? static_cast<std::int64_t>(c) : -1};
}

}  // namespace

LinkFigures link_figures_of(const Network& net, const RunResults& results,
                            const EmissionTallies& emissions) {
  LinkFigures f = empty_figures(net.links().size());
  const Tallies& tallies = results.tallies;
  for (const LinkId l : net.links()) {
    const double free_mps = static_cast<double>(net.link.free_speed_mps[l]);
    for (std::size_t p = 0; p < tallies.periods(); ++p)
      for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
        const auto vehicle = static_cast<VehicleClass>(c);
        add_traffic(f, l, tallies.at(l, p, vehicle), vehicle, free_mps);
      }
    add_active(f, l, results.active);
    add_emissions(f, l, emissions);
  }
  return f;
}

LinkFigures mean_of(const std::vector<const LinkFigures*>& runs) {
  if (runs.empty()) return {};
  LinkFigures mean = *runs.front();
  const double n = static_cast<double>(runs.size());
  std::vector<Column<LinkId, double>*> sums;
  for_each_column(mean, [&](auto& column) { sums.push_back(&column); });
  for (std::size_t r = 1; r < runs.size(); ++r) {
    LinkFigures run = *runs[r];
    std::size_t i = 0;
    for_each_column(run, [&](auto& column) {
      for (const LinkId l : column.ids()) (*sums[i])[l] += column[l];
      ++i;
    });
  }
  for (auto* column : sums)
    for (double& value : *column) value /= n;
  return mean;
}

Column<LinkId, LinkId> match_links(const Network& base, const Network& changed) {
  std::vector<std::pair<LinkKey, LinkId>> index;
  for (const LinkId l : base.links()) index.emplace_back(key_of(base, l), l);
  std::sort(index.begin(), index.end());
  Column<LinkId, LinkId> match(changed.links().size());
  for (const LinkId l : changed.links()) {
    const LinkKey key = key_of(changed, l);
    const auto at = std::lower_bound(index.begin(), index.end(), std::pair{key, LinkId{0}});
    if (at != index.end() && at->first == key) match[l] = at->second;
  }
  return match;
}

}  // namespace mwendo
