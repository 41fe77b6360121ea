#include "sim/transit/fit_vehicles.h"

#include <algorithm>

#include "sim/transit/line_need.h"

namespace mwendo {
namespace {

// A line and its opposite run the same vehicles.
struct Route {
  std::vector<LineNeed> directions;
  [[nodiscard]] double passengers() const {
    double most = 0;
    for (const LineNeed& n : directions) most = std::max(most, n.passengers_per_hour);
    return most;
  }
  [[nodiscard]] double vehicles(double places) const {
    double sum = 0;
    for (const LineNeed& n : directions) sum += n.vehicles(places);
    return sum;
  }
};

std::vector<Route> routes_of(const TransitSupply& supply, std::span<const LineResult> day,
                             const FitHeadwaysOptions& o) {
  std::vector<Route> routes;
  Column<LineId, std::uint32_t> route_of(supply.lines().size(), 0);
  for (const LineResult& r : day) {
    if (supply.line.mode[r.line] != o.mode || supply.line.assumed_headway[r.line] == 0) continue;
    const LineId other = supply.line.opposite[r.line];
    const bool known = other.valid() && route_of[other] != 0;
    if (!known) routes.emplace_back();
    route_of[r.line] = known ? route_of[other] : static_cast<std::uint32_t>(routes.size());
    routes[route_of[r.line] - 1].directions.push_back(need_of(r, o.hours, o.cycle_mps));
  }
  std::stable_sort(routes.begin(), routes.end(),
                   [](const Route& a, const Route& b) { return a.passengers() > b.passengers(); });
  return routes;
}

}  // namespace

void fit_vehicles(TransitSupply& supply, std::span<const LineResult> day,
                  std::vector<VehicleKind> mix, const FitHeadwaysOptions& o) {
  if (mix.empty()) return;
  std::stable_sort(mix.begin(), mix.end(), [](const VehicleKind& a, const VehicleKind& b) {
    return a.capacity > b.capacity;
  });
  double mean_places = 0;
  for (const VehicleKind& k : mix) mean_places += k.share * k.capacity;
  const std::vector<Route> routes = routes_of(supply, day, o);
  double wanted = 0;
  for (const Route& r : routes) wanted += r.vehicles(mean_places);
  std::size_t kind = 0;
  double used = 0;  // share of the fleet that has the present kind
  for (const Route& r : routes) {
    if (used >= mix[kind].share && kind + 1 < mix.size()) ++kind, used = 0;
    used += r.vehicles(mix[kind].capacity) / std::max(wanted, 1.0);
    for (const LineNeed& n : r.directions) {
      supply.line.capacity[n.line] = mix[kind].capacity;
      supply.line.vehicle[n.line] = mix[kind].vehicle;
    }
  }
}

}  // namespace mwendo
