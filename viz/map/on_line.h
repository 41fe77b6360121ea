// The nearest place on a line, and how far along it is.
#pragma once

#include <span>

#include "viz/map/vec.h"

namespace mwendo::viz {

struct OnLine {
  Vec place;
  float along = 0;  // from the start of the line
  float distance = 1e9F;
};

[[nodiscard]] inline OnLine nearest_on_line(std::span<const Vec> line, Vec p) {
  OnLine best;
  float at = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Nearest n = nearest_on_piece(p, line[i], line[i + 1]);
    const float piece = length(line[i + 1] - line[i]);
    if (n.distance < best.distance)
      best = {mix(line[i], line[i + 1], n.share), at + n.share * piece, n.distance};
    at += piece;
  }
  return best;
}

}  // namespace mwendo::viz
