#include "sim/day/others.h"

#include <algorithm>
#include <numeric>

#include "sim/day/outside.h"

namespace mwendo {
namespace {

// Of the ends of motorcycles at work, those where people live; the others lie where jobs are. An
// assumption: interviews tell districts only.
constexpr double kHomeShare = 0.5;

// Share of a day's trips that depart in the simulated time, to expand them to the day.
float share_of_day(const CityFigures& figures, const DayOptions& options) {
  float share = 0;
  if (figures.departure_profile.empty()) return 0.01F;
  for (int h = 0; h < 24; ++h) {
    const float overlap = std::min(options.to_s, (static_cast<float>(h) + 1) * 3600) -
                          std::max(options.start_s(), static_cast<float>(h) * 3600);
    share += figures.departure_profile[static_cast<std::size_t>(h)] *
             std::clamp(overlap / 3600, 0.0F, 1.0F);
  }
  return std::max(share, 0.01F);
}

// Of all people on the whole day.
double trips_per_day(const DayContext& day) {
  const auto& known = day.input.people.day_trips;
  const double of_day = std::accumulate(known.begin(), known.end(), 0.0);
  if (of_day > 0) return day.weight * of_day;
  return day.weight * static_cast<double>(day.trips.size()) /
         double{share_of_day(day.input.world.figures, day.options)};
}

// Trips of people's vehicles on the whole day by the observed mode shares.
struct PeoplesVehicles {
  double cars = 0, motorcycles = 0;
};

PeoplesVehicles vehicles_of_people(const DayContext& day) {
  const auto& observed = day.input.world.figures.observed_mode_share;
  const auto share = [&](Mode m) {
    const auto i = static_cast<std::size_t>(m);
    return i < observed.size() ? double{observed[i]} : 0;
  };
  const double trips = trips_per_day(day);
  return {trips * (share(Mode::car_driver) + share(Mode::taxi)),
          trips * (share(Mode::own_motorcycle) + 2 * share(Mode::motorcycle_taxi))};
}

// Trips of a share of all, where `rest` are the others.
double beside(double rest, double share) { return rest * share / (1 - share); }

std::vector<VehicleTrip> at_work(const DayContext& day, const WorkTraffic& traffic,
                                 double trips_per_day, WorkOptions o) {
  const World& world = day.input.world;
  o.seed = day.options.seed;
  o.trips_per_day = trips_per_day;
  o.mean_m = 1000 * double{traffic.km} / double{world.figures.mean_detour_walk};
  o.profile = traffic.profile;
  o.from_s = day.options.start_s();
  o.to_s = day.options.to_s;
  return trips_at_work(world.network, world.zones, o);
}

// Trips with an end outside, of all trips of a class: `inside` are the others.
std::vector<VehicleTrip> outside_of(const DayContext& day, double inside, VehicleClass vehicle) {
  const CityFigures& figures = day.input.world.figures;
  const bool car = vehicle == VehicleClass::car;
  const double share = car ? figures.outside_car_share : figures.outside_truck_share;
  return outside_trips(day.input.world.network, day.input.world.zones,
                       {.seed = day.options.seed,
                        .trips_per_day = beside(inside, share),
                        .vehicle = vehicle,
                        .through_share = car ? kThroughCars : kThroughTrucks,
                        .commuter_share = car ? kCommuterCars : 0,
                        .profile = figures.departure_profile,
                        .to_work = figures.to_work_profile,
                        .from_work = figures.from_work_profile,
                        .from_s = day.options.start_s(),
                        .to_s = day.options.to_s});
}

}  // namespace

std::vector<VehicleTrip> trips_of_others(const DayContext& day) {
  const CityFigures& figures = day.input.world.figures;
  const PeoplesVehicles people = vehicles_of_people(day);
  const double work_cars = beside(people.cars, figures.work_cars.share);
  const double cars = people.cars + work_cars;
  const double trucks = beside(cars, figures.work_trucks.share);
  const double trucks_inside = trucks - trucks * double{figures.outside_truck_share};
  const double motorcycles = beside(people.motorcycles, figures.work_motorcycles.share);
  std::vector<VehicleTrip> all = at_work(day, figures.work_trucks, trucks_inside, {});
  for (const std::vector<VehicleTrip>& more :
       {outside_of(day, trucks_inside, VehicleClass::truck),
        outside_of(day, cars, VehicleClass::car),
        at_work(day, figures.work_cars, work_cars,
                {.vehicle = VehicleClass::car, .draws = Draw::car_at_work}),
        at_work(day, figures.work_motorcycles, motorcycles,
                {.vehicle = VehicleClass::motorcycle,
                 .draws = Draw::motorcycle_at_work,
                 .home_share = kHomeShare})})
    all.insert(all.end(), more.begin(), more.end());
  sort_by_departure(all);
  return all;
}

}  // namespace mwendo
