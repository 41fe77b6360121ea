// The window of a kiosk: title, clock, legend, figures and the words of the tour; no buttons.
#include "viz/app/overlay.h"
#include "viz/panels/difference.h"
#include "viz/panels/furniture.h"
#include "viz/panels/time_bar.h"

namespace mwendo::viz {

void Overlay::draw_kiosk(Rect screen) {
  const float m = ui_->px(kMargin);
  const Worlds& worlds = view_->worlds;
  draw_titles(screen);
  draw_clock(screen);
  float foot = screen.h - m;
  const float tiles = worlds.two() ? ui_->px(kDifferenceHeight) + m : 0;
  draw_scale_and_sources(*ui_, {0, 0, screen.w, screen.h - tiles}, worlds.camera(),
                         worlds.last().world());
  draw_legend_at({screen.w - m, foot});
  if (worlds.two()) {
    draw_difference(*ui_, {screen.centre().x, foot}, screen.w - 2 * m - ui_->px(520),
                    worlds.base().history(), worlds.last().history());
    foot -= tiles;
  }
  draw_caption(screen, foot);
  draw_banner(screen);
}

void Overlay::draw_clock(Rect screen) {
  const float m = ui_->px(kMargin);
  const std::string time = clock_text(view_->clock.now(), false);
  const float w = ui_->text_width(time, 44, Weight::bold) + ui_->px(40);
  ui_->panel({screen.w - w - m, m, w, ui_->px(66)}, 12);
  ui_->text(screen.w - m - w / 2, m + ui_->px(48), time, 44, view_->theme().text, Weight::bold,
            Align::centre);
}

void Overlay::draw_caption(Rect screen, float foot) {
  const std::string caption = view_->show.caption();
  if (caption.empty()) return;
  const float w = ui_->text_width(caption, 22, Weight::medium) + ui_->px(48);
  const float base = foot - (view_->worlds.two() ? ui_->px(34) : 0);
  ui_->panel({screen.centre().x - w / 2, base - ui_->px(54), w, ui_->px(54)}, 12);
  ui_->text(screen.centre().x, base - ui_->px(20), caption, 22, view_->theme().text, Weight::medium,
            Align::centre);
}

}  // namespace mwendo::viz
