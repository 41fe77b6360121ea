#include "network/network.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mwendo {

ActuatedGreen actuated_green(const SignalPhase& phase, float planned_s) {
  constexpr float kLeast = 0.5F;
  constexpr float kMost = 1.6F;
  return {phase.least_green_s > 0 ? phase.least_green_s : planned_s * kLeast,
          phase.most_green_s > 0 ? phase.most_green_s : planned_s * kMost};
}

float SignalPlan::cycle_s() const {
  float sum = 0;
  for (const SignalPhase& phase : phases) sum += phase.green_s + phase.clearance_s;
  return sum;
}

double Network::length_of(std::span<const LinkId> path) const {
  double metres = 0;
  for (const LinkId l : path) metres += static_cast<double>(link.length_m[l]);
  return metres;
}

Permissions Network::permissions_of(LinkId l) const {
  Permissions all = 0;
  for (const LaneId a : lanes_of(l)) all = static_cast<Permissions>(all | lane.permissions[a]);
  return all;
}

double distance(Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

PointOnLink point_at(const Network& net, LinkId l, double distance_m) {
  const auto points = net.geometry_of(l);
  double left = std::max(distance_m, 0.0);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point a = points[i];
    const Point b = points[i + 1];
    const double piece = distance(a, b);
    const bool last = i + 2 == points.size();
    if (left <= piece || last) {
      const double t = piece > 0 ? std::min(left / piece, 1.0) : 0.0;
      return {{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, std::atan2(b.y - a.y, b.x - a.x)};
    }
    left -= piece;
  }
  return {points.front(), 0};
}

const char* name_of(RoadClass c) {
  static constexpr std::array<const char*, kRoadClassCount> kNames = {
      "motorway", "trunk",   "primary", "secondary", "tertiary", "residential",
      "service",  "unpaved", "busway",  "rail",      "cycleway", "footway"};
  return kNames[static_cast<std::size_t>(c)];
}

const char* name_of(JunctionControl c) {
  static constexpr std::array<const char*, 6> kNames = {"uncontrolled", "priority", "signal",
                                                        "roundabout",   "police",   "all-way stop"};
  return kNames[static_cast<std::size_t>(c)];
}

}  // namespace mwendo
