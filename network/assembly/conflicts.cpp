#include "network/assembly/conflicts.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "network/assembly/link_ends.h"

namespace mwendo::build {
namespace {

struct LinkEnd {
  double angle = 0;
  LinkId::Raw street = 0;  // both ends of a two-way street share one, so that they stay together
  int side = 0;            // which of the two comes first, counter-clockwise
  LinkId link;
  bool incoming = false;
};

// The order of the link ends around a node; value: place, by position in the returned list.
class EndOrder {
 public:
  EndOrder(const Network& net, NodeId n) {
    for (const LinkId l : net.incoming(n)) ends_.push_back(make(net, l, true));
    for (const LinkId l : net.outgoing(n)) ends_.push_back(make(net, l, false));
    pair_carriageways(net);
    std::sort(ends_.begin(), ends_.end(), [](const LinkEnd& a, const LinkEnd& b) {
      return std::tie(a.angle, a.street, a.side, a.link) <
             std::tie(b.angle, b.street, b.side, b.link);
    });
  }

  [[nodiscard]] std::size_t place(LinkId l, bool incoming) const {
    const auto at = std::find_if(ends_.begin(), ends_.end(), [&](const LinkEnd& e) {
      return e.link == l && e.incoming == incoming;
    });
    return static_cast<std::size_t>(at - ends_.begin());
  }

 private:
  static LinkEnd make(const Network& net, LinkId l, bool incoming) {
    const LinkId reverse = net.link.reverse[l];
    const bool loop = net.link.from[l] == net.link.to[l];
    const LinkId street = reverse.valid() && !loop ? std::min(l, reverse) : l;
    const bool street_incoming = (street == l) == incoming;
    const Direction d = street_incoming ? arriving(net, street) : leaving(net, street);
    const double angle = angle_measure(street_incoming ? Direction{-d.x, -d.y} : d);
    // Seen outwards from the node, arriving vehicles that keep left are on the right-hand side.
    const bool first = incoming == (net.driving_side == DrivingSide::left);
    return {angle, street.value, first ? 0 : 1, l, incoming};
  }

  // Carriageways that part further on leave the node along one line, as a two-way street does.
  void pair_carriageways(const Network& net) {
    constexpr double kOneLine = 0.02;  // about a degree
    for (const LinkEnd& in : ends_) {
      if (!in.incoming || net.link.reverse[in.link].valid()) continue;
      for (LinkEnd& out : ends_) {
        const bool alone = !out.incoming && !net.link.reverse[out.link].valid() &&
                           out.street == out.link.value && out.link != in.link;
        if (!alone || std::abs(out.angle - in.angle) > kOneLine) continue;
        out.angle = in.angle;
        out.street = in.street;
        break;
      }
    }
  }

  std::vector<LinkEnd> ends_;
};

struct Path {
  MovementId movement;
  std::size_t low = 0;
  std::size_t high = 0;
};

bool interleave(const Path& a, const Path& b) {
  const bool first_inside = b.low > a.low && b.low < a.high;
  const bool second_inside = b.high > a.low && b.high < a.high;
  const bool apart = a.low != b.low && a.low != b.high && a.high != b.low && a.high != b.high;
  return apart && first_inside != second_inside;
}

std::vector<LaneId> target_lanes(const Network& net, MovementId m) {
  std::vector<LaneId> lanes;
  for (const LaneId a : net.lanes_of(net.movement.from[m]))
    for (const Connection& c : net.connections_of(a))
      if (c.movement == m) lanes.push_back(c.to);
  return lanes;
}

bool merge(const Network& net, MovementId a, MovementId b) {
  if (net.movement.to[a] != net.movement.to[b]) return false;
  const std::vector<LaneId> mine = target_lanes(net, a);
  const std::vector<LaneId> theirs = target_lanes(net, b);
  return std::any_of(mine.begin(), mine.end(), [&](LaneId lane) {
    return std::find(theirs.begin(), theirs.end(), lane) != theirs.end();
  });
}

}  // namespace

std::vector<std::vector<MovementId>> movements_by_node(const Network& net) {
  std::vector<std::vector<MovementId>> by_node(net.nodes().size());
  for (const MovementId m : net.movements())
    by_node[net.link.to[net.movement.from[m]].value].push_back(m);
  return by_node;
}

void find_conflicts(Network& net) {
  const auto by_node = movements_by_node(net);
  std::vector<std::vector<MovementId>> conflicts(net.movements().size());
  for (const NodeId n : net.nodes()) {
    const EndOrder order(net, n);
    std::vector<Path> paths;
    for (const MovementId m : by_node[n.value]) {
      const std::size_t start = order.place(net.movement.from[m], true);
      const std::size_t end = order.place(net.movement.to[m], false);
      paths.push_back({m, std::min(start, end), std::max(start, end)});
    }
    for (const Path& a : paths)
      for (const Path& b : paths) {
        if (net.movement.from[a.movement] == net.movement.from[b.movement]) continue;
        if (interleave(a, b) || merge(net, a.movement, b.movement))
          conflicts[a.movement.value].push_back(b.movement);
      }
  }
  net.movement.conflicts = {};
  for (const auto& list : conflicts) net.movement.conflicts.append(list);
}

}  // namespace mwendo::build
