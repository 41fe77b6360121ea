// People at stops: alighting, boarding, riders left behind, and the dwell time.
#include <algorithm>
#include <cmath>

#include "network/base/random.h"
#include "sim/transit/operation_state.h"

namespace mwendo {
namespace {

constexpr float kActivityMemory = 0.1F;  // weight of the latest vehicle in the mean

}  // namespace

std::uint32_t TransitOperation::State::stop_after(LineId l, std::uint32_t stop_index,
                                                  StopId wanted_stop) const {
  const auto stops = supply->stops_of(l);
  for (std::uint32_t i = stop_index + 1; i < stops.size(); ++i)
    if (stops[i].stop == wanted_stop) return i;
  return TransitVehicle::kNoStop;
}

// Where a rider would leave a vehicle of the line; kNoStop if the rider does not want it.
std::uint32_t TransitOperation::State::alight_index_of(LineId l, std::uint32_t stop_index,
                                                       const Waiting& w) const {
  return w.mode == supply->line.mode[l] ? stop_after(l, stop_index, w.alight)
                                        : TransitVehicle::kNoStop;
}

float TransitOperation::State::alight(TransitVehicle& v, std::uint32_t stop_index) {
  const StopId here = supply->stops_of(v.line)[stop_index].stop;
  const float weight = options.expansion;
  float persons = 0;
  auto keep = v.on_board.begin();
  for (const OnBoard& rider : v.on_board) {
    if (rider.alight_index > stop_index) {  // a smaller one: that stop was passed
      *keep++ = rider;
      continue;
    }
    const float metres = ride_m(v.line, rider.board_index, stop_index);
    alightings.push_back({rider.agent, here, metres, fare_of(v.line, metres)});
    persons += weight;
  }
  v.on_board.erase(keep, v.on_board.end());
  v.load -= persons;
  on_board -= persons;
  alighted += persons;
  if (in_period()) {
    section_of(v.line, stop_index).alightings += persons;
    stop[here].alightings += persons;
  }
  return persons;
}

float TransitOperation::State::board(TransitVehicle& v, std::uint32_t stop_index,
                                     float came_from_s) {
  const StopId stop_id = supply->stops_of(v.line)[stop_index].stop;
  StopState& here = stop[stop_id];
  SectionState& sec = section_of(v.line, stop_index);
  const float weight = options.expansion;
  float places = places_of(v.line) - v.load + sec.carry;
  float persons = 0;
  auto keep = here.queue.begin();
  for (const Waiting& w : here.queue) {
    const std::uint32_t alight_index = alight_index_of(v.line, stop_index, w);
    if (alight_index == TransitVehicle::kNoStop || places < weight || w.since_s < came_from_s) {
      *keep++ = w;
      continue;
    }
    places -= weight;
    persons += weight;
    v.on_board.push_back({w.agent, stop_index, alight_index});
    const float waited = now - w.since_s;
    boardings.push_back({w.agent, waited});
    if (in_period())
      account[v.line].revenue +=
          double{weight} * fare_of(v.line, ride_m(v.line, stop_index, alight_index));
    if (!counts()) continue;
    sec.wait_sum_s += waited * weight;
    sec.wait_count += weight;
    here.wait_sum_s += waited * weight;
  }
  here.queue.erase(keep, here.queue.end());
  sec.carry = std::min(places, weight - 1);
  v.load += persons;
  on_board += persons;
  boarded += persons;
  waiting -= persons;
  if (in_period()) {
    sec.boardings += persons;
    here.boardings += persons;
  }
  return persons;
}

// Whoever still waits for a vehicle that leaves found no room in it.
void TransitOperation::State::leave_behind(const TransitVehicle& v, std::uint32_t stop_index) {
  StopState& here = stop[supply->stops_of(v.line)[stop_index].stop];
  float persons = 0;
  for (const Waiting& w : here.queue) {
    if (alight_index_of(v.line, stop_index, w) == TransitVehicle::kNoStop) continue;
    left_behind.push_back({w.agent});
    persons += options.expansion;
  }
  if (!in_period()) return;
  section_of(v.line, stop_index).left_behind += persons;
  here.left_behind += persons;
}

float TransitOperation::State::dwell_time(LineId l, const SectionState& sec,
                                          Exchange persons) const {
  if (options.expansion > 1) {  // the mean of vehicles that stop, not the lumps of this one
    const float share = 1 - static_cast<float>(portable_exp(-sec.activity));
    persons.boarding = persons.alighting = sec.activity / std::max(share, 0.05F) / 2;
  }
  return dwell_s(supply->line.dwell[l], persons);
}

Exchange TransitOperation::State::serve(TransitVehicle& v, std::uint32_t stop_index) {
  leave_section(v, stop_index);
  Exchange e;
  e.alighting = alight(v, stop_index);
  if (stop_index + 1 < supply->stops_of(v.line).size()) {
    e.boarding = board(v, stop_index);
    leave_behind(v, stop_index);
  }
  SectionState& sec = section_of(v.line, stop_index);
  sec.activity += kActivityMemory * (e.alighting + e.boarding - sec.activity);
  return e;
}

bool TransitOperation::State::wanted(const TransitVehicle& v, std::uint32_t stop_index) {
  if (is_rapid(v.line) || stop_index + 1 >= supply->stops_of(v.line).size()) return true;
  for (const OnBoard& rider : v.on_board)
    if (rider.alight_index <= stop_index) return true;
  const SectionState& sec = section_of(v.line, stop_index);
  const float places = places_of(v.line) - v.load + sec.carry;
  if (places >= options.expansion)
    for (const Waiting& w : stop[supply->stops_of(v.line)[stop_index].stop].queue)
      if (alight_index_of(v.line, stop_index, w) != TransitVehicle::kNoStop) return true;
  if (options.expansion <= 1) return false;
  const double stops = 1 - portable_exp(-static_cast<double>(sec.activity));
  return uniform({options.seed, Draw::minibus_stop, v.vehicle.value, stop_index}) < stops;
}

}  // namespace mwendo
