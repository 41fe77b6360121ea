#include "viz/paint/vehicle_pose.h"

namespace mwendo::viz {
namespace {

constexpr float kFarthestTurn = 90;  // metres in one step; farther is a jump

Pose along_link(const LaneGeometry& lanes, const VehicleSample& v, float share) {
  const float position = mix(v.previous_m, v.position_m, share);
  const float now = lanes.lateral(v.link, v.lane);
  if (v.lane == v.previous_lane) return lanes.vehicle_pose(v.link, now, position);
  const float before = lanes.lateral(v.link, v.previous_lane);
  Pose p = lanes.vehicle_pose(v.link, mix(before, now, smooth_step(share)), position);
  const float ahead = std::max(v.position_m - v.previous_m, 2.0F);
  const float slope = 6 * share * (1 - share) * (now - before) / ahead;
  p.heading = unit(p.heading + left_of(p.heading) * std::clamp(slope, -0.5F, 0.5F));
  return p;
}

Pose across_junction(const Pose& a, const Pose& b, float t) {
  const float d = length(b.position - a.position);
  const Vec m0 = a.heading * d;
  const Vec m1 = b.heading * d;
  const float t2 = t * t;
  const float t3 = t2 * t;
  const Vec at = a.position * (2 * t3 - 3 * t2 + 1) + m0 * (t3 - 2 * t2 + t) +
                 b.position * (-2 * t3 + 3 * t2) + m1 * (t3 - t2);
  const Vec slope = a.position * (6 * t2 - 6 * t) + m0 * (3 * t2 - 4 * t + 1) +
                    b.position * (-6 * t2 + 6 * t) + m1 * (3 * t2 - 2 * t);
  return {at, d > 0.2F ? unit(slope) : b.heading};
}

}  // namespace

Pose pose_between(const LaneGeometry& lanes, const VehicleSample& v, float share) {
  if (v.previous_link == v.link) return along_link(lanes, v, share);
  const float lateral = lanes.lateral(v.link, v.lane);
  if (!v.previous_link.valid()) {
    const float position = std::max(v.position_m - v.speed_mps * (1 - share), 0.0F);
    return lanes.vehicle_pose(v.link, lateral, position);
  }
  const Pose b = lanes.vehicle_pose(v.link, lateral, v.position_m);
  const Pose a = lanes.vehicle_pose(v.previous_link,
                                    lanes.lateral(v.previous_link, v.previous_lane), v.previous_m);
  if (length(b.position - a.position) > kFarthestTurn) return share < 0.5F ? a : b;
  return across_junction(a, b, share);
}

}  // namespace mwendo::viz
