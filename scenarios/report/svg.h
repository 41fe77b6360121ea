// Pieces of charts as SVG text.
//
//   std::string out = open_svg(700, 200, "Mode share") + text_at(10, 20, "end", "walk");
//
// Coordinates are units of the view box; styles are classes of the style sheet.
#pragma once

#include <string>

namespace mwendo {

[[nodiscard]] std::string open_svg(double width, double height, const std::string& title);
[[nodiscard]] std::string text_at(double x, double y, const char* anchor, const std::string& text,
                                  const char* style = "tick");
[[nodiscard]] std::string line_at(double x1, double y1, double x2, double y2, const char* style);

// At most 24 characters; never cut inside a UTF-8 sequence.
[[nodiscard]] std::string shortened(const std::string& name);

}  // namespace mwendo
