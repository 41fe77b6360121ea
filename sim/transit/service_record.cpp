// What operators want to know: departures by stop, vehicles in service, fares, calls at stations.
#include <algorithm>

#include "sim/transit/operation_state.h"

namespace mwendo {

// Vehicles that pass a stop where nobody gets on or off count: riders could have taken them. One
// that leaves before the vehicle ahead of it shares its departure.
void TransitOperation::State::note_departure(LineId l, std::uint32_t stop_index, float at_s) {
  StopHeadways& h = headways[first_section(l) + stop_index];
  const double at = std::max(double{at_s}, h.last_s);
  if (in_period() && h.last_s >= 0) h.sums.add(at - h.last_s, double{headway_of(l)});
  h.last_s = at;
}

void TransitOperation::State::note_call(const StationCall& call) {
  if (in_period() && supply->line.mode[call.line] == Mode::brt) service.brt_calls.push_back(call);
}

StopId TransitOperation::State::first_stop(LineId l) const {
  return supply->stops_of(l).front().stop;
}

void TransitOperation::State::list_first_stops() {
  for (const LineId l : supply->lines()) first_stops.push_back(first_stop(l));
  std::sort(first_stops.begin(), first_stops.end());
  first_stops.erase(std::unique(first_stops.begin(), first_stops.end()), first_stops.end());
}

// People wait for the line that they chose, though they may take another.
void TransitOperation::State::note_terminals(double elapsed_s) {
  for (const LineId l : supply->lines()) {
    if (!fleets->runs_at(l, now)) continue;
    account[l].open_s += elapsed_s;
    account[l].standing_s += elapsed_s * (fleets->standing(l, now) + (terminal[l].loading ? 1 : 0));
  }
  for (const StopId id : first_stops)
    for (const Waiting& w : stop[id].queue)
      if (first_stop(w.preferred) == id && fleets->runs_at(w.preferred, now))
        account[w.preferred].waiting_s += elapsed_s * double{options.expansion};
}

void TransitOperation::State::note_service(float elapsed_s) {
  if (!in_period()) return;
  note_terminals(double{elapsed_s});
  std::array<std::uint32_t, kModeCount> running{};
  for (const LineId l : supply->lines()) {
    account[l].vehicle_s += static_cast<double>(account[l].in_service) * double{elapsed_s};
    running[static_cast<std::size_t>(supply->line.mode[l])] +=
        static_cast<std::uint32_t>(account[l].in_service);
  }
  for (std::size_t m = 0; m < kModeCount; ++m)
    service.most_vehicles[m] = std::max(service.most_vehicles[m], running[m]);
}

float TransitOperation::State::ride_m(LineId l, std::uint32_t from, std::uint32_t to) const {
  float metres = 0;
  for (std::uint32_t i = from; i < to; ++i) metres += section[first_section(l) + i].length_m;
  return metres;
}

float TransitOperation::State::fare_of(LineId l, float ridden_m) const {
  return supply->line.fare[l] + supply->line.fare_per_km[l] * ridden_m / 1000;
}

}  // namespace mwendo
