// Every vehicle on the road, without a copy: for those who look at every second.
//
//   visit_vehicles(traffic.state(), roads, [&](const Road& road, std::uint32_t lane, const OnLane& v) {...});
//
// In order of roads with vehicles, then those in junctions: nearly the same order in every step. Roads
// and lanes are fetched ahead, as a step does. For recording; others use Traffic::view().
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The numbers of the bits that are set.
inline void list_bits(const std::vector<std::uint64_t>& bits, std::vector<std::uint32_t>& out) {
  out.clear();
  for (std::size_t w = 0; w < bits.size(); ++w)
    for (std::uint64_t left = bits[w]; left != 0; left &= left - 1)
      out.push_back(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left))));
}

template <class F>
void visit_road(const TrafficState& s, std::uint32_t r, F&& f) {
  const Road& road = s.road[r];
  const std::uint32_t end = s.has_filtering_types ? road.end_slot() : road.filter_slot();
  for (std::uint32_t slot = road.first_slot; slot < end; ++slot) {
    const Slot& lane = s.slot[slot];
    for (std::uint16_t i = 0; i < lane.count; ++i) f(road, slot - road.first_slot, lane.data[i]);
  }
  if (road.in_bays > 0)
    for (const OnLane& v : s.bay[r]) f(road, 0U, v);
}

// `roads`: memory to use again.
template <class F>
void visit_vehicles(const TrafficState& s, std::vector<std::uint32_t>& roads, F&& f) {
  constexpr std::size_t kAhead = 6;
  list_bits(s.active_roads, roads);
  for (std::size_t k = 0; k < roads.size(); ++k) {
    if (k + 2 * kAhead < roads.size()) fetch(&s.road[roads[k + 2 * kAhead]]);
    if (k + kAhead < roads.size()) fetch(&s.slot[s.road[roads[k + kAhead]].first_slot]);
    visit_road(s, roads[k], f);
  }
  for (const BoxedVehicle& b : s.boxes) {
    const Road& road = s.road[s.movement[b.movement].to];
    f(road, b.target - road.first_slot, b.vehicle);
  }
}

}  // namespace mwendo::traffic
