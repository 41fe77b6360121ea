#include "sim/traffic/visit.h"

#include "sim/traffic/state.h"

namespace mwendo {

VehiclesOnRoad::VehiclesOnRoad(const Traffic& traffic) {
  const traffic::TrafficState& s = *traffic.s_;
  links_ = {s.link.data(), s.link.size()};
  lanes_ = s.lane.data();
  active_links_ = s.active_links.words;
  bays_ = s.bay.data();
  records_ = s.record.data();
  types_ = s.types.data();
  filter_lanes_ = s.has_filtering_types ? 1 : 0;
  boxed_.reserve(s.boxes.size());
  for (const traffic::BoxedVehicle& b : s.boxes) {
    const traffic::Link& to = s.link[s.movement[b.movement].to];
    boxed_.push_back({to.id, b.target - to.first_lane, b.vehicle});
  }
}

}  // namespace mwendo
