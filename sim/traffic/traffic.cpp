#include "sim/traffic/traffic.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "network/base/assert.h"
#include "sim/traffic/booking.h"
#include "sim/traffic/gridlock.h"
#include "sim/traffic/phases.h"
#include "sim/traffic/state.h"
#include "sim/traffic/turns.h"

namespace mwendo {

using traffic::kNone;
using traffic::LaneIndex;
using traffic::Link;
using traffic::LinkIndex;
using traffic::MovementIndex;
using traffic::OnLane;
using traffic::TrafficState;
using traffic::VehicleRecord;

namespace {

void queue_at(TrafficState& s, VehicleId vehicle, LinkIndex link_index) {
  Link& r = s.link[link_index];
  s.next_pending[vehicle] = kNone;
  (r.pending_tail == kNone ? r.pending_head : s.next_pending[r.pending_tail]) = vehicle;
  r.pending_tail = vehicle;
  s.active_links.insert(link_index);
}

// Last resort against gridlock: the front vehicle continues behind the obstacle.
double move_on(TrafficState& s, LaneIndex lane_index) {
  if (s.lane[lane_index].count == 0) return 0;
  const OnLane v = s.lane[lane_index].data[0];
  if (v.turn == traffic::kNoTurn || v.wait_s < s.options.move_on_after_s) return 0;
  const Link& link = s.link[s.link_at[lane_index]];
  const traffic::Movement& m = s.movement[traffic::turn_of(link, v)];
  VehicleRecord& r = s.record[v.vehicle];
  leave_link(s, v, s.link_at[lane_index], v.position);
  remove_from_lane(s.lane[lane_index], 0);
  ++r.route_index;
  r.entry_position = 0.5F;
  r.departure_s = s.now;
  queue_at(s, v.vehicle, m.to);
  return s.types[v.type].platoon;
}

// Whether there are links and each follows the one before by a movement.
bool is_route(const Network& net, std::span<const LinkId> route) {
  for (std::size_t i = 0; i < route.size(); ++i) {
    if (route[i].value >= net.links().size()) return false;
    if (i == 0) continue;
    bool found = false;
    for (const MovementId m : net.movements_of(route[i - 1]))
      found |= net.movement.to[m] == route[i];
    if (!found) return false;
  }
  return !route.empty();
}

bool are_stops_in_order(const VehicleSpec& spec) {
  return std::is_sorted(
      spec.stops.begin(), spec.stops.end(),
      [](const PlannedStop& a, const PlannedStop& b) { return a.route_index < b.route_index; });
}

// The movements of a route in the numbering of the state.
void append_movements(TrafficState& s, std::span<const LinkId> route) {
  for (std::size_t i = 0; i + 1 < route.size(); ++i) {
    MovementIndex found = kNone;
    for (const MovementId m : s.net->movements_of(route[i]))
      if (s.net->movement.to[m] == route[i + 1]) found = s.movement_of[m];
    s.route_movements.push_back(found);
  }
}

}  // namespace

void traffic::Scratch::clear() {
  arrivals.clear();
  stop_arrivals.clear();
  approaches.clear();
  jumps.clear();
  waiting.clear();
  updates = entered_records = 0;
  improvised = entered = left = 0;
}

Traffic::Traffic(const Network& net, const TrafficOptions& options)
    : s_(std::make_unique<TrafficState>()) {
  TrafficState& s = *s_;
  s.net = &net;
  s.options = options;
  s.options.threads = std::max(1, options.threads);
  s.now = options.from_s;
  s.store = traffic::LaneStore(s.options.threads);
  s.scratch.resize(static_cast<std::size_t>(s.options.threads));
  make_tables(s);
  if (options.tally) s.tallies = Tallies(net.links().size(), options.from_s, options.to_s);
}

Traffic::~Traffic() = default;
Traffic::Traffic(Traffic&&) noexcept = default;
Traffic& Traffic::operator=(Traffic&&) noexcept = default;

TypeIndex Traffic::add_type(VehicleType type) {
  const float scale = s_->options.saturation_scale;
  type.reaction *= scale;
  type.decel_reaction *= scale;
  type.platoon_s *= scale;
  s_->types.push_back(type);
  if (type.platoon > 1) {
    s_->longest_platoon_s = std::max(s_->longest_platoon_s, type.platoon_s);
    s_->longest_tail = std::max(s_->longest_tail, type.tail);
  }
  return static_cast<TypeIndex>(s_->types.size() - 1);
}

const VehicleType& Traffic::type(TypeIndex i) const {
  MW_ASSERT(i < s_->types.size(), "the type was not added");
  return s_->types[i];
}

VehicleId Traffic::add_vehicle(const VehicleSpec& spec) {
  TrafficState& s = *s_;
  MW_ASSERT(spec.type < s.types.size(), "the type of the vehicle was not added");
  MW_ASSERT(is_route(*s.net, spec.route), "the links of the route are not connected by movements");
  MW_ASSERT(are_stops_in_order(spec), "the stops are not in order of the route");
  VehicleRecord r{};
  r.route_first = static_cast<std::uint32_t>(s.route_movements.size());
  r.route_length = static_cast<std::uint32_t>(spec.route.size());
  append_movements(s, spec.route);
  r.stop_cursor = static_cast<std::uint32_t>(s.stop_plan.size());
  s.stop_plan.insert(s.stop_plan.end(), spec.stops.begin(), spec.stops.end());
  r.stop_end = static_cast<std::uint32_t>(s.stop_plan.size());
  r.stop_first = r.stop_cursor;
  r.departure_s = s.now;
  r.entry_position = spec.entry_share;
  r.exit_position = spec.route.size() == 1 ? std::max(spec.exit_share, spec.entry_share + 0.05F)
                                           : spec.exit_share;
  r.speed_factor = spec.speed_factor;
  r.owner = spec.owner;
  r.passengers = spec.passengers;
  r.type = spec.type;
  s.types[spec.type].in_use = true;
  s.has_filtering_types |= s.types[spec.type].filters;
  const VehicleId id = s.record.end_index();
  const LinkIndex origin = s.link_of[spec.route.front()];
  s.record.push_back(r);
  s.next_pending.push_back(kNone);
  s.skipped.push_back(kNone);
  s.origin.push_back(origin);
  queue_at(s, id, origin);
  ++waiting_;
  return id;
}

void Traffic::release_at(VehicleId v, float time_s) {
  MW_ASSERT(v.value < s_->record.size(), "the vehicle was not added");
  s_->record[v].release_s = time_s;
}

void Traffic::set_walkers(LinkId l, float per_hour) {
  MW_ASSERT(l.value < s_->link_of.size(), "the link is not of the network");
  const traffic::CrossingIndex c = s_->link[s_->link_of[l]].crossing;
  if (c != kNone)
    s_->crossings[c].chance = traffic::chance_in_a_step(per_hour, s_->options.yielding);
}

void Traffic::set_walkers_at_signal(LinkId l, float per_hour) {
  MW_ASSERT(l.value < s_->link_of.size(), "the link is not of the network");
  traffic::set_walkers_at_signal(*s_, l, per_hour);
}

void Traffic::set_passengers(VehicleId v, float persons) {
  MW_ASSERT(v.value < s_->record.size(), "the vehicle was not added");
  s_->record[v].passengers = persons;
}

void Traffic::skip_stop(VehicleId v, std::uint32_t stop_index) {
  MW_ASSERT(v.value < s_->record.size(), "the vehicle was not added");
  s_->skipped[v] = s_->record[v].stop_first + stop_index;
}

// Merges what the threads noted, in order of vehicles.
void Traffic::gather_events(Lanes& jumps, Lanes& waiting) {
  arrivals_.clear();
  stop_arrivals_.clear();
  approaches_.clear();
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (auto& scratch : s_->scratch) {
    append(arrivals_, scratch.arrivals);
    append(stop_arrivals_, scratch.stop_arrivals);
    append(approaches_, scratch.approaches);
    append(jumps, scratch.jumps);
    append(waiting, scratch.waiting);
    counts_.updates += scratch.updates;
    counts_.entered += scratch.entered;
    counts_.left += scratch.left;
    counts_.improvised_turns += scratch.improvised;
    waiting_ -= scratch.entered_records;
  }
  const auto by_vehicle = [](const auto& a, const auto& b) { return a.vehicle < b.vehicle; };
  std::sort(arrivals_.begin(), arrivals_.end(), by_vehicle);
  for (auto* events : {&stop_arrivals_, &approaches_}) {
    std::sort(events->begin(), events->end(), by_vehicle);
    for (StopArrival& a : *events) a.stop_index -= s_->record[a.vehicle].stop_first;
  }
}

// Gridlock: rings go round together; who still stands too long is moved on.
void Traffic::resolve_gridlock(Lanes& jumps, Lanes& waiting) {
  std::sort(jumps.begin(), jumps.end());
  for (const LaneIndex lane_index : jumps) {
    const double weight = move_on(*s_, lane_index);
    if (weight == 0) continue;
    counts_.moved_on += weight;
    counts_.entered -= weight;  // it will enter again behind the obstacle
    ++waiting_;
  }
  std::sort(waiting.begin(), waiting.end());
  if (!waiting.empty()) counts_.moved_up_in_rings += rotate_rings(*s_, waiting);
  if (!s_->boxes.empty()) settle_boxes(*s_);
}

namespace {

// Who is on a link when a period of the tallies ends is booked to the period up to here, so that
// time in a standstill counts when it passes. Those in junctions are few and wait for their exit.
void book_period(TrafficState& s) {
  const auto book = [&](OnLane& v, LinkIndex link_index) {
    book_stretch(s, v, link_index, v.position, 0);
    VehicleRecord& r = s.record[v.vehicle];
    r.entered_at_s = s.now + 1;
    r.entered_position = std::max(v.position, r.entered_position);
    v.standing_s = 0;
    v.stops = 0;
  };
  for (LinkIndex r{0}; r < s.link.end_index(); ++r) {
    const traffic::Link& link = s.link[r];
    for (LaneIndex lane_index = link.first_lane; lane_index < link.end_lane(); ++lane_index)
      for (std::uint16_t i = 0; i < s.lane[lane_index].count; ++i)
        book(s.lane[lane_index].data[i], r);
    for (OnLane& v : s.bay[r]) book(v, r);
  }
}

}  // namespace

void Traffic::step() {
  TrafficState& s = *s_;
  for (auto& scratch : s.scratch) scratch.clear();
  if (s.options.tally)  // the columns that threads will write
    for (const VehicleType& t : s.types)
      if (t.in_use) s.tallies.open(s.tallies.period_at(s.now), t.vehicle_class);
  advance_signals(s);
  advance_crossings(s);
  advance_signal_crossings(s);
  run_phases(s);
  Lanes jumps;
  Lanes waiting;
  gather_events(jumps, waiting);
  resolve_gridlock(jumps, waiting);
  const bool period_ends = std::fmod(s.now + 1 - s.options.from_s, Tallies::kPeriodSeconds) < 0.5F;
  if (s.options.tally && period_ends) book_period(s);
  s.now += 1;
  if constexpr (kValidates) validate();
}

float Traffic::now() const { return s_->now; }
std::span<const Arrival> Traffic::arrivals() const { return arrivals_; }
std::span<const StopArrival> Traffic::stop_arrivals() const { return stop_arrivals_; }
std::span<const StopArrival> Traffic::approaches() const { return approaches_; }
std::uint64_t Traffic::waiting_to_enter() const { return waiting_; }
const Tallies& Traffic::tallies() const { return s_->tallies; }
bool Traffic::movement_open(MovementId m) const {
  return s_->movement[s_->movement_of[m]].open != 0;
}

}  // namespace mwendo
