#include "sim/traffic/merge_order.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace mwendo::traffic {
namespace {

using Turns = std::vector<std::pair<double, MovementIndex>>;  // from the kerb

constexpr double kReach = 12;  // m, over which directions are measured

// Rises with the angle of a turn from the left (-2) to the right (2).
double turn_to_right(Point from, Point at, Point to) {
  const Point in{at.x - from.x, at.y - from.y};
  const Point out{to.x - at.x, to.y - at.y};
  const double along = in.x * out.x + in.y * out.y;
  const double across = in.y * out.x - in.x * out.y;
  const double size = std::abs(along) + std::abs(across);
  if (size <= 0) return 0;
  if (along >= 0) return across / size;
  return across >= 0 ? 2 - across / size : -2 - across / size;
}

// The side of the stream that a movement joins and yields to; none if it joins on both sides.
Nearest nearest_lanes(const TrafficState& s, MovementIndex m, const Turns& into_link) {
  const Movement& own = s.movement[m];
  bool beside_kerb = false;
  bool beside_median = false;
  for (const auto& [turn, other_index] : into_link) {
    const Movement& other = s.movement[other_index];
    const bool joins = (s.conflicts[m] >> other.in_node & 1U) != 0 && other.rank < own.rank;
    (own.from_kerb < other.from_kerb ? beside_kerb : beside_median) |= joins;
  }
  if (beside_kerb == beside_median) return Nearest::none;
  return beside_kerb ? Nearest::kerb : Nearest::median;
}

}  // namespace

Point beside_node(const Network& net, LinkId l, bool incoming) {
  const double length = static_cast<double>(net.link.length_m[l]);
  return point_at(net, l, incoming ? length - kReach : kReach).position;
}

double turn_from_kerb(const Network& net, LinkId from, Point to) {
  const double turn =
      turn_to_right(beside_node(net, from, true), net.node.position[net.link.to[from]], to);
  return net.driving_side == DrivingSide::left ? turn : -turn;
}

void number_merges(TrafficState& s) {
  const Network& net = *s.net;
  std::vector<Turns> into(net.links().size());
  for (const MovementId m : net.movements())
    into[net.movement.to[m].value].emplace_back(
        turn_from_kerb(net, net.movement.from[m], beside_node(net, net.movement.to[m], false)),
        s.movement_of[m]);
  for (Turns& movements : into) {
    std::sort(movements.begin(), movements.end());
    for (std::size_t k = 0; k < movements.size(); ++k)
      s.movement[movements[k].second].from_kerb =
          static_cast<std::uint8_t>(std::min<std::size_t>(k, 255));
    for (const auto& [turn, m] : movements) s.movement[m].nearest = nearest_lanes(s, m, movements);
  }
}

}  // namespace mwendo::traffic
