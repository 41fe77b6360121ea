// The overlay with every key.
#pragma once

#include <string>
#include <vector>

#include "viz/paint/ui.h"

namespace mwendo::viz {

// True if it is to be closed.
bool draw_help(Ui& ui, Rect screen, const std::vector<std::string>& sources);

}  // namespace mwendo::viz
