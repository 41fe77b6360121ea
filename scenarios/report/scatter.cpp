#include "scenarios/report/scatter.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/report/charts.h"
#include "scenarios/report/html.h"
#include "scenarios/report/svg.h"

namespace mwendo {

std::string scatter(const Scatter& chart) {
  constexpr double kLeft = 70, kTop = 30, kSide = 400, kRadius = 5;
  double high = 0;
  for (const ScatterDot& d : chart.dots) high = std::max({high, d.x, d.y});
  const std::vector<double> ticks = nice_ticks(high, 5);
  const auto x = [&](double v) { return kLeft + kSide * v / ticks.back(); };
  const auto y = [&](double v) { return kTop + kSide * (1 - v / ticks.back()); };
  std::string out = open_svg(kLeft + kSide + 40, kTop + kSide + 50, chart.title);
  for (const double t : ticks) {
    out += line_at(kLeft, y(t), kLeft + kSide, y(t), "grid");
    out += line_at(x(t), kTop, x(t), kTop + kSide, "grid");
    out += text_at(kLeft - 8, y(t) + 4, "end", round_number(t));
    out += text_at(x(t), kTop + kSide + 18, "middle", round_number(t));
  }
  out += line_at(x(0), y(0), x(ticks.back()), y(ticks.back()), "equal");
  out += text_at(kLeft, kTop - 12, "start", chart.y_label, "label");
  out += text_at(kLeft + kSide, kTop + kSide + 40, "end", chart.x_label, "label");
  for (const ScatterDot& d : chart.dots)
    out += fmt::format(
        "<circle class=\"dot {}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"><title>{}</title></circle>",
        d.style, x(d.x), y(d.y), kRadius, escaped(d.name));
  return out + "</svg>";
}

}  // namespace mwendo
