// Main streets of a table that run side by side.
//
//   const std::vector<Beside> beside = side_by_side(table, main_lines_of(table));
//
// How: every 10 m of a step of a line, the main streets are looked for that lie beside it: across
// at most 35 m, in a direction that differs by at most 15 degrees. Those of one side that are less
// than 5 m apart are one. The step has a side if at half of these places a street of its group, 5 m
// and more away, lies beside it and one side has more streets than the other. So of a dual road
// with a frontage road on either side, two lines of four find more on their left, and two on their
// right; the middle one of three lines has no side.
#pragma once

#include "scenarios/cities/main_lines.h"

namespace mwendo {

struct Beside {
  int side = 0;                         // 1: left of the step, -1: right; 0: none
  std::vector<std::uint32_t> partners;  // the nearest step of its group, by place
};

// By step.
[[nodiscard]] std::vector<Beside> side_by_side(const StreetTable& table, const MainLines& main);

}  // namespace mwendo
