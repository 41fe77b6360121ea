// Adds types and vehicles to the state of traffic.
#include <algorithm>

#include "network/base/assert.h"
#include "sim/traffic/entering.h"
#include "sim/traffic/route_list.h"
#include "sim/traffic/state.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

using traffic::kNone;
using traffic::LinkIndex;
using traffic::TrafficState;
using traffic::VehicleRecord;

namespace {

bool are_stops_in_order(const VehicleSpec& spec) {
  return std::is_sorted(
      spec.stops.begin(), spec.stops.end(),
      [](const PlannedStop& a, const PlannedStop& b) { return a.route_index < b.route_index; });
}

// The record of a vehicle that departs now. Appends its route and stops to the state.
VehicleRecord record_of(TrafficState& s, const VehicleSpec& spec) {
  VehicleRecord r{};
  r.route_first = static_cast<std::uint32_t>(s.route_movements.size());
  r.route_length = static_cast<std::uint32_t>(spec.route.size());
  traffic::append_movements(s, spec.route);
  r.stop_first = r.stop_cursor = static_cast<std::uint32_t>(s.stop_plan.size());
  s.stop_plan.insert(s.stop_plan.end(), spec.stops.begin(), spec.stops.end());
  r.stop_end = static_cast<std::uint32_t>(s.stop_plan.size());
  r.departure_s = s.now;
  r.entry_position = spec.entry_share;
  r.exit_position = spec.route.size() == 1 ? std::max(spec.exit_share, spec.entry_share + 0.05F)
                                           : spec.exit_share;
  r.speed_factor = spec.speed_factor;
  r.owner = spec.owner;
  r.passengers = spec.passengers;
  r.type = spec.type;
  return r;
}

}  // namespace

TypeIndex Traffic::add_type(VehicleType type) {
  MW_ASSERT(type.reaction >= kLeastReaction, "the reaction time of the type is below the step");
  s_->types.push_back(type);
  return static_cast<TypeIndex>(s_->types.size() - 1);
}

const VehicleType& Traffic::type(TypeIndex i) const {
  MW_ASSERT(i < s_->types.size(), "the type was not added");
  return s_->types[i];
}

VehicleId Traffic::add_vehicle(const VehicleSpec& spec) {
  TrafficState& s = *s_;
  MW_ASSERT(spec.type < s.types.size(), "the type of the vehicle was not added");
  MW_ASSERT(traffic::is_route(*s.net, spec.route),
            "the links of the route are not connected by movements");
  MW_ASSERT(are_stops_in_order(spec), "the stops are not in order of the route");
  s.types[spec.type].in_use = true;
  s.has_filtering_types |= s.types[spec.type].filters;
  const VehicleId id = s.record.end_index();
  const LinkIndex origin = s.link_of[spec.route.front()];
  s.record.push_back(record_of(s, spec));
  s.next_pending.push_back(kNone);
  s.skipped.push_back(kNone);
  s.origin.push_back(origin);
  wait_to_enter(s, id, origin);
  ++waiting_;
  return id;
}

}  // namespace mwendo
