// How far a BRT station stands from the next stop line, and how far the planning guide wants it.
//
// Vehicles that wait for green behind the line must not reach back to the docks. The guide's
// formula (sim/world/planning_guide.h) takes the red of the line's own turn. Priority at the
// signal, which shortens it, is left out.
#pragma once

#include <limits>

#include "sim/world/world.h"

namespace mwendo {

struct SetBack {
  double stop_line_m = std::numeric_limits<double>::infinity();  // no signal at the link's end
  double needed_m = 0;
  double delay_s = 0;  // of a vehicle, mean
};

// At one stop of a line. vehicles_h: of all lines there.
[[nodiscard]] SetBack set_back_of(const World& world, LineId line, const LineStop& stop,
                                  double vehicles_h);

}  // namespace mwendo
