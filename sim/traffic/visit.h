// Every vehicle on the road, without a copy: for code that looks at every second.
//
//   const VehiclesOnRoad vehicles(traffic);                          // until the next step
//   vehicles.for_each(memory, [&](const VehicleOnLink& v) { sum += v.speed_mps; });
//   vehicles.owner_of(v.vehicle);                                    // constant for a vehicle
//
// Order: by links, then vehicles in junctions; nearly the same in every step. Links and lanes are
// prefetched, as in a step. For recording and drawing; other code uses Traffic::view().
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/traffic/lane_store.h"
#include "sim/traffic/prefetch.h"
#include "sim/traffic/tables.h"
#include "sim/traffic/vehicle_record.h"

namespace mwendo {

class Traffic;

struct VehicleOnLink {
  VehicleId vehicle;
  LinkId link;
  std::uint32_t lane;  // counted from the kerb; the one after the last is between the lanes
  float position_m;
  float speed_mps;
  TypeIndex type;
  bool at_stop;
};

class VehiclesOnRoad {
 public:
  explicit VehiclesOnRoad(const Traffic& traffic);

  // Calls f(const VehicleOnLink&) for each. `memory` is used for the list of links.
  template <class F>
  void for_each(std::vector<std::uint32_t>& memory, F&& f) const;

  // Of a vehicle ever added.
  [[nodiscard]] Owner owner_of(VehicleId vehicle) const { return records_[vehicle.value].owner; }
  [[nodiscard]] const VehicleType& type_of(VehicleId vehicle) const {
    return types_[records_[vehicle.value].type];
  }
  [[nodiscard]] const VehicleType& type(TypeIndex i) const { return types_[i]; }
  void prefetch(VehicleId vehicle) const { traffic::prefetch(&records_[vehicle.value]); }

 private:
  struct Boxed {  // in a junction
    LinkId to;
    std::uint32_t lane;
    traffic::OnLane vehicle;
  };
  // Writes the numbers of the links with vehicles; returns how many. `out` has room for all links.
  std::size_t list_links(std::uint32_t* out) const {
    const std::uint32_t* const first = out;
    for (std::size_t w = 0; w < active_links_.size(); ++w)
      for (std::uint64_t left = active_links_[w]; left != 0; left &= left - 1)
        *out++ =
            static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    return static_cast<std::size_t>(out - first);
  }
  static VehicleOnLink at(LinkId link, std::uint32_t lane, const traffic::OnLane& v) {
    return {v.vehicle,
            link,
            lane,
            v.position,
            v.speed,
            static_cast<TypeIndex>(v.type),
            (v.flags & traffic::kAtStop) != 0};
  }
  template <class F>
  static void visit_link(const traffic::Link& link, const traffic::Lane* lane, std::uint32_t lanes,
                         F&& f) {
    for (std::uint32_t k = 0; k < lanes; ++k)
      for (const traffic::OnLane *v = lane[k].data, *end = v + lane[k].count; v != end; ++v)
        f(at(link.id, k, *v));
  }

  std::span<const traffic::Link> links_;
  const traffic::Lane* lanes_;
  std::span<const std::uint64_t> active_links_;
  const std::vector<traffic::OnLane>* bays_;
  const traffic::VehicleRecord* records_;
  const VehicleType* types_;
  std::uint32_t filter_lanes_;  // of a link, in use
  std::vector<Boxed> boxed_;
};

template <class F>
void VehiclesOnRoad::for_each(std::vector<std::uint32_t>& memory, F&& f) const {
  constexpr std::size_t kAhead = 6;
  memory.resize(links_.size() + 2 * kAhead);
  std::uint32_t* const list = memory.data();
  const std::size_t n = list_links(list);
  if (n > 0) std::fill_n(list + n, 2 * kAhead, list[n - 1]);
  const traffic::Link* const links = links_.data();
  const traffic::Lane* const lanes = lanes_;
  const std::uint32_t filter = filter_lanes_;
  for (std::size_t k = 0; k < n; ++k) {
    traffic::prefetch(&links[list[k + 2 * kAhead]]);
    const traffic::Lane* const soon = &lanes[links[list[k + kAhead]].first_lane.value];
    traffic::prefetch(soon);
    traffic::prefetch(soon + 1);
    const traffic::Link& link = links[list[k]];
    visit_link(link, &lanes[link.first_lane.value], link.lanes + filter, f);
    if (link.in_bays > 0)
      for (const traffic::OnLane& v : bays_[list[k]]) f(at(link.id, 0, v));
  }
  for (const Boxed& b : boxed_) f(at(b.to, b.lane, b.vehicle));
}

}  // namespace mwendo
