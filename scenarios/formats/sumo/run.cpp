#include "scenarios/formats/sumo/run.h"

#include <algorithm>
#include <chrono>

#include "network/base/random.h"
#include "network/routing/router.h"
#include "network/sumo/vclass.h"
#include "scenarios/formats/sumo/types.h"
#include "sim/learning/simulate.h"

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

// In the order of the file, each on the next link of the route that it names; others are left out,
// as the route does not come there.
std::vector<PlannedStop> planned_stops(const SumoDemand& demand, const SumoTrip& t) {
  std::vector<PlannedStop> planned;
  const auto route = demand.route_of(t);
  std::size_t at = 0;
  for (const SumoStop& s : demand.stops_of(t)) {
    const bool behind = !planned.empty() && planned.back().route_index == at &&
                        s.position_m < planned.back().position_m;
    if (behind) ++at;
    while (at < route.size() && route[at] != s.link) ++at;
    if (at == route.size()) break;
    planned.push_back({.route_index = static_cast<std::uint32_t>(at), .position_m = s.position_m});
  }
  return planned;
}

// A run under way.
class Driver {
 public:
  Driver(const SumoNet& net, const SumoDemand& demand, const SumoRunOptions& options)
      : net_(net), demand_(demand), options_(options), traffic(net.net, options.traffic) {
    for (const SumoVehicleType& t : demand.types)
      types_.push_back(traffic.add_type(type_from_sumo(t)));
    run.arrival_s.assign(demand.trips.size(), -1);
    while (next_ < demand.trips.size() && demand.trips[next_].depart_s < options.traffic.from_s)
      ++next_;
  }

  [[nodiscard]] bool done() const {
    return traffic.now() >= std::max(options_.until_s, options_.traffic.to_s) ||
           (next_ == demand_.trips.size() && run.finished == run.departed);
  }

  void step() {
    for (; next_ < demand_.trips.size() && demand_.trips[next_].depart_s <= traffic.now(); ++next_)
      add(static_cast<std::uint32_t>(next_));
    traffic.step();
    for (const StopArrival& a : traffic.stop_arrivals())
      traffic.release_at(
          a.vehicle,
          traffic.now() + demand_.stops_of(demand_.trips[a.owner.index()])[a.stop_index].seconds);
    for (const Arrival& a : traffic.arrivals()) arrive(a);
  }

  SumoRun finish() {
    run.end_s = traffic.now();
    run.counts = traffic.counts();
    run.waiting = traffic.waiting_to_enter();
    run.mean_travel_s = travel_s_ / std::max<double>(1, static_cast<double>(run.finished));
    run.mean_speed_mps = metres_ / std::max(1.0, travel_s_);
    run.tallies = traffic.take_tallies();
    return std::move(run);
  }

 private:
  void add(std::uint32_t trip) {
    const SumoTrip& t = demand_.trips[trip];
    const SumoVehicleType& type = demand_.types[t.type];
    const float factor = options_.speed_factors ? speed_factor(type, options_.traffic.seed, trip)
                                                : type.speed_factor;
    const std::vector<PlannedStop> stops = planned_stops(demand_, t);
    traffic.add_vehicle({.type = types_[t.type],
                         .route = demand_.route_of(t),
                         .stops = stops,
                         .owner = {OwnerKind::other, trip},
                         .entry_share = 0,
                         .exit_share = 1,
                         .speed_factor = factor});
    ++run.departed;
  }

  void arrive(const Arrival& a) {
    run.arrival_s[a.owner.index()] = a.time_s;
    travel_s_ += static_cast<double>(a.time_s - demand_.trips[a.owner.index()].depart_s);
    metres_ += net_.net.length_of(demand_.route_of(demand_.trips[a.owner.index()]));
    ++run.finished;
  }

  const SumoNet& net_;
  const SumoDemand& demand_;
  const SumoRunOptions& options_;
  std::vector<TypeIndex> types_;
  std::size_t next_ = 0;
  double travel_s_ = 0;
  double metres_ = 0;

 public:
  Traffic traffic;
  SumoRun run;
};

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
                 const std::function<bool(const Traffic&)>& each) {
  Driver driver(net, demand, options);
  const auto begin = std::chrono::steady_clock::now();
  while (!driver.done()) {
    driver.step();
    if (each && !each(driver.traffic)) throw Interrupted{};
  }
  driver.run.wall_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return driver.finish();
}

}  // namespace mwendo
