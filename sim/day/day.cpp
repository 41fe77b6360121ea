#include "sim/day/day.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>

#include "network/base/assert.h"
#include "sim/day/day_parts.h"
#include "sim/day/others.h"

namespace mwendo {
namespace {

// Leaves out what happened before the period. Vehicles on the road and passengers on board at its
// start count as entered and boarded.
void leave_out(const QualityCounts& before, QualityCounts& q) {
  q.vehicles_entered -= before.vehicles_left;
  q.vehicles_left -= before.vehicles_left;
  q.vehicles_moved_on -= before.vehicles_moved_on;
  q.improvised_turns -= before.improvised_turns;
  q.routes_changed -= before.routes_changed;
  q.passengers_boarded -= before.passengers_alighted;
  q.passengers_alighted -= before.passengers_alighted;
}

}  // namespace

DaySimulation::State::State(const DayInput& input, const DayOptions& o)
    : day(input, o),
      drivers(day),
      riders(day),
      walkers(day),
      others(trips_of_others(day)),
      next_news_s(o.start_s()),
      next_crossings_s(o.start_s()) {}

// Every few minutes: new times, and the routes of drivers that leave before the next news.
void DaySimulation::State::plan() {
  if (day.now() < next_news_s) return;
  drivers.hear_news();
  const float until = day.now() + Drivers::kNewsEvery;
  next_news_s = until;
  if (!day.before_end()) return;
  for (const std::uint32_t agent : day.trips.departing_before(until)) {
    if (day.trips.mode(agent).travel == Travel::drives)
      drivers.plan(agent);
    else
      day.events.add(day.trips.record(agent).departure_s, {agent, EventKind::depart});
  }
  for (; next_other < others.size() && others[next_other].departure_s < until; ++next_other)
    drivers.plan(next_other, others[next_other]);
  for (const std::uint32_t agent : riders.take_hires()) drivers.plan_on(agent);
  drivers.plan_clones(until);
  drivers.find_routes();
}

void DaySimulation::State::count_crossings() {
  if (day.now() < next_crossings_s || !day.before_end()) return;
  next_crossings_s += Tallies::kPeriodSeconds;
  walkers.cross_streets();
}

void DaySimulation::State::handle(const AgentEvent& e) {
  switch (e.kind) {
    case EventKind::depart:
      day.trips.start(e.agent);
      if (day.trips.mode(e.agent).travel == Travel::rides)
        riders.start(e.agent);
      else
        walkers.start(e.agent);
      break;
    case EventKind::reach_stop: riders.reach_stop(e.agent); break;
    case EventKind::arrive: day.trips.arrive(e.agent, day.now()); walkers.end(e.agent);
  }
}

void DaySimulation::State::move_traffic() {
  const auto begin = std::chrono::steady_clock::now();
  day.traffic.step();
  traffic_seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void DaySimulation::State::note_time_point() {
  if (static_cast<std::uint32_t>(day.now()) % 60 != 0) return;
  double vehicles = 0;
  double speeds = 0;
  day.traffic.load(vehicles, speeds);
  const auto mean = static_cast<float>(vehicles > 0 ? 3.6 * speeds / vehicles : 0);
  if (vehicles > 0) walkers.set_street_speed(mean / 3.6F);
  if (!day.in_period()) return;
  series.push_back({day.now(), static_cast<float>(vehicles), mean,
                    static_cast<float>(day.transit.waiting_persons()),
                    static_cast<float>(day.transit.on_board_persons()),
                    static_cast<float>(walkers.walking()), static_cast<float>(walkers.cycling()),
                    static_cast<float>(day.traffic.waiting_to_enter())});
}

// Of vehicles and passengers so far, the run-in included.
QualityCounts DaySimulation::State::count() const {
  const TrafficCounts c = day.traffic.counts();
  QualityCounts q;
  q.vehicles_entered = c.entered;
  q.vehicles_left = c.left;
  q.vehicles_in_network = c.in_network;
  q.vehicles_moved_on = c.moved_on;
  q.improvised_turns = c.improvised_turns;
  q.routes_changed = drivers.routes_changed();
  q.passengers_boarded = day.transit.boarded_persons();
  q.passengers_alighted = day.transit.alighted_persons();
  q.passengers_on_board = day.transit.on_board_persons();
  return q;
}

void DaySimulation::State::begin_to_count() {
  if (counting || day.now() < day.options.from_s) return;
  counting = true;
  at_start = count();
}

DaySimulation::DaySimulation(const DayInput& input, const DayOptions& options)
    : s_(std::make_unique<State>(input, options)) {}
DaySimulation::~DaySimulation() = default;
DaySimulation::DaySimulation(DaySimulation&&) noexcept = default;

float DaySimulation::now() const { return s_->day.now(); }
const Traffic& DaySimulation::traffic() const { return s_->day.traffic; }
const TransitOperation& DaySimulation::transit() const { return s_->day.transit; }
const Population& DaySimulation::population() const { return s_->day.input.people; }
const std::array<double, kModeCount>& DaySimulation::arrived_by_mode() const {
  return s_->day.trips.arrived_by_mode();
}
void DaySimulation::view_walkers(std::vector<WalkerView>& out) const { s_->walkers.view(out); }

TripId DaySimulation::trip_of(Owner owner) const {
  const TripBook& trips = s_->day.trips;
  const bool person = owner.kind() == OwnerKind::traveller && owner.index() < trips.size();
  return person ? trips.record(owner.index()).trip : TripId{};
}

bool DaySimulation::done() const {
  const DayContext& day = s_->day;
  if (day.before_end()) return false;
  return day.now() >= day.options.to_s + day.options.clear_s || day.trips.all_ended();
}

void DaySimulation::step() {
  State& s = *s_;
  s.begin_to_count();
  s.plan();
  s.count_crossings();
  for (const AgentEvent& e : s.day.events.take(s.day.now())) s.handle(e);
  s.drivers.release();
  s.move_traffic();
  s.day.transit.step();
  s.drivers.after_step();
  s.riders.after_step();
  for (const std::uint32_t agent : s.riders.take_walks()) s.walkers.start(agent);
  s.note_time_point();
  if constexpr (kValidates) validate();
}

void DaySimulation::validate() const {
  const DayContext& day = s_->day;
  double ended = 0;
  for (const double persons : day.trips.arrived_by_mode()) ended += persons;
  const double weight = day.weight;
  const auto check = [](bool holds, const char* what) {
    if (!holds) throw std::logic_error(what);
  };
  const auto equal = [&](double a, double b) { return std::abs(a - b) < 0.01 * weight; };
  check(equal(ended, day.trips.count(TripOutcome::arrived)),
        "persons who arrived by mode are not those of the trips that arrived");
  // Waiting riders, riders on board, drivers; all other people have an event to come.
  double moving = day.transit.waiting_persons() + day.transit.on_board_persons();
  day.events.for_each(
      [&](float, const AgentEvent& e) { moving += e.kind != EventKind::depart ? weight : 0; });
  moving += weight * static_cast<double>(s_->drivers.persons_driving() + s_->riders.hires() +
                                         day.events.dropped());
  const double under_way = day.trips.count_all(TripOutcome::under_way);
  check(equal(moving, under_way), "trips under way are not where their people are");
}

DayOutcome DaySimulation::finish() {
  DayContext& day = s_->day;
  DayOutcome o;
  QualityCounts& q = o.quality;
  q = s_->count();
  leave_out(s_->at_start, q);
  q.trips_expected = day.trips.counted();
  q.trips_arrived = day.trips.count(TripOutcome::arrived);
  q.trips_no_way = day.trips.count(TripOutcome::no_way);
  q.trips_under_way = day.trips.count(TripOutcome::under_way);
  s_->riders.close();
  o.trips = day.trips.close(day.now());
  o.lines = day.transit.line_results();
  o.stops = day.transit.stop_results();
  o.service = day.transit.service();
  o.time_series = std::move(s_->series);
  o.tallies = day.traffic.take_tallies();
  o.ways = s_->drivers.take_ways();
  o.vehicle_updates = static_cast<double>(day.traffic.counts().updates);
  o.traffic_seconds = s_->traffic_seconds;
  return o;
}

}  // namespace mwendo
