// The direction of a link at a place, for matching.
#pragma once

#include <algorithm>

#include "network/conflate/geometry.h"
#include "network/network.h"

namespace mwendo::conflate {

// Unit vector at `at_m` metres from the start of the link, over 16 m, so that a short crooked piece
// of geometry does not decide.
[[nodiscard]] inline Point direction_at(const Network& net, LinkId l, double at_m) {
  const auto length = static_cast<double>(net.link.length_m[l]);
  return unit(point_at(net, l, std::min(at_m + 8, length)).position -
              point_at(net, l, std::max(at_m - 8, 0.0)).position);
}

}  // namespace mwendo::conflate
