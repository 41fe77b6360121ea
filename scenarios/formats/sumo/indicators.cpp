#include "scenarios/formats/sumo/indicators.h"

#include <array>

#include "sim/emissions/emissions.h"

namespace mwendo {
namespace {

enum Row : std::size_t {
  kTrips,
  kArrived,
  kTravelTime,
  kTripSpeed,
  kVehicleKm,
  kVehicleKmClass,
  kMotorSpeed,
  kCongestion,
  kDelay,
  kStops,
  kMovedOn,
  kWaiting,
  kRows
};

constexpr const char* kRun = "the run";

constexpr std::array<Indicator, kRows> kTable = {{
    {"trips", "Trips", "trips", 0, Split::none, Better::neither,
     "Vehicle trips of the route file that depart in the period.", kRun},
    {"trips_arrived", "Trips that arrived", "%", 2, Split::none, Better::higher,
     "Share of the trips that reached their end within the period.", kRun},
    {"travel_time_mean", "Mean travel time, all trips", "min", 2, Split::none, Better::lower,
     "Mean time from departure in the route file to arrival, of trips that arrived.", kRun},
    {"trip_speed", "Mean trip speed", "km/h", 2, Split::none, Better::higher,
     "Length over time of the trips that arrived, waiting to enter included.", kRun},
    {"vehicle_km_motor", "Motor vehicle-km", "km", 0, Split::none, Better::neither,
     "Sum of vehicle-km over all classes but bicycles.", kRun},
    {"vehicle_km", "Vehicle-km", "km", 0, Split::vehicle_class, Better::neither,
     "Distance driven on the streets by class.", kRun},
    {"motor_speed", "Mean motor speed", "km/h", 2, Split::none, Better::higher,
     "Vehicle-km over vehicle-hours of all motor vehicles, stops included.", kRun},
    {"congestion_index", "Congestion index", "-", 3, Split::none, Better::lower,
     "Vehicle-hours over the hours the same distance takes at the free speed of each link; all "
     "motor vehicles.",
     kRun},
    {"delay", "Time lost in traffic", "vehicle-h", 1, Split::none, Better::lower,
     "Vehicle-hours above free-flow time; all motor vehicles.", kRun},
    {"stops_per_km", "Stops per motor vehicle-km", "1/km", 3, Split::none, Better::lower,
     "Times a motor vehicle came to a stand, per vehicle-km.", kRun},
    {"moved_on", "Vehicles moved on", "% of trips", 3, Split::none, Better::lower,
     "Vehicles that stood too long and were moved past the obstacle, per trip.", kRun},
    {"waiting_to_enter", "Vehicles waiting to enter", "vehicles", 0, Split::none, Better::lower,
     "Vehicles that found no gap on their first link until the end.", kRun},
}};

struct Sums {
  double km = 0, hours = 0, delay_h = 0, stops = 0;
};

Sums sums_of(const LinkFigures& f) {
  Sums s;
  for (const LinkId l : f.vehicles.ids()) {
    s.km += f.vehicle_km[l];
    s.hours += f.vehicle_h[l];
    s.delay_h += f.delay_h[l];
    s.stops += f.stops[l];
  }
  return s;
}

double free_hours(const Network& net, const LinkFigures& f) {
  double hours = 0;
  for (const LinkId l : f.vehicles.ids())
    hours += f.vehicle_km[l] / (3.6 * static_cast<double>(net.link.free_speed_mps[l]));
  return hours;
}

std::optional<double> ratio(double a, double b) {
  return b > 0 ? std::optional(a / b) : std::nullopt;
}

}  // namespace

LinkFigures sumo_link_figures(const Network& net, Tallies& tallies) {
  EmissionTallies none(net.links().size(), tallies.periods());
  for (const LinkId l : net.links()) none.append(l, {});
  RunResults results;
  results.tallies = std::move(tallies);  // large: lent, not copied
  LinkFigures figures = link_figures_of(net, results, none);
  tallies = std::move(results.tallies);
  return figures;
}

std::vector<IndicatorValue> sumo_indicators(const SumoCase& c, const SumoRun& run,
                                            const LinkFigures& links) {
  std::vector<IndicatorValue> values;
  const auto add = [&](Row row, std::optional<double> value) {
    values.push_back({kTable[row].id, &kTable[row], value});
  };
  const auto trips = static_cast<double>(run.departed);
  const auto finished = static_cast<double>(run.finished);
  const Sums sums = sums_of(links);
  add(kTrips, trips);
  add(kArrived, ratio(100 * finished, trips));
  add(kTravelTime, finished > 0 ? std::optional(run.mean_travel_s / 60) : std::nullopt);
  add(kTripSpeed, finished > 0 ? std::optional(3.6 * run.mean_speed_mps) : std::nullopt);
  add(kVehicleKm, sums.km);
  for (std::size_t k = 0; k < kVehicleClassCount; ++k) {
    const auto vehicle = static_cast<VehicleClass>(k);
    const double km =
        static_cast<double>(run.tallies.over_links(vehicle).total_distance_m()) / 1000;
    if (km > 0)
      values.push_back(
          {std::string("vehicle_km.") + name_of(vehicle), &kTable[kVehicleKmClass], km});
  }
  add(kMotorSpeed, ratio(sums.km, sums.hours));
  add(kCongestion, ratio(sums.hours, free_hours(c.net.net, links)));
  add(kDelay, sums.delay_h);
  add(kStops, ratio(sums.stops, sums.km));
  add(kMovedOn, ratio(100 * run.counts.moved_on, trips));
  add(kWaiting, static_cast<double>(run.waiting));
  return values;
}

}  // namespace mwendo
