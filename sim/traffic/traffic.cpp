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

namespace mwendo {

using traffic::kNone;
using traffic::LaneIndex;
using traffic::TrafficState;

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

// Merges the events of all threads, in order of vehicles, so that threads do not change results.
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
    counts_.entered += static_cast<double>(scratch.entered);
    counts_.left += static_cast<double>(scratch.left);
    counts_.improvised_turns += static_cast<double>(scratch.improvised);
    waiting_ -= scratch.entered;
  }
  const auto by_vehicle = [](const auto& a, const auto& b) { return a.vehicle < b.vehicle; };
  std::sort(arrivals_.begin(), arrivals_.end(), by_vehicle);
  for (auto* events : {&stop_arrivals_, &approaches_}) {
    std::sort(events->begin(), events->end(), by_vehicle);
    for (StopArrival& a : *events) a.stop_index -= s_->record[a.vehicle].stop_first;
  }
}

// Gridlock: rings move together. A vehicle that still stands too long is moved on.
void Traffic::resolve_gridlock(Lanes& jumps, Lanes& waiting) {
  std::sort(jumps.begin(), jumps.end());
  for (const LaneIndex lane_index : jumps) {
    if (!move_on(*s_, lane_index)) continue;
    ++counts_.moved_on;
    --counts_.entered;  // the vehicle will enter again behind the obstacle
    ++waiting_;
  }
  if (looks_for_rings(*s_)) {
    std::sort(waiting.begin(), waiting.end());
    if (!waiting.empty())
      counts_.moved_up_in_rings += static_cast<double>(rotate_rings(*s_, waiting));
    full_ahead_ = std::move(waiting);
  }
  if (!s_->boxes.empty()) settle_boxes(*s_);
}

void Traffic::step() {
  TrafficState& s = *s_;
  for (auto& scratch : s.scratch) scratch.clear();
  if (s.options.tally)  // threads write only to open columns
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
  return is_open(s_->movement[s_->movement_of[m]]);
}

}  // namespace mwendo
