// The selected thing: its kind, its state, a small plot.
#pragma once

#include "viz/paint/ui.h"
#include "viz/stage/picker.h"

namespace mwendo::viz {

struct InspectorResult {
  bool closed = false;
  bool follow_toggled = false;
  Selection jump;  // to another thing that was clicked
};

// Speeds of a vehicle since it was selected.
using Trace = std::vector<TimedValue>;

InspectorResult draw_inspector(Ui& ui, Vec upper_left, const Stage& stage,
                               const Selection& selection, const Trace& trace, bool following);

}  // namespace mwendo::viz
