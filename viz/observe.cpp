#include "viz/observe.h"

#include <algorithm>
#include <cmath>

namespace mwendo::viz {

void TrafficObserver::observe(const Traffic& traffic, const TransitOperation* transit,
                              const TransitSupply* supply, Snapshot& out) {
  traffic.view(views_);
  out.time_s = traffic.now();
  out.vehicles.resize(views_.size());
  double weight = 0, speed = 0;
  for (std::size_t i = 0; i < views_.size(); ++i) {
    const VehicleView& v = views_[i];
    VehicleSample& s = out.vehicles[i];
    const VehicleType& type = traffic.type(v.type);
    s = VehicleSample{};
    s.vehicle = v.vehicle.value;
    s.tag = v.tag;
    s.link = v.link;
    s.position_m = v.position_m;
    s.speed_mps = v.speed_mps;
    s.lane = static_cast<std::uint8_t>(std::min(v.lane, 255U));
    s.kind = static_cast<std::uint8_t>(type.vehicle_class);
    s.flags = v.at_stop ? kHalted : 0;
    s.stands_for = static_cast<std::uint8_t>(std::clamp(std::lround(type.platoon), 1L, 255L));
    weight += type.platoon;
    speed += type.platoon * v.speed_mps;
    if (transit == nullptr || !TransitOperation::owns(v.tag)) continue;
    const TransitVehicleView t = transit->vehicle_of(v.tag);
    s.flags = static_cast<std::uint8_t>(s.flags | kTransit);
    s.line = static_cast<std::uint16_t>(t.line.value);
    s.persons = static_cast<std::uint16_t>(std::lround(std::clamp(t.load, 0.0F, 60000.0F)));
    if (supply->line.mode[t.line] == Mode::brt) s.kind = kBrtKind;
  }
  out.totals = {};
  out.totals.time_s = out.time_s;
  out.totals.vehicles_on_road = static_cast<float>(weight);
  out.totals.mean_speed_kmh = static_cast<float>(weight > 0 ? 3.6 * speed / weight : 0);
  out.totals.waiting_to_enter = static_cast<float>(traffic.waiting_to_enter());
  if (transit == nullptr) return;
  transit->waiting_by_stop(out.waiting);
  transit->rail_view(rail_);
  out.trains.clear();
  for (const RailView& r : rail_)
    out.trains.push_back({r.index, static_cast<std::uint16_t>(r.line.value),
                          static_cast<std::uint16_t>(std::lround(std::clamp(r.load, 0.0F, 60000.0F))),
                          r.from, r.to, r.share, r.share});
  out.totals.waiting_at_stops = static_cast<float>(transit->waiting_persons());
  out.totals.on_board = static_cast<float>(transit->on_board_persons());
}

}  // namespace mwendo::viz
