// The overlay of the maps: panels, buttons, banner; in a kiosk title, clock and figures.
//
//   Overlay overlay(view, window, ui);
//   overlay.draw(target, fonts, hands.input());
//
// Panels are drawn and read in one call; a click acts on the view at once.
#pragma once

#include "viz/app/view.h"
#include "viz/app/window.h"

namespace mwendo::viz {

class Overlay {
 public:
  // All outlive the overlay.
  Overlay(View& view, Window& window, Ui& ui) : view_(&view), window_(&window), ui_(&ui) {}

  void draw(sf::RenderTarget& target, const Fonts& fonts, const Input& input);

 private:
  void draw_panels(Rect screen);
  void draw_kiosk(Rect screen);
  void draw_clock(Rect screen);
  void draw_caption(Rect screen, float foot);
  void draw_titles(Rect screen);
  void draw_buttons(Rect screen);
  void draw_left(Rect screen);
  void draw_right(Rect screen);
  void draw_foot(Rect screen);
  void draw_draft(Vec upper_left);
  void draw_banner(Rect screen);
  float draw_legend_at(Vec lower_right);

  View* view_;
  Window* window_;
  Ui* ui_;
};

}  // namespace mwendo::viz
