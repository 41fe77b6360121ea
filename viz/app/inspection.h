// The selected thing: what its run tells of it, whether the camera follows it, its speeds.
//
//   inspection.select({SelectionKind::vehicle, 17}, 0, worlds);
//   inspection.keep_up(worlds, clock, messages);      // each frame
//   inspection.draw_on_map(window, fonts, worlds, clock.now(), theme);
//   inspection.draw_panel(ui, {14, 86}, worlds);
#pragma once

#include "viz/app/messages.h"
#include "viz/panels/inspector.h"
#include "viz/stage/worlds.h"

namespace mwendo::viz {

class Inspection {
 public:
  void select(const Selection& s, std::size_t world, Worlds& worlds);
  void clear() { selection_ = {}, following_ = false; }
  [[nodiscard]] bool any() const { return selection_.any(); }
  [[nodiscard]] std::size_t world() const { return world_; }

  [[nodiscard]] bool following() const { return following_; }
  void let_go() { following_ = false; }
  void toggle_following();  // vehicles only

  // The chosen vehicle keeps its place on the screen, and its speeds are noted.
  void keep_up(Worlds& worlds, const PlayClock& clock, Messages& messages);
  void draw_on_map(sf::RenderTarget& target, const Fonts& fonts, const Worlds& worlds, float time_s,
                   const Theme& theme) const;
  void draw_panel(Ui& ui, Vec upper_left, Worlds& worlds);

 private:
  Selection selection_;
  std::size_t world_ = 0;
  bool following_ = false;
  Trace trace_;
};

}  // namespace mwendo::viz
