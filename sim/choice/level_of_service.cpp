#include "sim/choice/level_of_service.h"

#include <algorithm>

#include "sim/choice/way_on.h"
#include "sim/modes/modes.h"
#include "sim/world/prices.h"

namespace mwendo {
namespace {

constexpr std::array<float, LevelOfService::kTransitPeriods> kTypicalHour = {12, 7};
constexpr float kLeastFactor = 0.4F;
constexpr float kMostFactor = 2.5F;

bool by_street(Mode m) { return row_of(m).travel == Travel::drives; }
bool rides_motorcycle(Mode m) {
  return by_street(m) && row_of(m).vehicle == VehicleClass::motorcycle;
}

}  // namespace

LevelOfService::LevelOfService(const LevelInput& input, const ChoiceParameters& parameters,
                               float from_s, float to_s, int threads)
    : input_(input),
      parameters_(parameters),
      threads_(threads),
      streets_(input.world.network, input.world.zones, input.distances, from_s, to_s, threads),
      router_(input.world.network, input.world.transit, input.world.zones,
              {.detour = input.world.figures.mean_detour_walk}) {
  street_factor_.fill(1);
}

std::size_t LevelOfService::transit_period(float departure_s) {
  return in_peak(departure_s) ? 1 : 0;
}

TransitTimes LevelOfService::at_period(const TransitTimes& times, std::size_t period) const {
  TransitTimes t = times;
  t.time_of_day_s = kTypicalHour[period] * 3600;
  const TransitSupply& supply = input_.world.transit;
  for (LineId l : supply.lines()) {
    const float ratio = supply.headway_at(l, t.time_of_day_s) /
                        std::max(supply.headway_at(l, times.time_of_day_s), 1.0F);
    for (std::size_t k = 0; k < supply.stops_of(l).size(); ++k)
      t.headway_s[line_stop(supply, l, k)] *= ratio;
  }
  return t;
}

void LevelOfService::believe(const LinkTimes& links, const TransitTimes& transit) {
  streets_.update(links);
  const TransitCosts costs = transit_costs(parameters_);
  for (std::size_t p = 0; p < kTransitPeriods; ++p)
    rides_[p] = router_.rides(at_period(transit, p), costs, threads_);
}

// The ratio is of sums, so that long trips count more and single odd ones little. A trip under way
// lasts at least as long as so far and as expected.
void LevelOfService::learn_trips(std::span<const TripRecord> trips, float weight) {
  std::array<double, kModeCount> seen{};
  std::array<double, kModeCount> expected{};
  for (const TripRecord& r : trips) {
    if (!by_street(r.mode) || !has_begun(r)) continue;
    const auto m = static_cast<std::size_t>(r.mode);
    const float ride = ride_seconds(r.trip, r.mode);
    const float least = r.outcome == TripOutcome::arrived ? 0 : ride * street_factor(r.mode);
    seen[m] += std::max(r.travel_time_s - row_of(r.mode).terminal_s(), least);
    expected[m] += ride;
  }
  for (std::size_t m = 0; m < kModeCount; ++m) {
    if (expected[m] <= 0) continue;
    const float ratio =
        std::clamp(static_cast<float>(seen[m] / expected[m]), kLeastFactor, kMostFactor);
    street_factor_[m] += weight * (ratio - street_factor_[m]);
  }
  street_factor_[static_cast<std::size_t>(Mode::car_passenger)] =
      street_factor_[static_cast<std::size_t>(Mode::car_driver)];
}

float LevelOfService::free_seconds(TripId t) const {
  const TripColumns& trip = input_.population.trip;
  return streets_.free_seconds(trip.from_zone[t], trip.to_zone[t], trip.distance_m[t]);
}

float LevelOfService::ride_seconds(TripId t, Mode m) const {
  const TripColumns& trip = input_.population.trip;
  const ZoneId from = trip.from_zone[t];
  const ZoneId to = trip.to_zone[t];
  const float metres = trip.distance_m[t];
  const float car = streets_.seconds(from, to, trip.departure_s[t], metres);
  if (!rides_motorcycle(m)) return car;
  const float free = std::min(free_seconds(t), car);
  return free + static_cast<float>(parameters_.motorcycle_delay) * (car - free);
}

Alternative LevelOfService::of_street(TripId t, Mode m) const {
  switch (m) {
    case Mode::walk: return of_walk(t);
    case Mode::bicycle: return of_bicycle(t);
    case Mode::car_driver:
    case Mode::car_passenger:
    case Mode::motorcycle_taxi:
    case Mode::own_motorcycle:
    case Mode::taxi: return of_vehicle(t, m);
    default: return {};
  }
}

Alternative LevelOfService::of_walk(TripId t) const {
  if (input_.population.trip.distance_m[t] > parameters_.longest_walk_m) return {};
  const auto weight = static_cast<float>(parameters_.walk_main_weight);
  return {.felt_s = weight * input_.active.walk_felt_s[t], .time_s = input_.active.walk_s[t]};
}

Alternative LevelOfService::of_bicycle(TripId t) const {
  if (input_.active.cycle_felt_s[t] >= kNoActiveWay) return {};
  const auto weight = static_cast<float>(parameters_.cycle_weight);
  return {.felt_s = weight * input_.active.cycle_felt_s[t], .time_s = input_.active.cycle_s[t]};
}

Alternative LevelOfService::of_vehicle(TripId t, Mode m) const {
  const Population& people = input_.population;
  const CityFigures& f = input_.world.figures;
  const PersonId person = people.trip.person[t];
  const float ride = ride_seconds(t, m) * street_factor(m);
  const float km = people.trip.distance_m[t] / 1000;
  const auto p = [](double v) { return static_cast<float>(v); };
  Alternative a = ride_by(m, ride, km, f, parameters_);
  if (m == Mode::car_driver) {
    if (people.person.has_car[person] == 0) return {};
    a.felt_s += p(parameters_.congestion_weight - 1) * std::max(ride - free_seconds(t), 0.0F);
    a.money = driver_pays(person, km);
  }
  if (m == Mode::own_motorcycle && people.person.has_motorcycle[person] == 0) return {};
  if (m == Mode::car_passenger) {
    const bool offered = people.person.household_car[person] != 0 ||
                         gets_lifts(people.person.number[person], parameters_);
    if (!offered) return {};
    a.felt_s += p(parameters_.passenger_weight - 1) * ride;
    a.money = p(parameters_.passenger_cost) * price_of(f, Mode::car_driver).of(km);
  }
  return a;
}

// What passengers pay drivers save. A car that is not the household's is the firm's, which pays by
// the km.
float LevelOfService::driver_pays(PersonId person, float km) const {
  const CityFigures& f = input_.world.figures;
  Price price = price_of(f, Mode::car_driver);
  if (input_.population.person.household_car[person] == 0) price.km = 0;
  const float riders = std::clamp(f.car_occupancy - 1, 0.0F, 1.0F);
  return price.of(km) * (1 - static_cast<float>(parameters_.passenger_cost) * riders);
}

Alternative LevelOfService::of_path(const TransitPath& path) const {
  if (!path.found()) return {};
  const float fare_s = path.fare / static_cast<float>(parameters_.value_of_time_s);
  return {path.cost - fare_s, path.fare, path.time_s()};
}

}  // namespace mwendo
