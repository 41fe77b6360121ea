// What a viewer reads of public transport in motion.
#include <algorithm>

#include "sim/transit/operation_state.h"

namespace mwendo {

TransitVehicleView TransitOperation::vehicle_of(std::uint32_t index) const {
  const TransitVehicle& v = s_->vehicles[index];
  return {v.line, v.load};
}

void TransitOperation::waiting_by_stop(std::vector<float>& persons) const {
  persons.resize(s_->stop.size());
  for (const StopId stop : s_->stop.ids())
    persons[stop.value] = static_cast<float>(s_->stop[stop].queue.size()) * s_->options.expansion;
}

float TransitOperation::boardings_of(LineId l) const {
  float sum = 0;
  for (std::uint32_t i = 0; i < s_->supply->stops_of(l).size(); ++i)
    sum += s_->section_of(l, i).boardings;
  return sum;
}

void TransitOperation::rail_view(std::vector<RailView>& out) const {
  out.clear();
  for (const std::uint32_t index : s_->rail) {
    const TransitVehicle& v = s_->vehicles[index];
    const auto stops = s_->supply->stops_of(v.line);
    if (!v.active || v.next_stop >= stops.size()) continue;
    RailView r{index, v.line, stops[v.next_stop].stop, stops[v.next_stop].stop, 1, v.load};
    if (v.next_stop > 0) {
      r.from = stops[v.next_stop - 1].stop;
      const float run = s_->section_of(v.line, v.next_stop - 1).length_m /
                        std::max(s_->supply->line.rail_speed_mps[v.line], 1.0F);
      r.share = std::clamp(1 - (v.next_event_s - s_->now) / std::max(run, 1.0F), 0.0F, 1.0F);
    }
    out.push_back(r);
  }
}

}  // namespace mwendo
