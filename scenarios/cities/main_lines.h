// The main streets of a table as lines that go on through junctions.
//
//   const MainLines main = main_lines_of(table);
//   main.steps[main.lines[0][0].step].from;   // a point of the table
//
// Steps are those of ways of class tertiary and above without `junction`. A step may be that of an
// unknown carriageway if its way has a name but neither `oneway` nor `dual_carriageway`. Only such
// steps are on lines: a line goes on at a point with the step of its name and class that turns
// least, by at most 45 degrees, and each such step is on one line.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/cities/street_table.h"

namespace mwendo {

struct MainStep {
  std::uint32_t from = 0, to = 0;            // points of the table, in the order of the way
  std::uint32_t group = conflate::kNothing;  // of name and class; nothing: on no line
};

struct OnLine {
  std::uint32_t step = 0;
  bool ahead = true;  // the line runs along the step from `from` to `to`
};

struct MainLines {
  std::vector<MainStep> steps;
  std::vector<std::vector<OnLine>> lines;
};

[[nodiscard]] MainLines main_lines_of(const StreetTable& table);

}  // namespace mwendo
