// Every vehicle on the road, without a copy: for those who look at every second.
//
//   visit_vehicles(traffic.state(), memory, [&](const Road& road, std::uint32_t lane, const OnLane& v) {...});
//
// In order of roads with vehicles, then those in junctions: nearly the same order in every step. Roads
// and lanes are fetched ahead, as a step does. For recording; others use Traffic::view().
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The numbers of the bits that are set; returns how many. `out` has room for all.
inline std::size_t list_bits(const std::vector<std::uint64_t>& bits, std::uint32_t* out) {
  const std::uint32_t* const first = out;
  for (std::size_t w = 0; w < bits.size(); ++w)
    for (std::uint64_t left = bits[w]; left != 0; left &= left - 1)
      *out++ = static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
  return static_cast<std::size_t>(out - first);
}

template <class F>
void visit_road(const Road& road, const Slot* lane, std::uint32_t lanes, F&& f) {
  for (std::uint32_t k = 0; k < lanes; ++k)
    for (const OnLane *v = lane[k].data, *end = v + lane[k].count; v != end; ++v) f(road, k, *v);
}

// `memory` is used for the list of roads.
template <class F>
void visit_vehicles(const TrafficState& s, std::vector<std::uint32_t>& memory, F&& f) {
  constexpr std::size_t kAhead = 6;
  memory.resize(s.road.size() + 2 * kAhead);
  std::uint32_t* const roads = memory.data();
  const std::size_t n = list_bits(s.active_roads, roads);
  if (n > 0) std::fill_n(roads + n, 2 * kAhead, roads[n - 1]);
  const std::uint32_t filter = s.has_filtering_types ? 1 : 0;
  const Road* const road_at = s.road.data();
  const Slot* const slot_at = s.slot.data();
  for (std::size_t k = 0; k < n; ++k) {
    fetch(&road_at[roads[k + 2 * kAhead]]);
    const Slot* const soon = &slot_at[road_at[roads[k + kAhead]].first_slot];
    fetch(soon);
    fetch(soon + 1);
    const Road& road = road_at[roads[k]];
    visit_road(road, &slot_at[road.first_slot], road.lanes + filter, f);
    if (road.in_bays > 0)
      for (const OnLane& v : s.bay[roads[k]]) f(road, 0U, v);
  }
  for (const BoxedVehicle& b : s.boxes) {
    const Road& road = s.road[s.movement[b.movement].to];
    f(road, b.target - road.first_slot, b.vehicle);
  }
}

}  // namespace mwendo::traffic
