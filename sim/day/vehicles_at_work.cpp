#include "sim/day/vehicles_at_work.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/day/day_profile.h"
#include "sim/day/places.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kDraws = 500;  // of an end

class Ends {
 public:
  Ends(const Network& net, const Places& places, const WorkOptions& o)
      : net_(net), places_(places), o_(o) {
    if (near())
      scale_m_ =
          distance_scale(net, places, {.seed = o.seed, .draws = o.draws, .mean_m = o.mean_m});
  }

  [[nodiscard]] double u(std::uint32_t trip, std::uint32_t k) const {
    return uniform({o_.seed, o_.draws, trip, k});
  }
  [[nodiscard]] NodeId from(std::uint32_t trip) const {
    return places_.draw(u(trip, 1), u(trip, 2));
  }
  [[nodiscard]] NodeId to(std::uint32_t trip, NodeId from) const {
    return near() ? near_to(trip, from) : places_.draw(u(trip, 3), u(trip, 4));
  }

 private:
  [[nodiscard]] bool near() const { return o_.mean_m > 0; }
  [[nodiscard]] NodeId near_to(std::uint32_t trip, NodeId from) const;

  const Network& net_;
  const Places& places_;
  const WorkOptions& o_;
  double scale_m_ = 0;
};

// Draws ends until one is taken, with the probability exp(-distance / scale).
NodeId Ends::near_to(std::uint32_t trip, NodeId from) const {
  NodeId nearest = from;
  double least = std::numeric_limits<double>::infinity();
  for (std::uint32_t k = 3; k < 3 + 3 * kDraws; k += 3) {
    const NodeId to = places_.draw(u(trip, k), u(trip, k + 1));
    if (to == from) continue;
    const double metres = distance(net_.node.position[from], net_.node.position[to]);
    if (u(trip, k + 2) < portable_exp(-metres / scale_m_)) return to;
    if (metres < least) {
      least = metres;
      nearest = to;
    }
  }
  return nearest;
}

}  // namespace

void sort_by_departure(std::vector<VehicleTrip>& trips) {
  std::stable_sort(trips.begin(), trips.end(), [](const VehicleTrip& a, const VehicleTrip& b) {
    return a.departure_s < b.departure_s;
  });
}

std::vector<VehicleTrip> trips_at_work(const Network& net, const Zones& zones,
                                       const WorkOptions& o) {
  std::vector<VehicleTrip> trips;
  const auto count = static_cast<std::uint32_t>(std::lround(o.trips_per_day));
  const Places places(zones, o.home_share);
  if (count == 0 || places.empty()) return trips;
  const Ends ends(net, places, o);
  const DayProfile profile(o.profile);
  for (std::uint32_t i = 0; i < count; ++i) {
    const float departure = profile.time_of(ends.u(i, 0));
    if (departure < o.from_s || departure >= o.to_s) continue;
    const NodeId from = ends.from(i);
    const NodeId to = ends.to(i, from);
    if (from != to) trips.push_back({departure, from, to, o.vehicle});
  }
  sort_by_departure(trips);
  return trips;
}

}  // namespace mwendo
