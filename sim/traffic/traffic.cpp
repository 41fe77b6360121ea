#include "sim/traffic/traffic.h"

#include <omp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sim/traffic/car_following.h"
#include "sim/traffic/state.h"

namespace mwendo {

using traffic::kNone;
using traffic::OnLane;
using traffic::TrafficState;
using traffic::VehicleRecord;

namespace {

constexpr float kClosestSpacing = 2.4F;     // m, of the shortest vehicles in a lane
constexpr float kFrictionSpeedLoss = 0.3F;  // of the free speed at full friction
constexpr float kFilterLanes = 1.5F;        // riders abreast between the lanes, at a standstill

void make_slots(TrafficState& s) {
  const Network& net = *s.net;
  std::uint32_t offset = 0;
  for (const LinkId l : net.links()) {
    s.first_slot.push_back(static_cast<std::uint32_t>(s.slot_offset.size()));
    Permissions riders = 0;
    const auto add = [&](Permissions p, float per_metre) {
      const auto capacity = static_cast<std::uint32_t>(net.link.length_m[l] * per_metre) + 3;
      s.slot_offset.push_back(offset);
      s.slot_capacity.push_back(static_cast<std::uint16_t>(std::min(capacity, 65000U)));
      s.slot_permissions.push_back(p);
      offset += std::min(capacity, 65000U);
    };
    for (const LaneId a : net.lanes_of(l)) {
      add(net.lane.permissions[a], 1 / kClosestSpacing);
      riders = static_cast<Permissions>(riders | net.lane.permissions[a]);
    }
    add(riders & (kMotorcycle | kBicycle), kFilterLanes / kClosestSpacing);
  }
  s.first_slot.push_back(static_cast<std::uint32_t>(s.slot_offset.size()));
  s.vehicles.resize(offset + 1);
  const std::size_t slots = s.slot_offset.size();
  s.slot_count.assign(slots, 0);
  s.service_left.assign(slots, 0);
  s.decision.assign(slots, {});
  s.outbox_target.assign(slots, kNone);
  s.last_out.assign(slots, kNone);
  s.blocked.assign(slots, {});
  s.reserved.assign(slots, 0);
  s.visited.assign(slots, 0);
  s.outbox.resize(slots);
}

void make_links(TrafficState& s) {
  const Network& net = *s.net;
  const std::size_t links = net.links().size();
  for (const LinkId l : net.links()) {
    s.link_length.push_back(net.link.length_m[l]);
    s.link_speed.push_back(net.link.free_speed_mps[l] *
                           (1 - kFrictionSpeedLoss * net.link.friction[l]));
  }
  s.mean_speed = s.link_speed;
  s.pending_head.assign(links, kNone);
  s.pending_tail.assign(links, kNone);
  s.bay.resize(links);
  s.active_links.assign((links + 63) / 64, 0);
  s.active_nodes.assign((net.nodes().size() + 63) / 64, 0);
  s.transfer_nodes = s.active_nodes;
}

float speed_of_turn(TurnDirection d) {
  switch (d) {
    case TurnDirection::straight: return 25;
    case TurnDirection::left:
    case TurnDirection::right: return 7;
    case TurnDirection::u_turn: return 4;
  }
  return 25;
}

// Drivers who have to give way come slowly enough to look: on minor approaches (none of whose turns
// goes first) and, less so, where nobody has priority.
float speed_of_approach(const Network& net, LinkId l) {
  constexpr float kGiveWay = 5;
  constexpr float kUncontrolled = 7;
  const NodeId n = net.link.to[l];
  if (net.node.signal_plan[n] != kNoSignalPlan) return kFarAway;
  int least = 255;
  bool conflicts = false;
  for (const MovementId m : net.movements_of(l)) {
    least = std::min<int>(least, net.movement.rank[m]);
    conflicts |= !net.conflicts_of(m).empty();
  }
  if (!conflicts) return kFarAway;
  if (least > 0) return kGiveWay;
  return net.node.control[n] == JunctionControl::uncontrolled ? kUncontrolled : kFarAway;
}

void make_movements(TrafficState& s) {
  const Network& net = *s.net;
  const std::size_t n = net.movements().size();
  s.movement_lanes.assign(n, 0);
  s.movement_open.assign(n, 1);
  s.amber_until.assign(n, -1);
  s.occupied_until.assign(n, -1);
  s.turn_speed.reserve(n);
  for (const MovementId m : net.movements())
    s.turn_speed.push_back(std::min(speed_of_turn(net.movement.direction[m]),
                                    speed_of_approach(net, net.movement.from[m])));
  for (const LinkId l : net.links())
    for (const LaneId a : net.lanes_of(l))
      for (const Connection& c : net.connections_of(a))
        s.movement_lanes[c.movement.value] |= 1U << (a.value - net.link.first_lane[l]);
}

// Opens the phase that the plan is in at the start of the clock.
void make_signals(TrafficState& s) {
  const Network& net = *s.net;
  s.plans.resize(net.signal_plans.size());
  for (const NodeId n : net.nodes()) {
    const std::uint32_t p = net.node.signal_plan[n];
    if (p == kNoSignalPlan || net.signal_plans[p].phases.size() < 2) continue;
    const SignalPlan& plan = net.signal_plans[p];
    for (const SignalPhase& phase : plan.phases)  // turns that no phase names are always open
      for (const MovementId m : phase.movements) s.movement_open[m.value] = 0;
    TrafficState::PlanState& state = s.plans[p];
    const float cycle = plan.cycle_s();
    float into = std::fmod(s.now - plan.offset_s, cycle);
    if (into < 0) into += cycle;
    while (into >= plan.phases[state.phase].green_s + plan.phases[state.phase].clearance_s) {
      into -= plan.phases[state.phase].green_s + plan.phases[state.phase].clearance_s;
      state.phase = (state.phase + 1) % static_cast<std::uint32_t>(plan.phases.size());
    }
    const SignalPhase& phase = plan.phases[state.phase];
    state.clearing = into >= phase.green_s;
    state.green_s = into;
    state.left_s = phase.green_s + phase.clearance_s - into;
    if (!state.clearing)
      for (const MovementId m : phase.movements) s.movement_open[m.value] = 1;
  }
}

// Calls f(i) for every set bit, in parallel over words.
template <class F>
void for_each_bit(const std::vector<std::uint64_t>& bits, F&& f) {
  const auto words = static_cast<std::int64_t>(bits.size());
#pragma omp for schedule(dynamic, 4)
  for (std::int64_t w = 0; w < words; ++w) {
    std::uint64_t left = __atomic_load_n(&bits[static_cast<std::size_t>(w)], __ATOMIC_RELAXED);
    while (left != 0) {
      f(static_cast<std::uint32_t>(w * 64 + std::countr_zero(left)));
      left &= left - 1;
    }
  }
}

void parallel_phases(TrafficState& s) {
#pragma omp parallel num_threads(s.options.threads) if (s.options.threads > 1)
  {
    TrafficState::Scratch& scratch = s.scratch[static_cast<std::size_t>(omp_get_thread_num())];
    for_each_bit(s.active_nodes, [&](std::uint32_t n) { decide_at_node(s, n, scratch); });
#pragma omp single
    std::fill(s.active_nodes.begin(), s.active_nodes.end(), 0);
    for_each_bit(s.active_links, [&](std::uint32_t l) { move_on_link(s, l, scratch); });
    for_each_bit(s.transfer_nodes, [&](std::uint32_t n) { transfer_at_node(s, n, scratch); });
  }
  std::fill(s.transfer_nodes.begin(), s.transfer_nodes.end(), 0);
}

void queue_at(TrafficState& s, std::uint32_t vehicle, std::uint32_t link) {
  s.record[vehicle].next_pending = kNone;
  if (s.pending_tail[link] == kNone) {
    s.pending_head[link] = vehicle;
  } else {
    s.record[s.pending_tail[link]].next_pending = vehicle;
  }
  s.pending_tail[link] = vehicle;
  traffic::set_bit(s.active_links, link);
}

// Last resort against gridlock: the front vehicle continues behind the obstacle.
double move_on(TrafficState& s, std::uint32_t slot) {
  if (s.slot_count[slot] == 0) return 0;
  const OnLane v = s.slot_begin(slot)[0];
  VehicleRecord& r = s.record[v.vehicle];
  const std::uint32_t link = s.route_links[r.route_first + r.route_index].value;
  if (slot < s.first_slot[link] || slot >= s.first_slot[link + 1]) return 0;
  if (v.wait_s < s.options.move_on_after_s) return 0;
  leave_link(s, v, link, v.position);
  remove_from_slot(s, slot, 0);
  ++r.route_index;
  r.entry_position = 0.5F;
  r.departure_s = s.now;
  queue_at(s, v.vehicle, s.route_links[r.route_first + r.route_index].value);
  return s.types[v.type].platoon;
}

}  // namespace

Traffic::Traffic(const Network& net, const TrafficOptions& options)
    : s_(std::make_unique<TrafficState>()) {
  TrafficState& s = *s_;
  s.net = &net;
  s.options = options;
  s.options.threads = std::max(1, options.threads);
  s.now = options.from_s;
  s.scratch.resize(static_cast<std::size_t>(s.options.threads));
  make_slots(s);
  make_links(s);
  make_movements(s);
  make_signals(s);
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
  s_->has_filtering_types |= type.filters;
  if (type.platoon > 1) {
    s_->longest_platoon_s = std::max(s_->longest_platoon_s, type.platoon_s);
    s_->longest_tail = std::max(s_->longest_tail, type.tail);
  }
  return static_cast<TypeIndex>(s_->types.size() - 1);
}

const VehicleType& Traffic::type(TypeIndex i) const { return s_->types[i]; }

VehicleId Traffic::add_vehicle(const VehicleSpec& spec) {
  TrafficState& s = *s_;
  VehicleRecord r{};
  r.route_first = static_cast<std::uint32_t>(s.route_links.size());
  r.route_length = static_cast<std::uint32_t>(spec.route.size());
  s.route_links.insert(s.route_links.end(), spec.route.begin(), spec.route.end());
  r.stop_cursor = static_cast<std::uint32_t>(s.stop_plan.size());
  s.stop_plan.insert(s.stop_plan.end(), spec.stops.begin(), spec.stops.end());
  r.stop_end = static_cast<std::uint32_t>(s.stop_plan.size());
  r.stop_first = r.stop_cursor;
  r.skipped = kNone;
  r.departure_s = s.now;
  r.entry_position = spec.entry_share;
  r.exit_position = spec.route.size() == 1 ? std::max(spec.exit_share, spec.entry_share + 0.05F)
                                           : spec.exit_share;
  r.speed_factor = spec.speed_factor;
  r.tag = spec.tag;
  r.passengers = spec.passengers;
  r.type = spec.type;
  const auto id = static_cast<std::uint32_t>(s.record.size());
  s.record.push_back(r);
  queue_at(s, id, spec.route.front().value);
  ++waiting_;
  return VehicleId{id};
}

void Traffic::release_at(VehicleId v, float time_s) { s_->record[v.value].release_s = time_s; }

void Traffic::set_passengers(VehicleId v, float persons) {
  s_->record[v.value].passengers = persons;
}

void Traffic::skip_stop(VehicleId v, std::uint32_t stop_index) {
  VehicleRecord& r = s_->record[v.value];
  r.skipped = r.stop_first + stop_index;
}

// Merges what the threads noted, in order of vehicles.
void Traffic::gather_events(std::vector<std::uint32_t>& jumps,
                            std::vector<std::uint32_t>& waiting) {
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
    for (StopArrival& a : *events) a.stop_index -= s_->record[a.vehicle.value].stop_first;
  }
}

// Gridlock: rings go round together; who still stands too long is moved on.
void Traffic::resolve_gridlock(std::vector<std::uint32_t>& jumps,
                               std::vector<std::uint32_t>& waiting) {
  std::sort(jumps.begin(), jumps.end());
  for (const std::uint32_t slot : jumps) {
    const double weight = move_on(*s_, slot);
    if (weight == 0) continue;
    counts_.moved_on += weight;
    counts_.entered -= weight;  // it will enter again behind the obstacle
    ++waiting_;
  }
  std::sort(waiting.begin(), waiting.end());
  if (!waiting.empty()) counts_.moved_up_in_rings += rotate_rings(*s_, waiting);
  if (!s_->boxes.empty()) settle_boxes(*s_);
}

void Traffic::step() {
  TrafficState& s = *s_;
  for (auto& scratch : s.scratch) scratch = {};
  advance_signals(s);
  parallel_phases(s);
  std::vector<std::uint32_t> jumps;
  std::vector<std::uint32_t> waiting;
  gather_events(jumps, waiting);
  resolve_gridlock(jumps, waiting);
  counts_.in_network = counts_.entered - counts_.left;
  s.now += 1;
}

float Traffic::now() const { return s_->now; }
std::span<const Arrival> Traffic::arrivals() const { return arrivals_; }
std::span<const StopArrival> Traffic::stop_arrivals() const { return stop_arrivals_; }
std::span<const StopArrival> Traffic::approaches() const { return approaches_; }
TrafficCounts Traffic::counts() const { return counts_; }
std::uint64_t Traffic::waiting_to_enter() const { return waiting_; }
const Tallies& Traffic::tallies() const { return s_->tallies; }
bool Traffic::movement_open(MovementId m) const { return s_->movement_open[m.value] != 0; }

}  // namespace mwendo
