// The bar at the foot of the window: play, pause, step, clock, speed, and the simulated part of the
// day.
#pragma once

#include <optional>
#include <string>

#include "viz/paint/ui.h"
#include "viz/runs/session.h"
#include "viz/stage/history.h"
#include "viz/stage/play_clock.h"

namespace mwendo::viz {

inline constexpr float kTimeBarHeight = 64;
inline constexpr float kMargin = 14;

struct TimeBarResult {
  std::optional<float> go_to;  // a time was clicked
};

TimeBarResult draw_time_bar(Ui& ui, Rect screen, PlayClock& clock, const History& history,
                            float reached_s);

[[nodiscard]] std::string clock_text(float time_s, bool seconds);

}  // namespace mwendo::viz
