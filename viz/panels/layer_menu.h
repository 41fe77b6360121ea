// The choice of the layer: a button with the present layer, and a list under it.
#pragma once

#include <optional>

#include "viz/paint/layers.h"
#include "viz/paint/ui.h"
#include "viz/runs/viewed_run.h"

namespace mwendo::viz {

// Whether a run has the data of a layer.
[[nodiscard]] bool offered(Layer layer, const ViewedRun& run, bool two_worlds);

// A strip of the colours of a map, little on the left.
void draw_ramp(Ui& ui, Rect r, ColourMap map);

// open: whether the list is shown, changed by clicks. The layer that was clicked.
std::optional<Layer> draw_layer_menu(Ui& ui, Vec upper_right, Layer present, const ViewedRun& run,
                                     bool two_worlds, bool& open);

}  // namespace mwendo::viz
