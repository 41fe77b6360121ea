#include "benchmarks/streets_print.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/cities/detours.h"
#include "tests/support/street_flows.h"

namespace mwendo {
namespace {

struct FullLane {
  LinkId link;
  std::size_t period;
  double vehicles, car_units;  // an hour and lane
  StreetFlow flow;
};

std::vector<FullLane> by_lane(const StreetsRun& done) {
  const Network& net = done.base.world.network;
  std::vector<FullLane> all;
  for (std::size_t p = 0; p < done.tallies.periods(); ++p) {
    const auto flows = street_flows(net, done.tallies, p, p + 1);
    for (const LinkId l : net.links()) {
      const auto lanes = static_cast<double>(net.lanes_of(l).size());
      const StreetFlow& f = flows[l.value];
      if (f.vehicles > 0) all.push_back({l, p, f.vehicles / lanes, f.car_units / lanes, f});
    }
  }
  return all;
}

void print_above(const Network& net, std::vector<FullLane> lanes, double FullLane::* flow,
                 const char* what) {
  constexpr double kFullLane = 2000;
  std::erase_if(lanes, [&](const FullLane& x) { return x.*flow <= kFullLane; });
  std::stable_sort(lanes.begin(), lanes.end(),
                   [&](const FullLane& a, const FullLane& b) { return a.*flow > b.*flow; });
  std::vector<LinkId> seen;
  for (const FullLane& x : lanes) {
    if (std::find(seen.begin(), seen.end(), x.link) != seen.end()) continue;
    seen.push_back(x.link);
    if (seen.size() > 5) continue;
    fmt::print(
        "  {} {:.0f}: {:.0f} vehicles, {:.0f} % of them motorcycles, {:.0f} car units, "
        "{:.0f} km/h, {} lanes, {}\n",
        what, x.*flow, x.vehicles, 100 * x.flow.motorcycles / x.flow.vehicles, x.car_units,
        x.flow.speed_kmh(), net.lanes_of(x.link).size(), net.street_names[net.link.street[x.link]]);
  }
  fmt::print("links above 2,000 {} an hour and lane in a quarter: {}\n", what, seen.size());
}

bool is_far(const World& world, const Population& people, const TripRecord& trip) {
  const auto& at = world.network.node.position;
  return distance(at[people.trip.from[trip.trip].node], at[people.trip.to[trip.trip].node]) >=
         kLeastTrip;
}

bool is_long(const World& world, const Population& people, const TripRecord& trip) {
  const auto& at = world.network.node.position;
  return static_cast<double>(trip.distance_m) >
         kLongRoute *
             distance(at[people.trip.from[trip.trip].node], at[people.trip.to[trip.trip].node]);
}

void print_days(const StreetsRun& done) {
  fmt::print(
      "by day: km/h in the last quarter, persons arrived by the end, mean trip in min, gap of "
      "routes in %\n");
  for (std::size_t k = 0; k < done.days.size(); ++k)
    fmt::print("  {:>3} {:.1f} {:.0f} {:.2f} {:.1f}\n", k + 1, done.days[k].last_kmh,
               done.days[k].arrived, done.run.summary.iterations[k].mean_travel_time_s / 60,
               100 * done.run.summary.iterations[k].route_gap);
}

}  // namespace

void print_streets(const StreetsOptions& o, const StreetsRun& done) {
  fmt::print("{}: sample {}, {} days, demand {} (cars {}, motorcycles {}, minibuses {})\n", o.city,
             o.sample, o.days, o.demand, o.cars, o.motorcycles, o.minibuses);
  fmt::print("km/h by quarter:");
  for (const auto& q : done.run.summary.periods)
    fmt::print(" {:.1f}", q.vehicle_h > 0 ? q.vehicle_km / q.vehicle_h : 0.0);
  fmt::print("\n");
  print_days(done);
  fmt::print("vehicle-km {:.0f}, moved on {:.2f} % of vehicles, trips arrived {:.0f} %\n",
             done.run.summary.value("vehicle_km_motor").value_or(0),
             done.run.summary.value("moved_on").value_or(0),
             done.run.summary.value("trips_arrived").value_or(0));
  print_speeds(done);
  print_full_lanes(done);
  print_jams(done, o.heads);
  print_long_routes(done);
  print_counts(done);
  print_volumes(o, done);
}

void print_full_lanes(const StreetsRun& done) {
  const auto lanes = by_lane(done);
  print_above(done.base.world.network, lanes, &FullLane::vehicles, "vehicles");
  print_above(done.base.world.network, lanes, &FullLane::car_units, "car units");
}

void print_long_routes(const StreetsRun& done) {
  const World& world = done.base.world;
  fmt::print(
      "routes longer than {} straight lines, trips of 3 km and more: {:.2f} % at free flow\n",
      kLongRoute, 100 * detours_of(world, 4000).long_share());
  for (const Mode m :
       {Mode::car_driver, Mode::taxi, Mode::own_motorcycle, Mode::motorcycle_taxi, Mode::minibus}) {
    std::size_t all = 0, arrived = 0, all_long = 0, arrived_long = 0;
    for (const TripRecord& trip : done.run.trips) {
      if (trip.mode != m || trip.outcome > TripOutcome::under_way) continue;
      if (!is_far(world, done.run.population, trip)) continue;
      const bool is = is_long(world, done.run.population, trip);
      ++all, all_long += is;
      if (trip.outcome == TripOutcome::arrived) ++arrived, arrived_long += is;
    }
    const auto share = [](std::size_t part, std::size_t whole) {
      return 100 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(1, whole));
    };
    fmt::print("  {}: {:.1f} % of {} arrived, {:.1f} % of {} with those under way\n", name_of(m),
               share(arrived_long, arrived), arrived, share(all_long, all), all);
  }
}

}  // namespace mwendo
