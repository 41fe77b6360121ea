// Pairs of values as dots with the line of equal values, as SVG text.
//
//   out += scatter({.title = "Flows", .x_label = "counted", .y_label = "modelled",
//                   .dots = {{800, 760, "alt", "Station 1"}}});
#pragma once

#include <string>
#include <vector>

namespace mwendo {

struct ScatterDot {
  double x = 0, y = 0;  // not negative
  std::string style;    // class: "base", "alt"
  std::string name;     // shown under the pointer
};
struct Scatter {
  std::string title, x_label, y_label;
  std::vector<ScatterDot> dots;
};
[[nodiscard]] std::string scatter(const Scatter& chart);

}  // namespace mwendo
