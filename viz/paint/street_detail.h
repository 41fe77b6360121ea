// Detail of streets from near: lane lines, stop lines, crossings of signals.
//
//   draw_street_detail(painter, camera, net, lanes, theme);   // into the map behind the vehicles
#pragma once

#include "viz/map/lane_geometry.h"
#include "viz/paint/painter.h"

namespace mwendo::viz {

inline constexpr float kDetailAbove = 2.2F;  // pixels per metre

void draw_street_detail(Painter& painter, const Camera& camera, const Network& net,
                        const LaneGeometry& lanes, const Theme& theme);

}  // namespace mwendo::viz
