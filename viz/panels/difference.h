// The difference of two worlds in figures that are legible from the back of a room.
#pragma once

#include "viz/paint/ui.h"
#include "viz/stage/history.h"

namespace mwendo::viz {

inline constexpr float kDifferenceHeight = 84;

// Tiles in a row, centred at the foot of the maps.
void draw_difference(Ui& ui, Vec lower_centre, float most_wide, const History& base,
                     const History& alternative);

}  // namespace mwendo::viz
