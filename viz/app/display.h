// Whether there is a screen to draw on, found out before SFML is touched: SFML 2.5 aborts the
// process where the display or OpenGL is missing.
//
//   if (const std::string problem = display_problem(); !problem.empty()) return refuse(problem);
//
// Guarantee: returns an empty text only if the X display opens, offers GLX with a double-buffered
// RGBA visual, and a context of OpenGL 2.0 or later with shaders can be made on it.
#pragma once

#include <string>

namespace mwendo::viz {

[[nodiscard]] std::string display_problem();

// From now on a display that dies, or takes the window away, ends the program with one message and
// exit code 2.
void tell_when_display_is_lost();

}  // namespace mwendo::viz
