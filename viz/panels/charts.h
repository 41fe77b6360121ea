// Charts that grow with the day: one small chart per figure, one line per world.
#pragma once

#include <span>
#include <string>

#include "viz/paint/ui.h"
#include "viz/stage/history.h"

namespace mwendo::viz {

// The charts from the upper right corner down; the first history is the base.
void draw_charts(Ui& ui, Vec upper_right, float most_high, std::span<const History* const> worlds,
                 float from_s, float to_s);

// A line through points (time, value) in a box that starts at 0.
struct PlotPoint {
  float x, y;
};
void draw_plot(Ui& ui, Rect r, std::span<const PlotPoint> points, float x0, float x1, float y1,
               sf::Color c, bool area);

[[nodiscard]] std::string figure_text(float value, int decimals);

}  // namespace mwendo::viz
