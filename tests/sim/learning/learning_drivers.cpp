#include "tests/sim/learning/learning_drivers.h"

#include "sim/learning/convergence.h"
#include "sim/learning/route_gap.h"

namespace mwendo::testing {

LearningDrivers::LearningDrivers(Network net, float seconds)
    : world_(make_small_world({.size = 3, .zone_side = 1})),
      options_{.from_s = kSeven, .to_s = kSeven + seconds, .clear_s = 3600, .route_taste = 0} {
  world_.network = std::move(net);
  world_.figures.work_trucks.share = 0;
  people_.expansion = 1;
  free_ = believed_ = free_flow_times(world_.network, options_.from_s, options_.to_s);
}

void LearningDrivers::add_trips(const EvenTrips& trips) {
  const auto headway_s = static_cast<float>(3600 / trips.per_hour);
  for (float t = trips.from_s; t < trips.to_s; t += headway_s)
    append_trip(
        people_,
        {.mode = Mode::car_driver, .departure_s = kSeven + t, .from = trips.from, .to = trips.to});
}

void LearningDrivers::drive(int days) {
  for (const int end = days_ + days; days_ < end; ++days_) {
    options_.first_day = days_ == 0;
    options_.number = static_cast<std::uint32_t>(days_);
    options_.new_way_share = new_way_share(days_);
    DaySimulation day({world_, people_, believed_, nullptr, remember_ ? &ways_ : nullptr},
                      options_);
    while (!day.done()) day.step();
    last_ = day.finish();
    believed_.learn(experienced_times(world_.network, last_.tallies, free_), learning_rate(days_));
    ways_.end_day();
  }
}

double LearningDrivers::gap() const {
  return route_gap(world_.network, RouteTastes(world_.network, 1, 0),
                   experienced_times(world_.network, last_.tallies, free_), last_.ways, 1);
}

double LearningDrivers::mean_s(float from_s, float to_s) const {
  const ModeRow& car = row_of(Mode::car_driver);
  double sum = 0, count = 0;
  for (const TripRecord& t : last_.trips) {
    if (t.departure_s < kSeven + from_s || t.departure_s >= kSeven + to_s) continue;
    sum += double{t.travel_time_s - car.access_s - car.egress_s}, ++count;
  }
  return sum / count;
}

}  // namespace mwendo::testing
