#include "network/assembly/ranks.h"

#include <algorithm>
#include <vector>

namespace mwendo::build {
namespace {

int class_importance(RoadClass c) {
  return 64 * (static_cast<int>(kRoadClassCount) - static_cast<int>(c));
}

bool is_ramp(const Network& net, LinkId l) { return (net.link.flags[l] & kRampLink) != 0; }

// Higher is more important: class first, then lanes of the wider direction. A ramp has the class of
// the road that it serves, but yields to the streets at its end: tertiary ones and above.
int importance(const Network& net, LinkId l) {
  if (is_ramp(net, l)) return class_importance(RoadClass::tertiary) - 1;
  const LinkId reverse = net.link.reverse[l];
  std::size_t lanes = net.lanes_of(l).size();
  if (reverse.valid()) lanes = std::max(lanes, net.lanes_of(reverse).size());
  return class_importance(net.link.road_class[l]) +
         static_cast<int>(std::min<std::size_t>(lanes, 63));
}

// The importance of an approach is that of the street it belongs to on either side of the node.
Column<LinkId, int> approach_importance(const Network& net) {
  Column<LinkId, int> own(net.links().size());
  for (const LinkId l : net.links()) own[l] = 2 * importance(net, l);
  Column<LinkId, int> through = own;
  for (const MovementId m : net.movements()) {
    const LinkId from = net.movement.from[m];
    const LinkId to = net.movement.to[m];
    const bool same_class = net.link.road_class[from] == net.link.road_class[to] &&
                            is_ramp(net, from) == is_ramp(net, to);
    if (net.movement.direction[m] == TurnDirection::straight && same_class)
      through[from] = std::max({through[from], own[from] + 1, own[to] + 1});
  }
  return through;
}

// 0 for straight and kerb-side turns, 1 for turns across the opposing flow, 2 for U-turns.
int own_rank(const Network& net, MovementId m) {
  const TurnDirection across =
      net.driving_side == DrivingSide::left ? TurnDirection::right : TurnDirection::left;
  const TurnDirection d = net.movement.direction[m];
  if (d == TurnDirection::u_turn) return 2;
  return d == across ? 1 : 0;
}

bool on_ring(const Network& net, LinkId l) { return (net.link.flags[l] & kRoundaboutRing) != 0; }

bool gives_way(const Network& net, LinkId l) { return (net.link.flags[l] & kGivesWay) != 0; }

// Of streets of equal class, those that end at a node yield to the one that goes straight on.
bool goes_straight_on(const Network& net, LinkId l) {
  const auto moves = net.movements_of(l);
  return std::any_of(moves.begin(), moves.end(), [&](MovementId m) {
    const LinkId to = net.movement.to[m];
    return net.movement.direction[m] == TurnDirection::straight &&
           net.link.road_class[l] == net.link.road_class[to];
  });
}

}  // namespace

void set_ranks(Network& net) {
  const Column<LinkId, int> approach = approach_importance(net);
  std::vector<int> best(net.nodes().size(), 0);
  for (const LinkId l : net.links())
    if (!net.movements_of(l).empty() && !gives_way(net, l))
      best[net.link.to[l].value] = std::max(best[net.link.to[l].value], approach[l]);
  for (const MovementId m : net.movements()) {
    const LinkId from = net.movement.from[m];
    const NodeId n = net.link.to[from];
    int rank = own_rank(net, m);
    if (net.node.control[n] == JunctionControl::roundabout) rank = on_ring(net, from) ? 0 : 1;
    if (net.node.control[n] == JunctionControl::priority &&
        (gives_way(net, from) || approach[from] < best[n.value]))
      rank += 2;
    if (net.node.control[n] == JunctionControl::all_way_stop) rank = 0;
    net.movement.rank[m] = static_cast<std::uint8_t>(rank);
  }
}

bool signs_tell(const Network& net, NodeId n) {
  const auto in = net.incoming(n);
  return std::any_of(in.begin(), in.end(), [&](LinkId l) { return gives_way(net, l); });
}

bool a_street_ends(const Network& net, NodeId n) {
  std::size_t ends = 0;
  std::size_t through = 0;
  for (const LinkId l : net.incoming(n))
    if (!net.movements_of(l).empty()) ++(goes_straight_on(net, l) ? through : ends);
  return ends == 1 && through >= 1;
}

bool streets_differ_in_class(const Network& net, NodeId n) {
  const auto incoming = net.incoming(n);
  if (incoming.size() < 2) return false;
  const RoadClass first = net.link.road_class[incoming.front()];
  return std::any_of(incoming.begin(), incoming.end(),
                     [&](LinkId l) { return net.link.road_class[l] != first; });
}

}  // namespace mwendo::build
