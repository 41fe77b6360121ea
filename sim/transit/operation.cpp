#include "sim/transit/operation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "network/base/random.h"
#include "sim/transit/operation_state.h"
#include "sim/transit/router/transit_times.h"

namespace mwendo {
namespace {

constexpr float kFillShare = 0.9F;
constexpr float kRailDwell = 30;  // s

}  // namespace

void TransitOperation::State::make_types() {
  type.resize(supply->lines().size());
  std::vector<std::pair<std::pair<VehicleClass, bool>, TypeIndex>> known;
  for (const LineId l : supply->lines()) {
    if (is_rail(l)) continue;
    const VehicleClass c = supply->line.vehicle[l];
    const bool brt = supply->line.mode[l] == Mode::brt;
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const auto& k) { return k.first == std::pair{c, brt}; });
    if (found != known.end()) {
      type[l] = found->second;
      continue;
    }
    Permissions p = supply->line.mode[l] == Mode::minibus ? kMinibus : permission_of(c);
    if (brt) p = static_cast<Permissions>(kBus | kBrt);
    VehicleType t = make_type(c, p);
    t.priority = brt && options.signal_priority_for_brt;
    if (brt) t.max_speed = std::min(t.max_speed, kBrtSpeedLimit);
    type[l] = traffic->add_type(t);
    known.push_back({{c, brt}, type[l]});
  }
}

StopPlace TransitOperation::State::place_of(StopId id) const {
  if (supply->stop.kind[id] == StopKind::bay) return StopPlace::bay;
  if (supply->stop.passing_lane[id] == 0) return StopPlace::lane;
  return supply->stop.kind[id] == StopKind::brt_station ? StopPlace::dock : StopPlace::bay;
}

void TransitOperation::State::start_on_road(TransitVehicle vehicle, std::uint32_t path_index,
                                            float entry_share) {
  const auto path = supply->path_of(vehicle.line).subspan(path_index);
  const auto stops = supply->stops_of(vehicle.line);
  std::vector<PlannedStop> plan;
  for (std::uint32_t i = vehicle.first_stop; i < stops.size(); ++i) {
    const StopId id = stops[i].stop;
    const float length = net->link.length_m[path[stops[i].path_index - path_index]];
    plan.push_back({stops[i].path_index - path_index,
                    std::clamp(supply->stop.position_m[id], 1.0F, std::max(1.0F, length - 1)),
                    place_of(id), std::max<std::uint8_t>(1, supply->stop.docking_bays[id])});
  }
  const auto index = static_cast<std::uint32_t>(vehicles.size());
  vehicle.vehicle = traffic->add_vehicle({.type = type[vehicle.line],
                                          .route = path,
                                          .stops = plan,
                                          .owner = {OwnerKind::transit, index},
                                          .passengers = vehicle.load + 1,
                                          .entry_share = entry_share,
                                          .exit_share = 1,
                                          .speed_factor = 1});
  vehicles.push_back(std::move(vehicle));
}

void TransitOperation::State::start_rail(TransitVehicle vehicle, std::uint32_t stop_index,
                                         float at_s) {
  vehicle.next_stop = stop_index;
  vehicle.next_event_s = at_s;
  rail.push_back(static_cast<std::uint32_t>(vehicles.size()));
  vehicles.push_back(std::move(vehicle));
}

// The link of a line's path at a share of a section, at most that of the stop at its end.
std::uint32_t TransitOperation::State::path_index_at(LineId l, std::uint32_t i, float share) {
  const auto stops = supply->stops_of(l);
  const auto path = supply->path_of(l);
  float left = share * section_of(l, i).length_m + supply->stop.position_m[stops[i].stop];
  std::uint32_t index = stops[i].path_index;
  while (index < stops[i + 1].path_index && left > net->link.length_m[path[index]])
    left -= net->link.length_m[path[index++]];
  return index;
}

// Vehicles that left before the period began.
void TransitOperation::State::spread_vehicles(LineId l) {
  for (float since_left : fleets->under_way(l)) {
    std::uint32_t i = 0;
    while (i + 2 < supply->stops_of(l).size() && since_left >= planned_s(l, i))
      since_left -= planned_s(l, i++);
    TransitVehicle v;
    v.line = l;
    v.first_stop = i + 1;
    ++account[l].in_service;
    if (is_rail(l))
      start_rail(std::move(v), i + 1, now + std::max(planned_s(l, i) - since_left, 0.0F));
    else
      start_on_road(std::move(v), path_index_at(l, i, std::min(since_left / planned_s(l, i), 1.0F)),
                    0.05F);
  }
}

void TransitOperation::State::start_lines() {
  terminal.resize(supply->lines().size());
  departures.assign(supply->lines().size(), 0);
  account.resize(supply->lines().size());
  for (const LineId l : supply->lines()) {
    spread_vehicles(l);
    terminal[l].next_supply_s = fleets->first_due_s(l);
  }
}

void TransitOperation::State::depart(LineId l) {
  Terminal& t = terminal[l];
  leave_behind(t.vehicle, 0);
  t.loading = false;
  t.carried = std::max(0.0F, t.filled - places_of(l));
  departures[l] += in_period() ? 1.0F : 0.0F;
  note_departure(l, 0, now);
  note_call({l, static_cast<std::uint32_t>(vehicles.size()), 0, t.loading_since_s, now});
  TransitVehicle v = std::exchange(t.vehicle, {});
  v.first_stop = 1;
  v.last_served = 0;
  v.served_at_s = now;
  if (is_rail(l)) {
    start_rail(std::move(v), 1,
               now + section_of(l, 0).length_m / std::max(supply->line.rail_speed_mps[l], 1.0F));
  } else {
    const LineStop& first = supply->stops_of(l)[0];
    const float length = net->link.length_m[supply->path_of(l)[first.path_index]];
    start_on_road(std::move(v), first.path_index,
                  std::clamp(supply->stop.position_m[first.stop] / length, 0.0F, 1.0F));
  }
}

void TransitOperation::State::load_at_terminal(LineId l) {
  Terminal& t = terminal[l];
  section_of(l, 0).carry = t.carry;  // once for a vehicle, however often it looks at the stop
  const float boarded_now = board(t.vehicle, 0);
  t.filled += boarded_now;
  const float loading_s = now - t.loading_since_s;
  const float headway = headway_of(l);
  if (supply->line.fill_and_go[l] == 0) {
    if (loading_s >= Fleets::kMinHold) depart(l);
    return;
  }
  const bool full = t.filled >= kFillShare * places_of(l);
  if ((full && loading_s >= Fleets::kMinHold) ||
      loading_s >= std::min(headway, Fleets::kLongestHold))
    depart(l);
}

void TransitOperation::State::run_terminals() {
  for (const LineId l : supply->lines()) {
    Terminal& t = terminal[l];
    if (!t.loading) {
      if (now < t.next_supply_s || now > supply->line.last_departure_s[l]) continue;
      if (!fleets->take(l, now)) continue;
      // A vehicle that was loading_s up by a long loading does not make the next ones leave in a
      // pack.
      const float headway = headway_of(l);
      t.next_supply_s = std::max(t.next_supply_s + headway, now + headway * 0.5F);
      ++account[l].in_service;
      t.loading = true;
      t.loading_since_s = now;
      t.filled = t.carried;
      t.carry = section_of(l, 0).carry;
      t.vehicle = {};
      t.vehicle.line = l;
      load_at_terminal(l);
    } else if ((static_cast<std::uint32_t>(now) + l.value) % 5 == 0) {
      load_at_terminal(l);
    }
  }
}

void TransitOperation::State::run_rail() {
  for (const std::uint32_t i : rail) {
    TransitVehicle& v = vehicles[i];
    if (!v.active || v.next_event_s > now) continue;
    serve(v, v.next_stop);
    note_departure(v.line, v.next_stop, now);
    if (++v.next_stop >= supply->stops_of(v.line).size()) {
      end_run(v);
      continue;
    }
    const float speed = std::max(supply->line.rail_speed_mps[v.line], 1.0F);
    // rail_speed is commercial: dwell is part of it.
    v.next_event_s =
        now + std::max(kRailDwell, section_of(v.line, v.next_stop - 1).length_m / speed);
  }
}

void TransitOperation::State::answer_approaches() {
  for (const StopArrival& a : traffic->approaches()) {
    if (a.owner.kind() != OwnerKind::transit) continue;
    TransitVehicle& v = vehicles[a.owner.index()];
    const std::uint32_t stop_index = v.first_stop + a.stop_index;
    if (wanted(v, stop_index)) continue;
    traffic->skip_stop(a.vehicle, a.stop_index);
    note_departure(v.line, stop_index, now);
    SectionState& sec = section_of(v.line, stop_index);
    sec.activity += 0.1F * (0 - sec.activity);
  }
}

void TransitOperation::State::serve_arrivals() {
  for (const StopArrival& a : traffic->stop_arrivals()) {
    if (a.owner.kind() != OwnerKind::transit) continue;
    TransitVehicle& v = vehicles[a.owner.index()];
    const std::uint32_t stop_index = v.first_stop + a.stop_index;
    v.queued_s = queued_before(v, stop_index, a.stood_s);
    SectionState& sec = section_of(v.line, stop_index);
    const float carry = sec.carry;
    const Exchange e = serve(v, stop_index);
    v.dwell_s = dwell_time(v.line, sec, e);
    hold(a.owner.index(), stop_index, carry);
    if (in_period()) stop[supply->stops_of(v.line)[stop_index].stop].occupied_s += occupation_s(v);
    traffic->release_at(a.vehicle, now + v.dwell_s);
    note_departure(v.line, stop_index, now + v.dwell_s);
    note_call({v.line, a.owner.index(), stop_index, now, now + v.dwell_s});
    traffic->set_passengers(a.vehicle, v.load + 1);
  }
  for (const Arrival& a : traffic->arrivals())
    if (a.owner.kind() == OwnerKind::transit) end_run(vehicles[a.owner.index()]);
}

void TransitOperation::State::note_queue(StopState& at) const {
  at.max_queue = std::max(at.max_queue, static_cast<float>(at.queue.size()) * options.expansion);
}

void TransitOperation::State::end_run(TransitVehicle& v) {
  v.active = false;
  --account[v.line].in_service;
  fleets->come_in(v.line, now);
}

TransitOperation::TransitOperation(const Network& net, const TransitSupply& supply,
                                   const TransitOptions& options, Traffic& traffic)
    : s_(std::make_unique<State>()) {
  s_->net = &net;
  s_->supply = &supply;
  s_->options = options;
  s_->traffic = &traffic;
  s_->now = s_->start_s();
  s_->stop.resize(supply.stops().size());
  s_->planned_run_s =
      options.planned_run_s.empty() ? expected_times(net, supply, {}).run_s : options.planned_run_s;
  s_->fleets.emplace(supply, s_->planned_run_s, s_->start_s(), options.seed);
  s_->make_types();
  s_->make_sections();
  s_->list_first_stops();
  s_->start_lines();
}

TransitOperation::~TransitOperation() = default;
TransitOperation::TransitOperation(TransitOperation&&) noexcept = default;

void TransitOperation::wait(std::uint32_t agent, StopId board, StopId alight, LineId preferred) {
  StopState& stop = s_->stop[board];
  stop.queue.push_back({agent, alight, preferred, s_->now, s_->supply->line.mode[preferred]});
  s_->waiting += s_->options.expansion;
  if (s_->counts()) s_->note_queue(stop);
}

void TransitOperation::step() {
  State& s = *s_;
  const bool begins = !s.counts();
  const float before_s = s.now;
  s.now = s.traffic->now();
  if (begins && s.counts())
    for (StopState& stop : s.stop) s.note_queue(stop);
  s.alightings.clear();
  s.boardings.clear();
  s.left_behind.clear();
  s.gave_up.clear();
  s.answer_approaches();
  s.serve_arrivals();
  s.board_held();
  s.run_rail();
  s.run_terminals();
  s.give_up_waiting();
  s.note_service(s.now - before_s);
}

std::span<const Alighting> TransitOperation::alightings() const { return s_->alightings; }
std::span<const Boarding> TransitOperation::boardings() const { return s_->boardings; }
std::span<const LeftBehind> TransitOperation::left_behind() const { return s_->left_behind; }
std::span<const GaveUp> TransitOperation::gave_up() const { return s_->gave_up; }
double TransitOperation::waiting_persons() const { return s_->waiting; }
double TransitOperation::on_board_persons() const { return s_->on_board; }
double TransitOperation::boarded_persons() const { return s_->boarded; }
double TransitOperation::alighted_persons() const { return s_->alighted; }

}  // namespace mwendo
