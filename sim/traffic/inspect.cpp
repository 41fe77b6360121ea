// Looking at the state of traffic: views, totals, hash, and the check of the guarantees.
#include <bit>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sim/traffic/state.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

using traffic::OnLane;
using traffic::TrafficState;

namespace {

// Calls f(link, slot, record) for every vehicle on a lane and in a bay, in order, then for those
// in junctions.
template <class F>
void for_each_vehicle(const TrafficState& s, F&& f) {
  for (std::uint32_t l = 0; l < s.link_length.size(); ++l) {
    for (std::uint32_t slot = s.first_slot[l]; slot < s.first_slot[l + 1]; ++slot)
      for (std::uint16_t i = 0; i < s.slot_count[slot]; ++i) f(l, slot, s.slot_begin(slot)[i]);
    for (const OnLane& v : s.bay[l]) f(l, s.first_slot[l], v);
  }
  for (const traffic::BoxedVehicle& b : s.boxes)
    f(s.net->movement.to[MovementId{b.movement}].value, b.target, b.vehicle);
}

std::string at(std::uint32_t link, const OnLane& v) {
  return " (vehicle " + std::to_string(v.vehicle) + " on link " + std::to_string(link) + ")";
}

void check_slot(const TrafficState& s, std::uint32_t link, std::uint32_t slot) {
  for (std::uint16_t i = 0; i < s.slot_count[slot]; ++i) {
    const OnLane& v = s.slot_begin(slot)[i];
    if (!(v.speed >= 0)) throw std::logic_error("negative speed" + at(link, v));
    if (!(v.position >= 0 && v.position <= s.link_length[link]))
      throw std::logic_error("position outside the link" + at(link, v));
    if (i == 0) continue;
    const OnLane& leader = s.slot_begin(slot)[i - 1];
    const bool single = s.types[leader.type].platoon == 1 && s.types[v.type].platoon == 1;
    const float rear = leader.position - s.types[leader.type].length;
    if (leader.position < v.position || (single && rear < v.position - 0.01F))
      throw std::logic_error("vehicles overlap" + at(link, v));
  }
}

}  // namespace

Tallies Traffic::take_tallies() { return std::move(s_->tallies); }

void Traffic::view(std::vector<VehicleView>& out) const {
  const TrafficState& s = *s_;
  out.clear();
  for_each_vehicle(s, [&](std::uint32_t link, std::uint32_t slot, const OnLane& v) {
    out.push_back({VehicleId{v.vehicle}, LinkId{link}, slot - s.first_slot[link], v.position,
                   v.speed, v.type, (v.flags & traffic::kAtStop) != 0, s.record[v.vehicle].tag});
  });
}

std::span<const LinkId> Traffic::route_of(VehicleId v) const {
  if (v.value >= s_->record.size()) return {};
  const traffic::VehicleRecord& r = s_->record[v.value];
  return std::span(s_->route_links).subspan(r.route_first, r.route_length);
}

void Traffic::load(double& vehicles, double& speed_sum) const {
  vehicles = 0;
  speed_sum = 0;
  for_each_vehicle(*s_, [&](std::uint32_t, std::uint32_t, const OnLane& v) {
    const double weight = s_->types[v.type].platoon;
    vehicles += weight;
    speed_sum += weight * v.speed;
  });
}

std::uint64_t Traffic::state_hash() const {
  std::uint64_t hash = 1469598103934665603ULL;
  const auto mix = [&](std::uint64_t x) { hash = (hash ^ x) * 1099511628211ULL; };
  for_each_vehicle(*s_, [&](std::uint32_t link, std::uint32_t slot, const OnLane& v) {
    mix(link);
    mix(slot);
    mix(v.vehicle);
    mix(std::bit_cast<std::uint32_t>(v.position));
    mix(std::bit_cast<std::uint32_t>(v.speed));
  });
  return hash;
}

void Traffic::validate() const {
  const TrafficState& s = *s_;
  double on_road = 0;
  for (std::uint32_t l = 0; l < s.link_length.size(); ++l)
    for (std::uint32_t slot = s.first_slot[l]; slot < s.first_slot[l + 1]; ++slot)
      check_slot(s, l, slot);
  for_each_vehicle(s, [&](std::uint32_t, std::uint32_t, const OnLane& v) {
    on_road += s.types[v.type].platoon;
  });
  if (std::abs(on_road - (counts_.entered - counts_.left)) > 1e-3 * (1 + on_road))
    throw std::logic_error("vehicles lost: entered - left = " +
                           std::to_string(counts_.entered - counts_.left) + ", on the road " +
                           std::to_string(on_road));
}

}  // namespace mwendo
