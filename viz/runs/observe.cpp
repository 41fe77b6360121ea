#include "viz/runs/observe.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/traffic.h"
#include "sim/traffic/visit.h"

namespace mwendo::viz {

namespace {

constexpr std::size_t kAhead = 8;  // vehicles whose records are prefetched

std::uint16_t whole(float persons) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(persons, 0.0F, 60000.0F)));
}

void fill(VehicleSample& s, const VehicleOnLink& v, const VehicleType& type) {
  s = VehicleSample{};
  s.vehicle = v.vehicle.value;
  s.link = v.link;
  s.position_m = v.position_m;
  s.speed_mps = v.speed_mps;
  s.lane = static_cast<std::uint8_t>(std::min(v.lane, 255U));
  s.kind = static_cast<std::uint8_t>(type.vehicle_class);
  s.flags = v.at_stop ? kHalted : 0;
}

void add_line(VehicleSample& s, const TransitOperation& transit, const TransitSupply& supply) {
  const TransitVehicleView t = transit.vehicle_of(s.owner.index());
  s.flags = static_cast<std::uint8_t>(s.flags | kTransit);
  s.line = static_cast<std::uint16_t>(t.line.value);
  s.persons = whole(t.load);
  if (supply.line.mode[t.line] == Mode::brt) s.kind = kBrtKind;
}

}  // namespace

void TrafficObserver::observe(const Traffic& traffic, const TransitOperation* transit,
                              const TransitSupply* supply, Snapshot& out) {
  const VehiclesOnRoad vehicles(traffic);
  out.time_s = traffic.now();
  std::size_t n = 0;
  double speed = 0;
  vehicles.for_each(links_, [&](const VehicleOnLink& v) {
    if (n == out.vehicles.size()) out.vehicles.resize(n + n / 8 + 64);
    fill(out.vehicles[n++], v, vehicles.type(v.type));
    speed += v.speed_mps;
  });
  out.vehicles.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    vehicles.prefetch(VehicleId{out.vehicles[std::min(i + kAhead, n - 1)].vehicle});
    VehicleSample& s = out.vehicles[i];
    s.owner = vehicles.owner_of(VehicleId{s.vehicle});
    if (transit != nullptr && s.owner.kind() == OwnerKind::transit) add_line(s, *transit, *supply);
  }
  out.totals = {};
  out.totals.time_s = out.time_s;
  out.totals.vehicles_on_road = static_cast<float>(n);
  out.totals.mean_speed_kmh = static_cast<float>(n > 0 ? 3.6 * speed / static_cast<double>(n) : 0);
  out.totals.waiting_to_enter = static_cast<float>(traffic.waiting_to_enter());
  if (transit == nullptr) return;
  transit->waiting_by_stop(out.waiting);
  transit->rail_view(rail_);
  out.trains.clear();
  for (const RailView& r : rail_)
    out.trains.push_back({r.index, static_cast<std::uint16_t>(r.line.value), whole(r.load), r.from,
                          r.to, r.share, r.share});
  out.totals.waiting_at_stops = static_cast<float>(transit->waiting_persons());
  out.totals.on_board = static_cast<float>(transit->on_board_persons());
}

}  // namespace mwendo::viz
