// New routes of vehicles on the road, and the vehicles that wait for a full link.
#include <algorithm>

#include "network/base/assert.h"
#include "sim/traffic/lanes_ahead.h"
#include "sim/traffic/route_list.h"
#include "sim/traffic/targets.h"
#include "sim/traffic/traffic.h"
#include "sim/traffic/turns.h"

namespace mwendo {

using traffic::Blocked;
using traffic::kNone;
using traffic::Lane;
using traffic::LaneIndex;
using traffic::Link;
using traffic::LinkIndex;
using traffic::MovementIndex;
using traffic::OnLane;
using traffic::TrafficState;
using traffic::VehicleRecord;

namespace {

LinkIndex link_of(const TrafficState& s, VehicleId v) {
  const VehicleRecord& r = s.record[v];
  return r.route_index == 0 ? s.origin[v] : s.movement[s.movement_from(r, r.route_index - 1)].to;
}

bool has_stop_here(const TrafficState& s, const VehicleRecord& r) {
  return r.stop_cursor < r.stop_end && s.stop_plan[r.stop_cursor].route_index <= r.route_index;
}

// The links left, from that of the first stop beyond the next link on; 0 without one.
std::size_t links_from_stop(const TrafficState& s, const VehicleRecord& r) {
  for (auto i = r.stop_cursor; i < r.stop_end; ++i)
    if (s.stop_plan[i].route_index > r.route_index + 1)
      return r.route_length - s.stop_plan[i].route_index;
  return 0;
}

bool is_open_to(const TrafficState& s, std::span<const LinkId> way, TypeIndex type) {
  return std::ranges::all_of(
      way, [&](LinkId l) { return (s.net->permissions_of(l) & s.types[type].permissions) != 0; });
}

// The number of links at the end of both.
std::size_t same_end(std::span<const LinkId> a, std::span<const LinkId> b) {
  const auto [end, other] = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  return static_cast<std::size_t>(end - a.rbegin());
}

// The lane of a vehicle and its place in the queue there; kNone if it stands off the lanes.
std::pair<LaneIndex, std::uint16_t> place_of(const TrafficState& s, VehicleId v) {
  const Link& link = s.link[link_of(s, v)];
  for (LaneIndex lane_index = link.first_lane; lane_index < link.end_lane(); ++lane_index)
    for (std::uint16_t i = 0; i < s.lane[lane_index].count; ++i)
      if (s.lane[lane_index].data[i].vehicle == v) return {lane_index, i};
  return {kNone, 0};
}

// Whether the lane's front vehicle was denied room so long ago, and there is still none.
bool is_held_up(const TrafficState& s, LaneIndex lane_index, float seconds) {
  const Lane& lane = s.lane[lane_index];
  const Blocked& b = s.blocked[lane_index];
  return lane.count > 0 && lane.data[0].vehicle == b.vehicle && s.now - b.since_s >= seconds &&
         lane.data[0].turn != traffic::kNoTurn &&
         !traffic::has_room(s, s.link[s.link_at[lane_index]], b.target, s.types[lane.data[0].type],
                            s.tail_of(b.target));
}

// The links with room into which a front vehicle may turn, other than its next one.
std::vector<LinkId> open_links(const TrafficState& s, const Link& link, LaneIndex lane_index) {
  const OnLane& v = s.lane[lane_index].data[0];
  const bool rides = lane_index == link.filter_lane();
  std::vector<LinkId> open;
  const auto consider = [&](MovementIndex m, LaneIndex target) {
    const LinkId to = s.link[s.movement[m].to].id;
    const bool other = m != turn_of(link, v) && (open.empty() || open.back() != to);
    if (other && s.net->movement.direction[s.movement_id[m]] != TurnDirection::u_turn &&
        traffic::permits(s, target, v) &&
        traffic::has_room(s, link, target, s.types[v.type], s.tail_of(target)))
      open.push_back(to);
  };
  if (rides) {
    for (std::uint32_t k = 0; k < s.net->movements_of(link.id).size(); ++k) {
      const MovementIndex m = link.first_movement + k;
      consider(m, s.link[s.movement[m].to].filter_lane());
    }
  } else {
    for (auto i = s.first_connection[lane_index]; i < s.first_connection[lane_index + 1]; ++i)
      if (traffic::is_open_to(s, i, s.types[v.type]))
        consider(s.connections[i].movement, s.connections[i].to);
  }
  return open;
}

}  // namespace

std::vector<HeldUp> Traffic::held_up(float seconds) const {
  const TrafficState& s = *s_;
  std::vector<HeldUp> out;
  for (const LaneIndex i : full_ahead_) {
    if (!is_held_up(s, i, seconds)) continue;
    std::vector<LinkId> open = open_links(s, s.link[s.link_at[i]], i);
    const VehicleId v = s.blocked[i].vehicle;
    const VehicleRecord& r = s.record[v];
    if (!open.empty())
      out.push_back({v, s.now - s.blocked[i].since_s, std::move(open),
                     s.types[r.type].vehicle_class, links_from_stop(s, r)});
  }
  return out;
}

std::vector<LinkId> Traffic::way_left(VehicleId v) const {
  const TrafficState& s = *s_;
  MW_ASSERT(v.value < s.record.size(), "the vehicle was not added");
  const VehicleRecord& r = s.record[v];
  std::vector<LinkId> way{s.link[link_of(s, v)].id};
  for (std::uint32_t k = r.route_index; k + 1 < r.route_length; ++k)
    way.push_back(s.link[s.movement[s.movement_from(r, k)].to].id);
  return way;
}

bool Traffic::change_way(VehicleId v, std::span<const LinkId> way) {
  TrafficState& s = *s_;
  MW_ASSERT(traffic::is_route(*s.net, way),
            "the links of the route are not connected by movements");
  VehicleRecord& r = s.record[v];
  MW_ASSERT(s.link_of[way.front()] == link_of(s, v), "the new way starts on another link");
  const auto [lane_index, place] = place_of(s, v);
  if (lane_index == kNone || has_stop_here(s, r) || !is_open_to(s, way, r.type)) return false;
  const std::uint32_t before = r.route_length;
  const auto same = static_cast<std::uint32_t>(same_end(way_left(v), way));
  traffic::replace_rest(s, r, way);
  while (r.stop_cursor < r.stop_end && s.stop_plan[r.stop_cursor].route_index < before - same)
    ++r.stop_cursor;
  for (auto i = r.stop_cursor; i < r.stop_end; ++i)
    s.stop_plan[i].route_index += r.route_length - before;
  OnLane& on = s.lane[lane_index].data[place];
  const LinkIndex link = s.link_at[lane_index];
  const MovementIndex m = s.movement_from(r, r.route_index);
  on.turn =
      m == kNone ? traffic::kNoTurn : static_cast<std::uint8_t>(m - s.link[link].first_movement);
  on.turn_lanes = static_cast<std::uint8_t>(traffic::lanes_wanted(s, r, r.route_index, link));
  on.held = 0;
  traffic::set_flag(on, traffic::kLeavesHere, m == kNone);
  if (place == 0) {
    s.blocked[lane_index].vehicle = kNone;
    traffic::wake_line(s, lane_index);
  }
  s.link[link].restless = true;
  return true;
}

}  // namespace mwendo
