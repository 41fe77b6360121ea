// Views, totals and hash of the state of traffic, and the check of its guarantees.
#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sim/traffic/state.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

using traffic::Lane;
using traffic::LaneIndex;
using traffic::Link;
using traffic::LinkIndex;
using traffic::OnLane;
using traffic::TrafficState;

namespace {

// Calls f(link, lane, record) for every vehicle on a lane and in a bay, in order of links, then for
// those in junctions.
template <class F>
void for_each_vehicle(const TrafficState& s, F&& f) {
  for (const LinkIndex r : s.link_of) {
    const Link& link = s.link[r];
    for (LaneIndex lane_index = link.first_lane; lane_index < link.end_lane(); ++lane_index)
      for (std::uint16_t i = 0; i < s.lane[lane_index].count; ++i)
        f(link, lane_index - link.first_lane, s.lane[lane_index].data[i]);
    for (const OnLane& v : s.bay[r]) f(link, 0U, v);
  }
  for (const traffic::BoxedVehicle& b : s.boxes) {
    const Link& link = s.link[s.movement[b.movement].to];
    f(link, b.target - link.first_lane, b.vehicle);
  }
}

std::string at(const Link& link, const OnLane& v) {
  return " (vehicle " + std::to_string(v.vehicle.value) + " on link " +
         std::to_string(link.id.value) + ")";
}

void check_lane(const TrafficState& s, const Link& link, const Lane& lane) {
  for (std::uint16_t i = 0; i < lane.count; ++i) {
    const OnLane& v = lane.data[i];
    if (!(v.speed >= 0)) throw std::logic_error("negative speed" + at(link, v));
    if (!(v.position >= 0 && v.position <= link.length))
      throw std::logic_error("position outside the link" + at(link, v));
    if (i == 0) continue;
    const OnLane& leader = lane.data[i - 1];
    const float rear = leader.position - s.types[leader.type].length;
    if (rear < v.position - 0.01F) throw std::logic_error("vehicles overlap" + at(link, v));
  }
}

}  // namespace

Tallies Traffic::take_tallies() { return std::move(s_->tallies); }

void Traffic::view(std::vector<VehicleView>& out) const {
  const TrafficState& s = *s_;
  out.clear();
  for_each_vehicle(s, [&](const Link& link, std::uint32_t lane, const OnLane& v) {
    out.push_back({v.vehicle, link.id, lane, v.position, v.speed, static_cast<TypeIndex>(v.type),
                   (v.flags & traffic::kAtStop) != 0, s.record[v.vehicle].owner});
  });
}

std::vector<LinkId> Traffic::route_of(VehicleId v) const {
  const TrafficState& s = *s_;
  if (v.value >= s.record.size()) return {};
  std::vector<LinkId> route{s.link[s.origin[v]].id};
  const traffic::VehicleRecord& r = s.record[v];
  for (std::uint32_t k = 0; k + 1 < r.route_length; ++k) {
    const traffic::MovementIndex m = s.movement_from(r, k);
    if (m != traffic::kNone) route.push_back(s.link[s.movement[m].to].id);
  }
  return route;
}

void Traffic::load(double& vehicles, double& speed_sum) const {
  vehicles = 0;
  speed_sum = 0;
  for_each_vehicle(*s_, [&](const Link&, std::uint32_t, const OnLane& v) {
    ++vehicles;
    speed_sum += v.speed;
  });
}

// in_network is counted on the lanes, not taken as entered less left, so that validate() can
// compare the two.
TrafficCounts Traffic::counts() const {
  TrafficCounts counts = counts_;
  double speeds = 0;
  load(counts.in_network, speeds);
  return counts;
}

TrafficMemory Traffic::memory() const {
  const TrafficState& s = *s_;
  const auto bytes = [](const auto&... columns) {
    return ((columns.capacity() * sizeof(*columns.data())) + ...);
  };
  const auto occupied = static_cast<std::size_t>(
      std::count_if(s.lane.begin(), s.lane.end(), [](const Lane& lane) { return lane.count > 0; }));
  return {bytes(s.lane, s.decision, s.line_free_s, s.outbox_target, s.outbox, s.blocked, s.visited,
                s.link, s.bay, s.first_connection, s.connections, s.movement, s.conflicts,
                s.movement_of.raw()),
          s.store.bytes() + occupied * sizeof(Lane),
          bytes(s.record, s.next_pending, s.skipped, s.origin, s.route_movements, s.stop_plan),
          s.tallies.bytes()};
}

std::uint64_t Traffic::state_hash() const {
  std::uint64_t hash = 1469598103934665603ULL;
  const auto mix = [&](std::uint64_t x) { hash = (hash ^ x) * 1099511628211ULL; };
  for_each_vehicle(*s_, [&](const Link& link, std::uint32_t lane, const OnLane& v) {
    mix(link.id.value);
    mix(lane);
    mix(v.vehicle.value);
    mix(std::bit_cast<std::uint32_t>(v.position));
    mix(std::bit_cast<std::uint32_t>(v.speed));
  });
  return hash;
}

void Traffic::validate() const {
  const TrafficState& s = *s_;
  const double on_road = counts().in_network;
  for (const Link& link : s.link)
    for (LaneIndex lane_index = link.first_lane; lane_index < link.end_lane(); ++lane_index)
      check_lane(s, link, s.lane[lane_index]);
  if (on_road != counts_.entered - counts_.left)
    throw std::logic_error(
        "vehicles lost: entered - left = " + std::to_string(counts_.entered - counts_.left) +
        ", on the road " + std::to_string(on_road));
}

}  // namespace mwendo
