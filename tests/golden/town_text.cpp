#include <fmt/format.h>

#include <map>

#include "tests/golden/run_text.h"
#include "tests/golden/town.h"

namespace mwendo::testing {
namespace {

const char* name_of(TripOutcome o) {
  constexpr const char* kNames[] = {"arrived", "under way", "not started", "no way"};
  return kNames[static_cast<std::size_t>(o)];
}

struct Group {
  double trips = 0;
  double arrived = 0;
  double time_s = 0;
  double distance_m = 0;
  void add(const TripRecord& t) {
    ++trips;
    if (t.outcome != TripOutcome::arrived) return;
    ++arrived;
    time_s += static_cast<double>(t.travel_time_s);
    distance_m += static_cast<double>(t.distance_m);
  }
};

std::string modes_text(const TownRun& run) {
  std::map<Mode, Group> groups;
  for (const TripRecord& t : run.results.trips) groups[t.mode].add(t);
  std::string text = "mode               trips  arrived  mean min  mean km\n";
  for (const auto& [mode, g] : groups)
    text += fmt::format("{:<18} {:>5} {:>8} {:>9.4g} {:>8.4g}\n", mwendo::name_of(mode), g.trips,
                        g.arrived, g.time_s / 60 / g.arrived, g.distance_m / 1000 / g.arrived);
  return text;
}

std::string lines_text(const Town& town, const RunResults& results) {
  std::string text = "line       riders  departures  vehicle-km     km/h  mean wait s  towards\n";
  const LineColumns& line = town.world.transit.line;
  for (const LineResult& r : results.lines) {
    const StopId last = town.world.transit.stops_of(r.line).back().stop;
    text += fmt::format("{:<9} {:>7.4g} {:>11.4g} {:>11.4g} {:>8.4g} {:>12.4g}  {}\n",
                        line.name[r.line], r.boardings, r.departures, r.vehicle_km,
                        r.commercial_speed_kmh, r.mean_wait_s, town.world.transit.stop.name[last]);
  }
  return text;
}

struct Street {
  double vehicle_km = 0;
  double vehicle_h = 0;
  double co2e_g = 0;
  double walkers = 0;
  double cyclists = 0;
};

std::string streets_text(const Network& net, const LinkFigures& figures) {
  std::map<std::string, Street> streets;
  for (const LinkId l : net.links()) {
    Street& s = streets[net.street_names[net.link.street[l]]];
    s.vehicle_km += figures.vehicle_km[l];
    s.vehicle_h += figures.vehicle_h[l];
    s.co2e_g += figures.co2e_g[l];
    s.walkers += figures.walkers[l];
    s.cyclists += figures.cyclists[l];
  }
  std::string text = "street           vehicle-km     km/h   t CO2e  walkers  cyclists\n";
  for (const auto& [name, s] : streets)
    text += fmt::format("{:<16} {:>10.4g} {:>8.4g} {:>8.4g} {:>8.4g} {:>9.4g}\n", name,
                        s.vehicle_km, s.vehicle_h > 0 ? s.vehicle_km / s.vehicle_h : 0,
                        s.co2e_g / 1e6, s.walkers, s.cyclists);
  return text;
}

std::string moments_text(const TownRun& run) {
  std::string text = "time      vehicles  state of traffic\n";
  for (const TrafficMoment& m : run.moments)
    text += fmt::format("{}  {:>8}  {}\n", clock_text(m.time_s), m.vehicles, hex(m.hash));
  return text;
}

std::string rides_text(const Town& town, const Population& people, TripId t) {
  std::string text;
  for (std::uint32_t k = 0; k < people.trip.ride_count[t]; ++k)
    text +=
        " " +
        town.world.transit.line.name[people.trip.rides[people.trip.first_ride[t] + k].preferred];
  return text;
}

std::string trips_text(const Town& town, const TownRun& run) {
  std::string text = "from to  departs   mode             minutes  planned rides\n";
  for (const TripRecord& t : run.results.trips) {
    const DemandRow& row = town.rows[row_of(run.people, t.trip)];
    text += fmt::format(
        "{:<4} {:<3} {}  {:<16} {:>7.1f} {}{}\n", row.from, row.to, clock_text(t.departure_s),
        mwendo::name_of(t.mode), t.travel_time_s / 60, rides_text(town, run.people, t.trip),
        t.outcome == TripOutcome::arrived ? "" : fmt::format(" {}", name_of(t.outcome)));
  }
  return text + "hash of all trips " + hex(hash_of(run.results.trips)) + "\n";
}

}  // namespace

std::string town_text(const Town& town, const TownRun& run) {
  const std::string parts[] = {modes_text(run),
                               lines_text(town, run.results),
                               streets_text(town.world.network, run.summary.links),
                               moments_text(run),
                               indicators_text(run.summary),
                               trips_text(town, run)};
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "\n") + part;
  return text;
}

}  // namespace mwendo::testing
