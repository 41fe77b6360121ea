// Sections of lines: their lengths, and the time that vehicles spend on them by cause.
#include <algorithm>
#include <cmath>

#include "sim/transit/operation_state.h"

namespace mwendo {
namespace {

// What a stop takes from a vehicle at that speed, without the dwell. It starts with its
// acceleration. It brakes as before a standing vehicle: gap = v tau + v^2 / (2 b), so it takes
// tau ln(v / u) + v / b to the speed u = kHaltsBelow.
float loss_of_stop(const VehicleType& t, float speed) {
  const float braking = t.reaction * (std::log(std::max(speed / kHaltsBelow, 1.0F)) - 1);
  return speed / (2 * t.accel) + speed / (2 * t.decel) + std::max(braking, 0.0F);
}

}  // namespace

void TransitOperation::State::make_sections() {
  section.resize(supply->line.stops.values.size());
  headways.resize(section.size());
  for (const LineId l : supply->lines()) {
    const auto stops = supply->stops_of(l);
    const auto path = supply->path_of(l);
    for (std::uint32_t i = 0; i + 1 < stops.size(); ++i) {
      const StopId a = stops[i].stop;
      const StopId b = stops[i + 1].stop;
      SectionState& sec = section_of(l, i);
      sec.carry = options.expansion - 1;
      sec.free_s = free_run_s(l, i);
      sec.length_m =
          path.empty()
              ? static_cast<float>(distance(supply->stop.position[a], supply->stop.position[b]))
              : std::max(1.0F,
                         static_cast<float>(net->length_of(path.subspan(
                             stops[i].path_index, stops[i + 1].path_index - stops[i].path_index))) +
                             supply->stop.position_m[b] - supply->stop.position_m[a]);
    }
  }
  quarters =
      static_cast<std::size_t>(std::max(1.0F, std::ceil((options.to_s - options.from_s) / 900)));
  section_quarter.assign(section.size() * quarters, 0);
}

// From stop to stop without a red light, a queue or traffic: at free speed, with what a stop takes
// at the speed of the last link. Rail: the planned time.
float TransitOperation::State::free_run_s(LineId l, std::uint32_t i) const {
  if (is_rail(l)) return planned_s(l, i);
  const auto stops = supply->stops_of(l);
  const auto path = supply->path_of(l);
  const VehicleType& t = traffic->type(type[l]);
  float seconds = 0;
  float speed = 0;
  for (std::uint32_t k = stops[i].path_index; k <= stops[i + 1].path_index; ++k) {
    speed = std::min(net->link.free_speed_mps[path[k]], t.max_speed);
    float from = 0;
    float to = net->link.length_m[path[k]];
    if (k == stops[i].path_index) from = supply->stop.position_m[stops[i].stop];
    if (k == stops[i + 1].path_index) to = supply->stop.position_m[stops[i + 1].stop];
    seconds += std::max(to - from, 0.0F) / speed;
  }
  return seconds + loss_of_stop(t, speed);
}

// Of a dock, by a vehicle that stands at its stop.
float TransitOperation::State::occupation_s(const TransitVehicle& v) const {
  const float people = v.dwell_s - supply->line.dwell[v.line].fixed_s;
  return dead_time_s(traffic->type(type[v.line]).length) + people;
}

// Seconds for which a vehicle stood on the link of this stop before it was served. If it served
// another stop there, the dwell is none of them.
float TransitOperation::State::queued_before(const TransitVehicle& v, std::uint32_t stop_index,
                                             float stood_s) const {
  const auto stops = supply->stops_of(v.line);
  const bool same_link = stop_index > 0 && v.last_served + 1 == stop_index &&
                         stops[stop_index - 1].path_index == stops[stop_index].path_index;
  return std::max(stood_s - (same_link ? v.dwell_s : 0), 0.0F);
}

// Books the section that ends at a stop.
void TransitOperation::State::leave_section(TransitVehicle& v, std::uint32_t stop_index) {
  if (v.last_served != TransitVehicle::kNoStop && v.last_served < stop_index && in_period()) {
    // Stops in between were passed: their sections share the time by length.
    float length = 0;
    for (std::uint32_t i = v.last_served; i < stop_index; ++i)
      length += section_of(v.line, i).length_m;
    const auto quarter = std::min(
        quarters - 1, static_cast<std::size_t>(std::max(0.0F, (now - options.from_s) / 900)));
    const float run = now - v.served_at_s - v.dwell_s;
    section_of(v.line, v.last_served).dwell_s += v.dwell_s;
    section_of(v.line, v.last_served).control_s += v.control_s;
    section_of(v.line, stop_index - 1).queue_s += std::min(v.queued_s, run);
    for (std::uint32_t i = v.last_served; i < stop_index; ++i) {
      SectionState& sec = section_of(v.line, i);
      sec.run_s += run * (length > 0 ? sec.length_m / length : 1);
      sec.vehicles += 1;
      sec.free_sum_s += sec.free_s;
      sec.passengers += v.load;
      sec.places += places_of(v.line);
      section_quarter[(first_section(v.line) + i) * quarters + quarter] += v.load;
    }
  }
  v.last_served = stop_index;
  v.served_at_s = now;
  v.dwell_s = 0;
  v.control_s = 0;
  v.queued_s = 0;
}

}  // namespace mwendo
