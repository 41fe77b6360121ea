// Ways to change the city, under the title.
//
//   if (const auto kind = draw_change_bar(ui, {14, 86})) draft.begin(*kind);
#pragma once

#include <optional>

#include "viz/drawing/draw_tool.h"
#include "viz/paint/ui.h"

namespace mwendo::viz {

// The way that was clicked.
std::optional<MeasureKind> draw_change_bar(Ui& ui, Vec upper_left);

}  // namespace mwendo::viz
