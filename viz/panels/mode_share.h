// Mode share so far: of the trips that have arrived, growing with time.
#pragma once

#include <array>

#include "viz/paint/ui.h"
#include "viz/stage/history.h"

namespace mwendo::viz {

inline constexpr float kModeShareHeight = 122;  // at scale 1

enum class ModeGroup : std::uint8_t { walk, bicycle, bus, rapid, car, motorcycle };
inline constexpr std::size_t kModeGroupCount = 6;

// Shares of arrived trips, 0..1; all zero before the first arrival.
[[nodiscard]] std::array<float, kModeGroupCount> mode_shares(const HistoryPoint& p);
[[nodiscard]] bool has_mode_share(const History& h);
void draw_mode_share(Ui& ui, Rect r, const History& history, float from_s, float to_s);

}  // namespace mwendo::viz
