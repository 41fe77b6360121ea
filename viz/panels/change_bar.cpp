#include "viz/panels/change_bar.h"

#include <array>

namespace mwendo::viz {
namespace {

struct Choice {
  MeasureKind kind;
  const char* label;
};

constexpr std::array<Choice, 4> kChoices = {{{MeasureKind::brt, "Draw a BRT line"},
                                             {MeasureKind::cycle_track, "Cycle track"},
                                             {MeasureKind::walkway, "Walkway"},
                                             {MeasureKind::closure, "Close a street"}}};

float width_of(const Ui& ui, const Choice& c) {
  return ui.text_width(c.label, 13, Weight::medium) + ui.px(20);
}

bool draw_choice(Ui& ui, Rect r, const char* label) {
  const bool hot = ui.hovered(r);
  if (hot) ui.painter().rounded(r, ui.px(7), ui.theme().field);
  ui.text(r.centre().x, r.centre().y + ui.px(4.6F), label, 13, ui.theme().accent, Weight::medium,
          Align::centre);
  return hot && ui.input().pressed;
}

}  // namespace

std::optional<MeasureKind> draw_change_bar(Ui& ui, Vec upper_left) {
  float w = ui.px(8);
  for (const Choice& c : kChoices) w += width_of(ui, c) + ui.px(4);
  const Rect bar{upper_left.x, upper_left.y, w, ui.px(40)};
  ui.panel(bar, 12);
  std::optional<MeasureKind> clicked;
  float x = bar.x + ui.px(6);
  for (const Choice& c : kChoices) {
    const Rect r{x, bar.y + ui.px(6), width_of(ui, c), ui.px(28)};
    if (draw_choice(ui, r, c.label)) clicked = c.kind;
    x += r.w + ui.px(4);
  }
  return clicked;
}

}  // namespace mwendo::viz
