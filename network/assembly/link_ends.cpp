#include "network/assembly/link_ends.h"

#include <cmath>
#include <cstddef>

namespace mwendo::build {
namespace {

constexpr double kReach = 12.0;

// The direction from the first point of a walk to where the walk has covered kReach.
template <class PointAt>
Direction reach_direction(std::size_t count, PointAt point) {
  const Point start = point(0);
  double left = kReach;
  Point reached = start;
  for (std::size_t i = 1; i < count; ++i) {
    const Point next = point(i);
    const double piece = distance(reached, next);
    const double t = piece > left ? left / piece : 1.0;
    reached = {reached.x + t * (next.x - reached.x), reached.y + t * (next.y - reached.y)};
    left -= piece;
    if (left <= 0) break;
  }
  const double length = distance(start, reached);
  if (length <= 0) return {1, 0};
  return {(reached.x - start.x) / length, (reached.y - start.y) / length};
}

}  // namespace

Direction leaving(std::span<const Point> line) {
  return reach_direction(line.size(), [&](std::size_t i) { return line[i]; });
}

Direction arriving(std::span<const Point> line) {
  const Direction back =
      reach_direction(line.size(), [&](std::size_t i) { return line[line.size() - 1 - i]; });
  return {-back.x, -back.y};
}

Direction leaving(const Network& net, LinkId l) { return leaving(net.geometry_of(l)); }

Direction arriving(const Network& net, LinkId l) { return arriving(net.geometry_of(l)); }

double turn_measure(Direction in, Direction out) {
  const double along = in.x * out.x + in.y * out.y;
  const double across = in.x * out.y - in.y * out.x;
  const double size = std::abs(along) + std::abs(across);
  if (size <= 0) return 0;
  if (along >= 0) return across / size;
  const double beyond = 2 - std::abs(across) / size;
  return across >= 0 ? beyond : -beyond;
}

double angle_measure(Direction d) {
  const double t = turn_measure({1, 0}, d);
  return t < 0 ? t + 4 : t;
}

}  // namespace mwendo::build
