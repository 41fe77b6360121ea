#include "tests/support/elasticities.h"

#include <cmath>

#include "sim/active/active_level_of_service.h"
#include "sim/choice/lifts.h"

namespace mwendo::testing {
namespace {

std::size_t at(Mode m) { return static_cast<std::size_t>(m); }

double drivers(const Travel& t) { return t.share[at(Mode::car_driver)]; }
// Persons in cars.
double by_car(const Travel& t) { return drivers(t) + t.share[at(Mode::car_passenger)]; }
double riders(const Travel& t) {
  return t.share[at(Mode::minibus)] + t.share[at(Mode::bus)] + t.share[at(Mode::brt)] +
         t.share[at(Mode::lrt)];
}
double driven_km(const Travel& t) { return t.car_km; }

void scale(float& x, double factor) { x *= static_cast<float>(factor); }

void fares(World& w, Experience&, double factor) {
  for (const LineId l : w.transit.lines()) {
    scale(w.transit.line.fare[l], factor);
    scale(w.transit.line.fare_per_km[l], factor);
  }
}

// 85 % of the cost of a km is fuel (scenarios/measures/price_change.h).
void fuel(World& w, Experience&, double factor) {
  scale(w.figures.car_cost_km, 1 + 0.85 * (factor - 1));
  scale(w.figures.motorcycle_cost_km, 1 + 0.85 * (factor - 1));
}

void headways(World&, Experience& known, double factor) {
  for (float& h : known.transit.headway_s) scale(h, factor);
}

void car_times(World&, Experience& known, double factor) {
  for (const Mode m : {Mode::car_driver, Mode::car_passenger})
    scale(known.street_factors[at(m)], factor);
}

void some_parking(World& w, Experience&) {
  w.figures.car_cost_trip = static_cast<float>(worth_of_an_hour(w) / 3);
}
void parking(World& w, Experience&, double factor) { scale(w.figures.car_cost_trip, factor); }

// A vehicle every ten minutes, as in most of the cities of the published figures.
void every_ten_minutes(World&, Experience& known) {
  for (float& h : known.transit.headway_s) h = 600;
}

}  // namespace

std::vector<ElasticityCase> elasticity_cases() {
  return {{"fare, riders", -0.5, -0.2, riders, {}, fares},
          {"fuel, car-km", -0.3, -0.1, driven_km, {}, fuel},
          {"parking, drivers", -0.3, -0.1, drivers, some_parking, parking},
          {"car time, trips by car", -0.8, -0.2, by_car, {}, car_times},
          {"frequency, riders", 0.2, 0.5, riders, {}, headways, true},
          {"frequency of 6 an hour, riders", 0.2, 0.5, riders, every_ten_minutes, headways, true}};
}

double worth_of_an_hour(const World& w) {
  return double{w.figures.value_of_time_usd_h} * w.figures.currency_per_usd;
}

Answers::Answers(const PreparedScenario& base, FinishedRun settled)
    : base_(base),
      run_(std::move(settled)),
      active_(active_levels(base.world.network, run_.population, {.threads = 1})) {}

Travel Answers::travel(const World& world, const Experience& known) const {
  const Population& people = run_.population;
  ChoiceParameters p = choice_parameters(world.figures);
  p.constant = known.constants;
  const Scenario& s = base_.scenario;
  LevelOfService level({world, base_.distances, people, active_}, p,
                       static_cast<float>(s.from_s - s.run_in_s()), static_cast<float>(s.to_s));
  level.set_street_factors(known.street_factors);
  level.believe(known.links, known.transit);
  UtilityTable table = evaluate(people, level);
  limit_lifts(table, people, p, {});
  Travel t;
  for (const Tour& tour : find_tours(people)) {
    const ModeValues main = probabilities(tour_utilities(table, tour, p.constant), p.nests);
    const ModeValues sub =
        tour.sub_trips > 0 ? sub_tour_probabilities(table, tour, main, p) : ModeValues{};
    for (std::uint32_t k = 0; k < tour.trips; ++k) {
      const TripId trip = tour.trip(k);
      const ModeValues& share = tour.in_sub_tour(k) ? sub : main;
      for (std::size_t m = 0; m < kModeCount; ++m)
        if (share[m] > 0)
          t.share[at(trip_mode(table, trip, static_cast<Mode>(m), p.constant))] += share[m];
      t.car_km +=
          share[at(Mode::car_driver)] * static_cast<double>(people.trip.distance_m[trip]) / 1000;
    }
  }
  const auto trips = static_cast<double>(people.trips().size());
  for (double& x : t.share) x /= trips;
  t.car_km /= trips;
  return t;
}

double Answers::elasticity(const ElasticityCase& c) const {
  World world = base_.world;
  Experience known = run_.experience;
  if (c.before) c.before(world, known);
  const double first = c.answer(travel(world, known));
  c.grows(world, known, 1 + kStep);
  const double then = c.answer(travel(world, known));
  return (c.of_frequency ? -1 : 1) * std::log(then / first) / std::log(1 + kStep);
}

Travel Answers::charged(double money) const {
  World world = base_.world;
  world.figures.car_cost_trip += static_cast<float>(money);
  return travel(world, run_.experience);
}

}  // namespace mwendo::testing
