#include "sim/transit/fleets.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr float kReserveShare = 0.2F;   // of the vehicles that the plan needs
constexpr float kInPeak = 7.5F * 3600;  // s, times of day with either headway of a line
constexpr float kOffPeak = 12 * 3600;

}  // namespace

Fleets::Fleets(const TransitSupply& supply, std::span<const float> planned_run_s, float from_s,
               std::uint64_t seed)
    : supply_(&supply), run_s_(planned_run_s), from_s_(from_s) {
  const std::size_t n = supply.lines().size();
  size_.assign(n, 0);
  ready_.resize(n);
  under_way_.resize(n);
  first_due_.assign(n, from_s);
  for (const LineId l : supply.lines())
    if (size_[l] == 0)
      make_fleet(l, static_cast<float>(uniform({seed, Draw::vehicle_route, l.value, 0})));
}

// Where a vehicle goes on after this line.
LineId Fleets::next_of(LineId l) const {
  const LineId back = supply_->line.opposite[l];
  return back.valid() ? back : l;
}

float Fleets::run_of(LineId l) const {
  const std::size_t first = supply_->line.stops.first[l.value];
  float sum = 0;
  for (std::size_t k = 0; k + 1 < supply_->stops_of(l).size(); ++k) sum += run_s_[first + k];
  return sum;
}

// The same vehicles serve a line and its opposite: both get the mean of their frequencies.
float Fleets::headway_at(LineId l, float time_s) const {
  const float out = std::max(1.0F, supply_->headway_at(l, time_s));
  const float back = std::max(1.0F, supply_->headway_at(next_of(l), time_s));
  return 2 / (1 / out + 1 / back);
}

float Fleets::shortest_headway(LineId l) const {
  return std::min(headway_at(l, kInPeak), headway_at(l, kOffPeak));
}

float Fleets::hold_of(LineId l) const {
  return supply_->line.fill_and_go[l] != 0 ? std::min(shortest_headway(l), kLongestHold) : kMinHold;
}

// From the last stop of a line to the time at which the vehicle may load again.
float Fleets::away_s(LineId l) const {
  const float run = run_of(l);
  const bool comes_back_empty = next_of(l) == l;
  return layover_after(run) + (comes_back_empty ? run + layover_after(run) : 0);
}

// From readiness at the first stop of a line to that at the first stop of the next.
float Fleets::round_s(LineId l) const { return hold_of(l) + run_of(l) + away_s(l); }

// Vehicles that stand by at the terminals of a timetable on streets.
std::uint32_t Fleets::reserve_of(LineId l, std::uint32_t planned) const {
  if (supply_->line.fill_and_go[l] != 0 || supply_->path_of(l).empty()) return 0;
  const auto terminals = next_of(l) == l ? 1U : 2U;
  const float share = std::ceil(kReserveShare * static_cast<float>(planned));
  return std::max(terminals, static_cast<std::uint32_t>(share));
}

bool Fleets::runs_at(LineId l, float time_s) const {
  return supply_->line.first_departure_s[l] < time_s && time_s < supply_->line.last_departure_s[l];
}

float Fleets::cycle_s(LineId l) const {
  const LineId back = next_of(l);
  return back == l ? round_s(l) : round_s(l) + round_s(back);
}

std::uint32_t Fleets::needed(LineId l) const {
  return static_cast<std::uint32_t>(std::ceil(cycle_s(l) / shortest_headway(l)));
}

// The fleet that the line has of its own; 0: none.
std::uint32_t Fleets::given(LineId l) const {
  return std::max(supply_->line.fleet[l], supply_->line.fleet[next_of(l)]);
}

// The vehicles of a line and its opposite.
void Fleets::make_fleet(LineId l, float offset) {
  const LineId back = next_of(l);
  const std::uint32_t own = given(l);
  const auto size = static_cast<float>(own > 0 ? own : needed(l));
  const std::uint32_t reserve = own > 0 ? 0 : reserve_of(l, needed(l));
  float headway = headway_at(l, from_s_);
  if (own > 0) headway = std::max(headway, cycle_s(l) / size);
  size_[l] = size_[back] = static_cast<std::uint32_t>(size) + reserve;
  const bool runs = runs_at(l, from_s_) || runs_at(back, from_s_);
  for (float k = 0; k < size; ++k)
    if (runs)
      put(l, (offset + k) * headway);
    else
      ready_[static_cast<std::uint32_t>(k) % 2 == 0 ? l : back].push_back(from_s_);
  for (std::uint32_t k = 0; k < reserve; ++k) ready_[k % 2 == 0 ? l : back].push_back(from_s_);
  for (const LineId d : {l, back}) {
    std::sort(ready_[d].begin(), ready_[d].end());
    first_due_[d] = runs ? due_after_start(d) : supply_->line.first_departure_s[d];
  }
}

// A vehicle at this place of its cycle, in seconds from its readiness at the first stop of a line.
// Behind the end of the cycle it stands at the line where the cycle ends.
void Fleets::put(LineId l, float cycle_s) {
  if (cycle_s >= round_s(l)) {
    cycle_s -= round_s(l);
    l = next_of(l);
  }
  const float since_left = cycle_s - hold_of(l);
  if (since_left < 0 || cycle_s >= round_s(l))  // loads, or is one more than the plan needs now
    ready_[l].push_back(from_s_);
  else if (since_left < run_of(l))
    under_way_[l].push_back(since_left);
  else
    ready_[next_of(l)].push_back(from_s_ + round_s(l) - cycle_s);
}

// A headway after the loading of the vehicle that left last.
float Fleets::due_after_start(LineId l) const {
  if (under_way_[l].empty()) return from_s_;
  const float last = *std::min_element(under_way_[l].begin(), under_way_[l].end());
  return from_s_ + std::max(0.0F, headway_at(l, from_s_) - last - hold_of(l));
}

std::uint32_t Fleets::standing(LineId l, float now_s) const {
  const std::deque<float>& ready = ready_[l];
  return static_cast<std::uint32_t>(std::upper_bound(ready.begin(), ready.end(), now_s) -
                                    ready.begin());
}

bool Fleets::take(LineId l, float now_s) {
  std::deque<float>& ready = ready_[l];
  if (ready.empty() || ready.front() > now_s) return false;
  ready.pop_front();
  return true;
}

// All that come in to a place stay away equally long: they are ready in the order of their arrival.
void Fleets::come_in(LineId l, float now_s) { ready_[next_of(l)].push_back(now_s + away_s(l)); }

}  // namespace mwendo
