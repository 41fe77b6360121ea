#include "sim/day/others.h"

#include <algorithm>

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

double per_day(const DayContext& day, double trips) {
  return trips * day.weight / share_of_day(day.input.world.figures, day.options);
}

// Trips of cars and taxis on the whole day, of all people.
double car_trips_per_day(const DayContext& day) {
  double motor = 0;
  for (std::uint32_t agent = 0; agent < day.trips.size(); ++agent) {
    const ModeRow& mode = day.trips.mode(agent);
    motor += mode.travel == Travel::drives && mode.vehicle == VehicleClass::car;
  }
  return per_day(day, motor);
}

// Trips of people's motorcycles on the whole day by the observed mode shares.
double motorcycle_trips_per_day(const DayContext& day) {
  const auto& observed = day.input.world.figures.observed_mode_share;
  const auto share = [&](Mode m) {
    const auto i = static_cast<std::size_t>(m);
    return i < observed.size() ? double{observed[i]} : 0;
  };
  const double per_trip = share(Mode::own_motorcycle) + 2 * share(Mode::motorcycle_taxi);
  return per_trip * per_day(day, static_cast<double>(day.trips.size()));
}

// Trips of a share of all, where `rest` are the others.
double beside(double rest, double share) { return rest * share / (1 - share); }

WorkOptions options_of(const DayContext& day, double trips_per_day) {
  return {.seed = day.options.seed,
          .trips_per_day = trips_per_day,
          .from_s = day.options.start_s(),
          .to_s = day.options.to_s};
}

std::vector<VehicleTrip> motorcycles(const DayContext& day) {
  const CityFigures& figures = day.input.world.figures;
  const double share = figures.motorcycle_work_share;
  if (share <= 0) return {};
  WorkOptions o = options_of(day, beside(motorcycle_trips_per_day(day), share));
  o.vehicle = VehicleClass::motorcycle;
  o.draws = Draw::motorcycle_at_work;
  o.home_share = kHomeShare;
  o.mean_m = 1000 * double{figures.motorcycle_work_km} / double{figures.mean_detour_walk};
  o.profile = figures.motorcycle_work_profile;
  return trips_at_work(day.input.world.network, day.input.world.zones, o);
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
                        .profile = figures.departure_profile,
                        .from_s = day.options.start_s(),
                        .to_s = day.options.to_s});
}

}  // namespace

std::vector<VehicleTrip> trips_of_others(const DayContext& day) {
  const World& world = day.input.world;
  const CityFigures& figures = world.figures;
  const double cars = car_trips_per_day(day);
  const double trucks = beside(cars, figures.truck_share);
  const double trucks_inside = trucks - trucks * figures.outside_truck_share;
  std::vector<VehicleTrip> all =
      trips_at_work(world.network, world.zones, options_of(day, trucks_inside));
  for (const std::vector<VehicleTrip>& more :
       {outside_of(day, trucks_inside, VehicleClass::truck),
        outside_of(day, cars, VehicleClass::car), motorcycles(day)})
    all.insert(all.end(), more.begin(), more.end());
  sort_by_departure(all);
  return all;
}

}  // namespace mwendo
