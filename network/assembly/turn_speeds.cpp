#include "network/assembly/turn_speeds.h"

#include <algorithm>
#include <cmath>

#include "network/assembly/link_ends.h"

namespace mwendo::build {
namespace {

constexpr double kLateral = 5.5;       // m/s2
constexpr double kFreeAngle = 0.2618;  // 15 degrees
constexpr double kCorner = 4;          // m, radius of kerbs
constexpr double kAngleReach = 12;     // m, over which angles are measured
constexpr double kFurthest = 20;       // m from the node to a stop line
constexpr double kParallel = 0.26;     // sine below which two legs have no corner
constexpr float kLeast = 4;            // m/s
constexpr float kUTurn = 4;

double dot(Direction a, Direction b) { return a.x * b.x + a.y * b.y; }
double cross(Direction a, Direction b) { return a.x * b.y - a.y * b.x; }

// Arc cosine by Abramowitz and Stegun 4.4.45, within 0.0001 rad; libm differs by machine.
double angle_of(double cosine) {
  const double c = std::min(std::abs(cosine), 1.0);
  const double angle =
      std::sqrt(1 - c) * (1.5707288 + c * (-0.2121144 + c * (0.0742610 - c * 0.0187293)));
  return cosine >= 0 ? angle : 3.14159265358979 - angle;
}

double width_from(const Network& net, IdRange<LaneId> lanes, LaneId::Raw first) {
  double width = 0;
  for (LaneId::Raw a = first; a < lanes.last; ++a)
    width += static_cast<double>(net.lane.width_m[LaneId{a}]);
  return width;
}

// 1 where the kerb is at the driver's left.
double kerb_side(const Network& net) { return net.driving_side == DrivingSide::left ? 1 : -1; }

// Metres to the left of a link's axis, which two directions of a street share.
double offset_of(const Network& net, LaneId a) {
  const LinkId l = net.lane.link[a];
  const auto lanes = net.lanes_of(l);
  double inner = width_from(net, lanes, a.value) - static_cast<double>(net.lane.width_m[a]) / 2;
  if (!net.link.reverse[l].valid()) inner -= width_from(net, lanes, lanes.first) / 2;
  return kerb_side(net) * inner;
}

// A street as seen from the node: its direction and the metres to either edge.
struct Leg {
  Direction away;
  double left = 0;
  double right = 0;
};

Leg leg_of(const Network& net, LinkId l, bool incoming) {
  const auto lanes = net.lanes_of(l);
  const double width = width_from(net, lanes, lanes.first);
  const double median = net.link.reverse[l].valid() ? 0 : width / 2;
  const double kerb = width - median;
  if (!incoming) {
    const bool kerb_left = net.driving_side == DrivingSide::left;
    return {leaving(net, l), kerb_left ? kerb : median, kerb_left ? median : kerb};
  }
  const Direction in = arriving(net, l);
  const bool kerb_left = net.driving_side == DrivingSide::right;
  return {{-in.x, -in.y}, kerb_left ? kerb : median, kerb_left ? median : kerb};
}

Leg whole_street(const Network& net, LinkId l, bool incoming) {
  Leg leg = leg_of(net, l, incoming);
  const LinkId reverse = net.link.reverse[l];
  if (!reverse.valid()) return leg;
  const Leg other = leg_of(net, reverse, !incoming);
  leg.left = std::max(leg.left, other.left);
  leg.right = std::max(leg.right, other.right);
  return leg;
}

// Metres along `own` from the node to where its kerb begins to bend into the other leg.
double corner(const Leg& own, const Leg& other) {
  const double sine = cross(own.away, other.away);
  const double cosine = dot(own.away, other.away);
  if (std::abs(sine) < kParallel) return 0;
  const double near = sine > 0 ? own.left : own.right;
  const double far = sine > 0 ? other.right : other.left;
  return (far + near * cosine + kCorner * (1 + cosine)) / std::abs(sine);
}

// Metres from the node to the stop line of an incoming link or the exit line of an outgoing one.
double line_of(const Network& net, LinkId l, bool incoming) {
  const NodeId n = incoming ? net.link.to[l] : net.link.from[l];
  const Leg own = whole_street(net, l, incoming);
  double furthest = 0;
  const auto pass = [&](std::span<const LinkId> links, bool arrive) {
    for (const LinkId other : links)
      if (other != l && other != net.link.reverse[l])
        furthest = std::max(furthest, corner(own, leg_of(net, other, arrive)));
  };
  pass(net.incoming(n), true);
  pass(net.outgoing(n), false);
  return std::min(furthest, kFurthest);
}

struct Bend {
  double sine = 0;  // positive: to the left
  double cosine = 1;
  double angle = 0;
  double stop_line = 0;
  double exit_line = 0;
};

// Length of the path from lane to lane.
double path_length(const Bend& b, double from_offset, double to_offset) {
  const double least = std::max(1.0, kAngleReach * b.cosine);
  const double before = b.stop_line + (b.cosine * from_offset - to_offset) / b.sine;
  const double behind = b.exit_line - (from_offset - b.cosine * to_offset) / b.sine;
  const double t1 = std::max(before, least);
  const double t2 = std::max(behind, least);
  const double radius = std::min(t1, t2) * (1 + b.cosine) / std::abs(b.sine);
  return radius * b.angle + std::abs(t1 - t2);
}

float speed_on(const Network& net, const Bend& b, LaneId from, LaneId to) {
  const double length = path_length(b, offset_of(net, from), offset_of(net, to));
  const double radius =
      length / (b.angle - kFreeAngle) + static_cast<double>(net.lane.width_m[from]) / 4;
  return static_cast<float>(std::sqrt(kLateral * radius));
}

Bend bend_of(const Network& net, LinkId from, LinkId to) {
  const Direction in = arriving(net, from);
  const Direction out = leaving(net, to);
  Bend b{.sine = cross(in, out), .cosine = dot(in, out)};
  b.angle = angle_of(b.cosine);
  if (b.angle <= kFreeAngle) return b;
  b.stop_line = line_of(net, from, true);
  b.exit_line = line_of(net, to, false);
  return b;
}

float mean_over_lanes(const Network& net, MovementId m, const Bend& b, float fastest) {
  float sum = 0;
  int paths = 0;
  for (const LaneId a : net.lanes_of(net.movement.from[m]))
    for (const Connection& c : net.connections_of(a)) {
      if (c.movement != m) continue;
      sum += std::clamp(speed_on(net, b, a, c.to), std::min(kLeast, fastest), fastest);
      ++paths;
    }
  return paths > 0 ? sum / static_cast<float>(paths) : fastest;
}

}  // namespace

float turn_speed(const Network& net, MovementId m) {
  const LinkId from = net.movement.from[m];
  const LinkId to = net.movement.to[m];
  const float fastest = std::min(net.link.free_speed_mps[from], net.link.free_speed_mps[to]);
  if (net.movement.direction[m] == TurnDirection::u_turn) return std::min(kUTurn, fastest);
  const Bend b = bend_of(net, from, to);
  if (b.angle <= kFreeAngle) return fastest;
  if (std::abs(b.sine) < 0.01) return std::min(kLeast, fastest);  // back
  return mean_over_lanes(net, m, b, fastest);
}

void set_turn_speeds(Network& net) {
  net.movement.speed_mps.clear();
  for (const MovementId m : net.movements()) net.movement.speed_mps.push_back(turn_speed(net, m));
}

}  // namespace mwendo::build
