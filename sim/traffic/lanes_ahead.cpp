#include "sim/traffic/lanes_ahead.h"

#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr std::uint32_t kMostLanes = 8;  // lanes that OnLane::turn_lanes holds

// Of the lanes of a movement those that lead to one of the wanted lanes behind it.
std::uint32_t lanes_leading_to(const TrafficState& s, LinkIndex from, MovementIndex movement,
                               std::uint32_t wanted, const VehicleType& t) {
  const LaneIndex first = s.link[from].first_lane;
  const LaneIndex first_behind = s.link[s.movement[movement].to].first_lane;
  std::uint32_t lanes = 0;
  for (std::uint32_t k = 0; k < s.link[from].lanes; ++k)
    for (ConnectionIndex i = s.first_connection[first + k]; i < s.first_connection[first + k + 1];
         ++i)
      if (s.connections[i].movement == movement && is_open_to(s, i, t) &&
          (wanted >> (s.connections[i].to - first_behind) & 1U) != 0)
        lanes |= 1U << k;
  return lanes;
}

// Whether a vehicle has a stop on the k-th link of its route.
bool stops_on(const TrafficState& s, const VehicleRecord& r, std::uint32_t k) {
  for (auto i = r.stop_cursor; i < r.stop_end && s.stop_plan[i].route_index <= k; ++i)
    if (s.stop_plan[i].route_index == k) return true;
  return false;
}

}  // namespace

std::uint32_t lanes_wanted(const TrafficState& s, const VehicleRecord& r, std::uint32_t k,
                           LinkIndex link, float anticipated_m) {
  const MovementIndex movement = s.movement_from(r, k);
  const VehicleType& t = s.types[r.type];
  const std::uint32_t lanes = lanes_for(s, movement, t);
  if (movement == kNone) return lanes;
  const bool one = (lanes & (lanes - 1)) == 0;
  const bool keeps_busway = (t.permissions & kBrt) != 0;  // up to the link where it turns
  const LinkIndex to = s.movement[movement].to;
  const Link& behind_it = s.link[to];
  const bool no_choice = behind_it.lanes < 2 || behind_it.lanes > kMostLanes;
  if (one || keeps_busway || no_choice || behind_it.length > anticipated_m) return lanes;
  const std::uint32_t behind =
      stops_on(s, r, k + 1) ? 1  // at the kerb
                            : lanes_wanted(s, r, k + 1, to, anticipated_m - behind_it.length);
  const std::uint32_t all = (1U << behind_it.lanes) - 1;
  if ((behind & all) == all) return lanes;
  const std::uint32_t leading = lanes_leading_to(s, link, movement, behind, t);
  return leading != 0 ? leading : lanes;
}

}  // namespace mwendo::traffic
