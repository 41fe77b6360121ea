// Whether there is a display. Checked before SFML is used: SFML 2.5 aborts the process without a
// display or OpenGL.
//
//   if (const std::string problem = display_problem(); !problem.empty()) return refuse(problem);
//
// Guarantee: the text is empty only if the X display opens, offers GLX with a double-buffered RGBA
// visual, and allows a context of OpenGL 2.0 or later with shaders.
#pragma once

#include <string>

namespace mwendo::viz {

[[nodiscard]] std::string display_problem();

// From now on a display that dies, or takes the window away, ends the program with one message and
// exit code 2.
void tell_when_display_is_lost();

}  // namespace mwendo::viz
