#include "scenarios/sumo/run.h"

#include <algorithm>
#include <chrono>

#include "network/routing/router.h"
#include "network/sumo/vclass.h"
#include "scenarios/sumo/types.h"
#include "sim/core/random.h"

namespace mwendo {
namespace {

// SUMO cuts the distribution at 0.2 and 2.
float speed_factor(const SumoVehicleType& t, std::uint64_t seed, std::uint32_t trip) {
  const double z = normal({.seed = seed, .purpose = Draw::speed_factor, .subject = trip});
  return static_cast<float>(std::clamp(t.speed_factor + t.speed_deviation * z, 0.2, 2.0));
}

std::vector<LinkId> route_through(RoadRouter::Search& search, std::span<const LinkId> stations) {
  std::vector<LinkId> links = {stations.front()};
  for (std::size_t i = 0; i + 1 < stations.size(); ++i) {
    const Route leg = search.route(stations[i], stations[i + 1]);
    if (leg.links.empty() && stations[i] != stations[i + 1]) return {};
    links.insert(links.end(), leg.links.begin() + (leg.links.empty() ? 0 : 1), leg.links.end());
  }
  return links;
}

double length_of(const Network& net, std::span<const LinkId> route) {
  double metres = 0;
  for (const LinkId l : route) metres += net.link.length_m[l];
  return metres;
}

}  // namespace

void route_trips(SumoDemand& demand, const SumoNet& net) {
  std::vector<Permissions> needed;
  for (const SumoTrip& t : demand.trips)
    if (!t.routed) needed.push_back(type_from_sumo(demand.types[t.type]).permissions);
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  for (const Permissions who : needed) {
    const RoadRouter router(net.net, who);
    RoadRouter::Search search(router);
    for (SumoTrip& t : demand.trips) {
      if (t.routed || type_from_sumo(demand.types[t.type]).permissions != who) continue;
      const std::vector<LinkId> links = route_through(search, demand.route_of(t));
      t.first_link = static_cast<std::uint32_t>(demand.links.size());
      t.links = static_cast<std::uint32_t>(links.size());
      t.routed = true;
      if (links.empty()) demand.report.add("trips without a way dropped", t.name);
      demand.links.insert(demand.links.end(), links.begin(), links.end());
    }
  }
  std::erase_if(demand.trips, [](const SumoTrip& t) { return t.links == 0; });
}

SumoRun run_sumo(const SumoNet& net, const SumoDemand& demand, const SumoRunOptions& options,
                 const std::function<void(const Traffic&)>& each) {
  Traffic traffic(net.net, options.traffic);
  std::vector<TypeIndex> types;
  for (const SumoVehicleType& t : demand.types) types.push_back(traffic.add_type(type_from_sumo(t)));
  SumoRun run;
  run.arrival_s.assign(demand.trips.size(), -1);
  double travel_s = 0;
  double metres = 0;
  std::size_t next = 0;
  const auto begin = std::chrono::steady_clock::now();
  while (traffic.now() < options.traffic.to_s) {
    for (; next < demand.trips.size() && demand.trips[next].depart_s <= traffic.now(); ++next) {
      const SumoTrip& t = demand.trips[next];
      const auto tag = static_cast<std::uint32_t>(next);
      const float factor = options.speed_factors
                               ? speed_factor(demand.types[t.type], options.traffic.seed, tag)
                               : demand.types[t.type].speed_factor;
      traffic.add_vehicle({.type = types[t.type],
                           .route = demand.route_of(t),
                           .tag = tag,
                           .entry_share = 0,
                           .exit_share = 1,
                           .speed_factor = factor});
    }
    traffic.step();
    for (const Arrival& a : traffic.arrivals()) {
      run.arrival_s[a.tag] = a.time_s;
      travel_s += a.time_s - demand.trips[a.tag].depart_s;
      metres += length_of(net.net, demand.route_of(demand.trips[a.tag]));
      ++run.finished;
    }
    if (each) each(traffic);
  }
  run.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  run.counts = traffic.counts();
  run.waiting = traffic.waiting_to_enter();
  run.mean_travel_s = travel_s / std::max<double>(1, static_cast<double>(run.finished));
  run.mean_speed_mps = metres / std::max(1.0, travel_s);
  run.tallies = traffic.take_tallies();
  return run;
}

}  // namespace mwendo
