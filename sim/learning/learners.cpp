#include "sim/learning/learners.h"

#include "network/base/input_error.h"
#include "sim/active/active_level_of_service.h"
#include "sim/choice/lifts.h"
#include "sim/learning/route_gap.h"

namespace mwendo {
namespace {

Experience carried_over(const Experience& known, const World& world, Experience fresh) {
  Experience e = known;
  e.transit = carry_over(known, world.transit, std::move(fresh.transit));
  e.lines = std::move(fresh.lines);
  return e;
}

void check_times(const LinkTimes& known, const LinkTimes& own) {
  if (known.from_s == own.from_s && known.periods == own.periods) return;
  throw InputError({.file = "experience to start from",
                    .what = "is of another period or run-in",
                    .what_to_do = "run both with the same from, to and warm_up"});
}

}  // namespace

Learners::Learners(const World& world, const ZoneDistances& distances, Population population,
                   const SimulationOptions& options, const Experience* start_from)
    : world_(world),
      distances_(distances),
      options_(options),
      population_(std::move(population)),
      active_(active_levels(world.network, population_, {.threads = options.threads})),
      level_({world, distances, population_, active_}, choice_parameters(world.figures),
             options.start_s(), options.to_s, options.threads),
      tastes_(world.network, options.seed),
      now_(first_experience(world, options.from_s, options.to_s, options.warm_up_s)) {
  if (start_from != nullptr) {
    check_times(start_from->links, now_.links);
    now_ = carried_over(*start_from, world, std::move(now_));
    level_.set_constants(now_.constants);
    level_.set_street_factors(now_.street_factors);
  }
  level_.believe(now_.links, now_.transit);
  if (departures_react()) counted_s_ = population_.trip.departure_s;
  if (destinations_react()) drawn_ = ends_of(population_);
  if (destinations_react() || options.keep_days.access)
    access_ = std::make_unique<ZoneAccess>(world, distances, level_.parameters(),
                                           ZoneAccess::Hours{options.start_s(), options.to_s},
                                           options.threads);
}

void Learners::fit_constants(const UtilityTable& table) {
  std::vector<Tour> tours = find_tours(population_);
  std::erase_if(tours, [&](const Tour& t) {
    const TripId last{t.first.value + t.trips - 1};
    return population_.trip.departure_s[last] < options_.from_s;
  });
  constants_fit_ = mwendo::fit_constants(table, tours,
                                         {.observed = world_.figures.observed_mode_share,
                                          .weight = weights_of_day(population_, tours),
                                          .parameters = level_.parameters(),
                                          .threads = options_.threads});
  now_.constants = constants_fit_.constant;
  level_.set_constants(now_.constants);
}

IterationRecord Learners::choose(int day) {
  UtilityTable table = evaluate(population_, level_, options_.threads);
  const bool settling = day <= options_.settle_days;
  if ((options_.fit_constants && settling) || options_.refit_constants) fit_constants(table);
  if (day == options_.settle_days) {
    settled_ = now_;
    if (on_settled) on_settled(settled_);
  }
  const int iteration = day < options_.settle_days ? day : day - options_.settle_days;
  const ReplanOptions replanning{
      .iteration = iteration, .seed = options_.seed, .threads = options_.threads};
  const bool compared = day >= options_.settle_days;
  if (compared && keep_or_move_destinations(replanning)) {
    active_ = active_levels(world_.network, population_, {.threads = options_.threads});
    table = evaluate(population_, level_, options_.threads);
  }
  limit_lifts(table, population_, level_.parameters(), {options_.seed, options_.threads});
  const IterationRecord record = choose_modes(population_, level_, table, replanning);
  if (compared) keep_or_shift_departures(replanning);
  return record;
}

void Learners::learn(const DayOutcome& day) {
  const float share = learning_rate(now_.days);
  const LinkTimes free_flow = free_flow_times(world_.network, options_.start_s(), options_.to_s);
  now_.links.learn(experienced_times(world_.network, day.tallies, free_flow), share);
  now_.walkers = crossing_flows(world_.network, world_.transit, population_, day.trips,
                                options_.start_s(), options_.to_s, options_.threads);
  mwendo::learn(
      now_.transit, world_.transit,
      {.lines = day.lines, .from_s = options_.from_s, .to_s = options_.to_s, .weight = share});
  level_.believe(now_.links, now_.transit);
  level_.learn_trips(day.trips, share);
  now_.street_factors = level_.street_factors();
  now_.ways.end_day();
  ++now_.days;
}

double Learners::route_gap_of(const DayOutcome& day) const {
  const LinkTimes free_flow = free_flow_times(world_.network, options_.start_s(), options_.to_s);
  return route_gap(world_.network, tastes_,
                   experienced_times(world_.network, day.tallies, free_flow), day.ways,
                   options_.threads);
}

double Learners::relative_gap() const {
  UtilityTable table = evaluate(population_, level_, options_.threads);
  limit_lifts(table, population_, level_.parameters(), {options_.seed, options_.threads});
  return mwendo::relative_gap(population_, level_, table, options_.seed);
}

}  // namespace mwendo
