// The overlay with every key.
#pragma once

#include "viz/ui.h"

namespace mwendo::viz {

// True if it is to be closed.
bool draw_help(Ui& ui, Rect screen);

}  // namespace mwendo::viz
