// The pose of a vehicle between the two moments of a snapshot, for smooth motion.
//
//   const Pose p = pose_between(lanes, sample, 0.4F);   // 40 % of the way from before to now
//
// Rules: along a link positions and lanes are interpolated; across a junction the vehicle follows a
// cubic through both positions with their directions, so that it turns and does not jump.
#pragma once

#include "viz/map/lane_geometry.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

[[nodiscard]] Pose pose_between(const LaneGeometry& lanes, const VehicleSample& v, float share);

}  // namespace mwendo::viz
