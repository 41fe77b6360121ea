#include "sim/traffic/kept_vehicles.h"

#include <algorithm>
#include <stdexcept>

namespace mwendo::traffic {
namespace {

void keep_lanes(const TrafficState& s, KeptVehicles& k) {
  for (const Lane& lane : s.lane) {
    k.in_lane.push_back(lane.count);
    k.reserved.push_back(static_cast<std::uint8_t>(lane.reserved));
    k.on_lane.insert(k.on_lane.end(), lane.data, lane.data + lane.count);
  }
}

// In lanes, bays and junctions, and those that wait to enter.
std::vector<VehicleId> not_left(const TrafficState& s) {
  std::vector<VehicleId> all;
  for (const Lane& lane : s.lane)
    for (std::uint16_t i = 0; i < lane.count; ++i) all.push_back(lane.data[i].vehicle);
  for (const auto& bay : s.bay)
    for (const OnLane& v : bay) all.push_back(v.vehicle);
  for (const BoxedVehicle& b : s.boxes) all.push_back(b.vehicle.vehicle);
  for (const Link& link : s.link)
    for (VehicleId v = link.pending_head; v != kNone; v = s.next_pending[v]) all.push_back(v);
  std::sort(all.begin(), all.end());
  return all;
}

// The record names the vehicle's route and stops in the shorter lists.
void keep_vehicle(const TrafficState& s, VehicleId v, KeptVehicles& k) {
  VehicleRecord r = s.record[v];
  const auto* route = s.route_movements.data() + r.route_first;
  r.route_first = static_cast<std::uint32_t>(k.route_movements.size());
  k.route_movements.insert(k.route_movements.end(), route, route + r.route_length - 1);
  const auto first = static_cast<std::uint32_t>(k.stop_plan.size());
  const auto stops = s.stop_plan.begin();
  k.stop_plan.insert(k.stop_plan.end(), stops + r.stop_first, stops + r.stop_end);
  const std::uint32_t back = r.stop_first - first;
  k.skipped.push_back(s.skipped[v] == kNone ? s.skipped[v] : s.skipped[v] - back);
  r.stop_first -= back;
  r.stop_cursor -= back;
  r.stop_end -= back;
  k.record.push_back(r);
  k.next_pending.push_back(s.next_pending[v]);
  k.origin.push_back(s.origin[v]);
}

void fill_lanes(const KeptVehicles& k, TrafficState& s) {
  if (k.in_lane.size() != s.lane.size() || k.reserved.size() != s.lane.size())
    throw std::out_of_range("the lanes are of another network");
  auto next = k.on_lane.begin();
  for (std::size_t i = 0; i < k.in_lane.size(); ++i) {
    Lane& lane = s.lane[LaneIndex{static_cast<std::uint32_t>(i)}];
    lane.reserved = k.reserved[i] & 1U;
    for (std::uint16_t n = 0; n < k.in_lane[i]; ++n)
      insert_into_lane(s.store, lane, lane.count, *next++);
  }
}

}  // namespace

KeptVehicles kept_vehicles(const TrafficState& s) {
  KeptVehicles k;
  keep_lanes(s, k);
  k.added = s.record.end_index().value;
  k.kept = not_left(s);
  for (const VehicleId v : k.kept) keep_vehicle(s, v, k);
  return k;
}

void put_back(const KeptVehicles& k, TrafficState& s) {
  fill_lanes(k, s);
  s.record.assign(k.added, VehicleRecord{});
  s.next_pending.assign(k.added, kNone);
  s.skipped.assign(k.added, kNone);
  s.origin.assign(k.added, LinkIndex{0});
  for (std::size_t i = 0; i < k.kept.size(); ++i) {
    s.record[k.kept[i]] = k.record[i];
    s.next_pending[k.kept[i]] = k.next_pending[i];
    s.skipped[k.kept[i]] = k.skipped[i];
    s.origin[k.kept[i]] = k.origin[i];
  }
  s.route_movements.assign(k.route_movements.begin(), k.route_movements.end());
  s.stop_plan = k.stop_plan;
}

}  // namespace mwendo::traffic
