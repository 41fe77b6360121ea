#include "sim/traffic/roundabouts.h"

#include <algorithm>

#include "sim/traffic/merge_order.h"

namespace mwendo::traffic {
namespace {

std::ptrdiff_t car_lanes(const Network& net, LinkId l) {
  const auto lanes = net.lanes_of(l);
  return std::count_if(lanes.begin(), lanes.end(),
                       [&](LaneId a) { return (net.lane.permissions[a] & kCar) != 0; });
}

// Whether a vehicle of a movement comes past an entry. Round the island it meets the streets in
// order, from the one at the kerb on; an exit lies before the entry of its street.
bool passes(const Network& net, MovementId m, LinkId entry) {
  const LinkId from = net.movement.from[m];
  if (from == entry) return false;
  if (net.movement.direction[m] == TurnDirection::u_turn) return true;
  return turn_from_kerb(net, from, beside_node(net, entry, true)) <
         turn_from_kerb(net, from, beside_node(net, net.movement.to[m], false));
}

std::uint64_t movements_past(const TrafficState& s, LinkId entry) {
  const Network& net = *s.net;
  std::uint64_t past = 0;
  for (const LinkId l : net.incoming(net.link.to[entry]))
    for (const MovementId m : net.movements_of(l))
      if (passes(net, m, entry)) past |= 1ULL << s.movement[s.movement_of[m]].in_node;
  return past;
}

}  // namespace

bool has_ring(const Network& net, NodeId n) {
  const auto in = net.incoming(n);
  return std::any_of(in.begin(), in.end(),
                     [&](LinkId l) { return (net.link.flags[l] & kRoundaboutRing) != 0; });
}

bool runs_round(const Network& net, NodeId n) {
  if (net.node.control[n] != JunctionControl::roundabout || has_ring(net, n)) return false;
  const auto in = net.incoming(n);
  return std::any_of(in.begin(), in.end(), [&](LinkId l) { return car_lanes(net, l) > 1; });
}

void set_circulation(TrafficState& s) {
  const Network& net = *s.net;
  for (const NodeId n : net.nodes()) {
    if (!runs_round(net, n)) continue;
    for (const LinkId l : net.incoming(n)) {
      const std::uint64_t past = movements_past(s, l);
      for (const MovementId m : net.movements_of(l)) s.conflicts[s.movement_of[m]] = past;
    }
  }
}

}  // namespace mwendo::traffic
