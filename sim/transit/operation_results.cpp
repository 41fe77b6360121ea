// What public transport did: results by line, section and stop.
#include <algorithm>

#include "sim/transit/operation_state.h"

namespace mwendo {
namespace {

// Most passengers in any four consecutive quarters of an hour.
float busiest_hour(const float* quarters, std::size_t count) {
  float best = 0;
  for (std::size_t q = 0; q < count; ++q) {
    float sum = 0;
    for (std::size_t k = q; k < std::min(q + 4, count); ++k) sum += quarters[k];
    best = std::max(best, sum);
  }
  return best;
}

}  // namespace

std::vector<LineResult> TransitOperation::line_results() const {
  std::vector<LineResult> results;
  for (const LineId l : s_->supply->lines()) {
    LineResult r;
    r.line = l;
    r.fleet = static_cast<float>(s_->fleets->size_of(l));
    r.departures = s_->departures[l];
    r.vehicle_hours = s_->account[l].vehicle_s / 3600;
    r.revenue = s_->account[l].revenue;
    if (const double open_s = s_->account[l].open_s; open_s > 0) {
      r.terminal_vehicles = s_->account[l].standing_s / open_s;
      r.terminal_persons = s_->account[l].waiting_s / open_s;
    }
    float metres = 0, seconds = 0, waits = 0, waiters = 0;
    const std::size_t stops = s_->supply->stops_of(l).size();
    for (std::uint32_t i = 0; i + 1 < stops; ++i) {
      const SectionState& sec = s_->section_of(l, i);
      const std::size_t q = (s_->first_section(l) + i) * s_->quarters;
      r.sections.push_back({sec.boardings, sec.alightings, sec.left_behind, sec.passengers,
                            busiest_hour(&s_->section_quarter[q], s_->quarters), sec.places,
                            sec.run_s, sec.dwell_s, sec.vehicles, sec.length_m, sec.free_sum_s,
                            sec.queue_s, sec.control_s});
      r.headways.push_back(s_->headways[s_->first_section(l) + i].sums);
      r.vehicle_km += sec.vehicles * sec.length_m / 1000;
      r.passenger_km += sec.passengers * sec.length_m / 1000;
      r.boardings += sec.boardings;
      metres += sec.vehicles * sec.length_m;
      seconds += sec.run_s + sec.dwell_s;
      waits += sec.wait_sum_s;
      waiters += sec.wait_count;
    }
    r.commercial_speed_kmh = seconds > 0 ? 3.6F * metres / seconds : 0;
    r.mean_wait_s = waiters > 0 ? waits / waiters : 0;
    results.push_back(std::move(r));
  }
  return results;
}

const ServiceRecord& TransitOperation::service() const { return s_->service; }

std::vector<Boarding> TransitOperation::still_waiting() const {
  std::vector<Boarding> waits;
  for (const StopState& st : s_->stop)
    for (const Waiting& w : st.queue) waits.push_back({w.agent, s_->now - w.since_s});
  return waits;
}

std::vector<StopResult> TransitOperation::stop_results() const {
  std::vector<StopResult> results;
  for (const StopId id : s_->supply->stops()) {
    const StopState& st = s_->stop[id];
    results.push_back({id, st.boardings, st.alightings, st.left_behind,
                       st.boardings > 0 ? st.wait_sum_s / st.boardings : 0, st.max_queue, 0});
    if (s_->supply->stop.kind[id] != StopKind::brt_station) continue;
    const auto docks = static_cast<float>(s_->supply->stop.docking_bays[id]);
    results.back().saturation = st.occupied_s / docks / (s_->options.to_s - s_->options.from_s);
  }
  return results;
}

}  // namespace mwendo
