// The settings of what is being drawn.
#pragma once

#include "viz/drawing/draw_tool.h"
#include "viz/paint/ui.h"

namespace mwendo::viz {

struct DrawPanelResult {
  bool run = false, save = false, cancel = false, another = false;
  bool name_clicked = false;
};

// kept: measures that were drawn before and will run together with this one.
DrawPanelResult draw_draw_panel(Ui& ui, Vec upper_left, DrawTool& tool, std::size_t kept,
                                bool name_focused, bool busy);

}  // namespace mwendo::viz
