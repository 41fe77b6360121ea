// Directions of links where they meet their nodes, with plain arithmetic only.
//
//   const Direction in = arriving(net, a);     // unit vector of travel at the end of a
//   const Direction out = leaving(net, b);
//   const double t = turn_measure(in, out);    // -2 .. 2: 0 straight, 1 square left, 2 back
//
// Limits: measured over the 12 m next to the node.
#pragma once

#include <span>

#include "network/network.h"

namespace mwendo::build {

struct Direction {
  double x = 0;
  double y = 0;
};

// At the start and at the end of a line of at least two points.
[[nodiscard]] Direction leaving(std::span<const Point> line);
[[nodiscard]] Direction arriving(std::span<const Point> line);
[[nodiscard]] Direction leaving(const Network& net, LinkId l);
[[nodiscard]] Direction arriving(const Network& net, LinkId l);

// Monotone in the signed turning angle (left positive), 1 for a right angle, 2 for a full turn.
[[nodiscard]] double turn_measure(Direction in, Direction out);

// Monotone in the angle of a direction, counter-clockwise from east, in [0, 4).
[[nodiscard]] double angle_measure(Direction d);

}  // namespace mwendo::build
