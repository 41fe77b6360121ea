#include "viz/app/overlay.h"

#include "viz/app/banner.h"
#include "viz/panels/change_bar.h"
#include "viz/panels/charts.h"
#include "viz/panels/difference.h"
#include "viz/panels/draw_panel.h"
#include "viz/panels/furniture.h"
#include "viz/panels/help.h"
#include "viz/panels/layer_menu.h"
#include "viz/panels/time_bar.h"

namespace mwendo::viz {
namespace {

constexpr float kButton = 34;  // pixels of a button above right
constexpr float kTopRow = 72;  // below the title

}  // namespace

void Overlay::draw(sf::RenderTarget& target, const Fonts& fonts, const Input& input) {
  Painter painter(target, fonts);
  ui_->begin(painter, view_->theme(), view_->look.text_scale, input);
  const Rect screen{0, 0, view_->window().x, view_->window().y};
  view_->worlds.draw_divider(*ui_);
  if (view_->show.kiosk())
    draw_kiosk(screen);
  else
    draw_panels(screen);
  ui_->end();
}

void Overlay::draw_panels(Rect screen) {
  const float foot = view_->foot_of_maps();
  draw_scale_and_sources(*ui_, {screen.x, screen.y, screen.w, foot + ui_->px(10)},
                         view_->worlds.camera(), view_->worlds.last().world());
  draw_titles(screen);
  draw_buttons(screen);
  draw_left(screen);
  draw_right(screen);
  draw_foot(screen);
  const float m = ui_->px(kMargin);
  const Vec beside_buttons{screen.w - m - 5 * ui_->px(kButton) - ui_->px(20), m};
  const Stage& shown = view_->worlds.last();
  if (const auto layer = draw_layer_menu(*ui_, beside_buttons, view_->look.layer, shown.run(),
                                         view_->worlds.two(), view_->open.layers))
    view_->choose_layer(*layer);
  if (const auto found = view_->search.draw(*ui_, screen)) view_->show_found(*found);
  draw_banner(screen);
  if (view_->open.help && draw_help(*ui_, screen, attributions(view_->worlds.last().world())))
    view_->open.help = false;
}

void Overlay::draw_titles(Rect screen) {
  const float m = ui_->px(kMargin);
  const Worlds& worlds = view_->worlds;
  if (!worlds.share_window()) {
    const Stage& s = worlds.last();
    draw_title(*ui_, {m, m}, s.run().city, s.run().scenario, state_text(s), screen.w * 0.4F);
    return;
  }
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    const Stage& s = worlds[i];
    const Rect map = worlds.map_of(i);
    const float taken = i == 1 ? ui_->px(420) : 0;  // by layer and buttons
    draw_title(*ui_, {map.x + m, m}, s.run().city, s.run().scenario, state_text(s),
               std::max(map.w - 2 * m - taken, ui_->px(150)));
  }
}

void Overlay::draw_buttons(Rect screen) {
  const float m = ui_->px(kMargin), s = ui_->px(kButton);
  const Rect r{screen.w - m - 5 * s - ui_->px(10), m, 5 * s + ui_->px(10), ui_->px(42)};
  ui_->panel(r, 12);
  float x = r.x + ui_->px(5);
  const float y = r.y + ui_->px(4);
  const auto next = [&](Icon icon, const char* tip, bool active) {
    const bool hit = ui_->icon_button({x, y, s, s}, icon, tip, active);
    x += s;
    return hit;
  };
  OpenPanels& open = view_->open;
  if (next(Icon::search, "Search (/)", view_->search.open())) view_->search.show();
  if (next(Icon::chart, "Charts (C)", open.charts)) open.charts = !open.charts;
  if (next(Icon::theme, "Light or dark (T)", false)) view_->toggle_theme();
  if (next(Icon::camera, "Save a picture (S)", false))
    save_picture(**window_, view_->clock.now(), view_->messages);
  if (next(Icon::help, "Keys (H)", open.help)) open.help = true;
}

// The pen, what is selected, or ways to change the city.
void Overlay::draw_left(Rect screen) {
  const float m = ui_->px(kMargin), top = m + ui_->px(kTopRow);
  Inspection& inspection = view_->inspection;
  const Worlds& worlds = view_->worlds;
  if (view_->draft.active()) return draw_draft({screen.x + m, top});
  if (inspection.any()) {
    const float left = worlds.share_window() ? worlds.map_of(inspection.world()).x : screen.x;
    return inspection.draw_panel(*ui_, {left + m, top}, view_->worlds);
  }
  if (!view_->draft.possible()) return;
  if (const auto kind = draw_change_bar(*ui_, {screen.x + m, top})) view_->begin_drawing(*kind);
}

void Overlay::draw_draft(Vec upper_left) {
  Draft& draft = view_->draft;
  const DrawPanelResult r = draw_draw_panel(*ui_, upper_left, draft.tool(), draft.kept(),
                                            draft.naming(), draft.building());
  if (r.name_clicked) draft.name_it(true);
  if (r.run) draft.build();
  if (r.save) view_->save_drawing();
  if (r.another) draft.another();
  if (r.cancel) draft.cancel();
}

float Overlay::draw_legend_at(Vec lower_right) {
  if (!view_->open.legend) return 0;
  const Stage& shown = view_->worlds.last();
  const Camera& camera = view_->worlds.camera();
  return draw_legend(*ui_, lower_right, view_->look, camera, shown.snapshot(),
                     shown.map().shows_made_up(camera, view_->look));
}

void Overlay::draw_right(Rect screen) {
  const float m = ui_->px(kMargin), right = screen.w - m, foot = view_->foot_of_maps();
  const float legend = draw_legend_at({right, foot});
  if (!view_->open.charts) return;
  std::vector<const History*> all;
  for (std::size_t i = 0; i < view_->worlds.size(); ++i) all.push_back(&view_->worlds[i].history());
  const float top = m + ui_->px(54);
  draw_charts(*ui_, {right, top}, foot - top - legend - m, all, view_->clock.from(),
              view_->clock.to());
}

void Overlay::draw_foot(Rect screen) {
  const Worlds& worlds = view_->worlds;
  const auto result =
      draw_time_bar(*ui_, screen, view_->clock, worlds.last().history(), worlds.slowest());
  if (result.go_to) view_->go_to(*result.go_to);
  if (!worlds.two()) return;
  const float foot = view_->foot_of_maps() + (kDifferenceHeight + kMargin) * ui_->scale();
  draw_difference(*ui_, {screen.centre().x, foot}, screen.w - 2 * ui_->px(kMargin),
                  worlds.base().history(), worlds.last().history());
}

void Overlay::draw_banner(Rect screen) {
  std::string text = banner_text(*view_);
  if (text.empty()) return;
  const float foot = view_->foot_of_maps();
  const TextStyle style{.size = ui_->px(14), .weight = Weight::medium};
  text = ui_->painter().fitted(text, style, screen.w - ui_->px(120));
  const float w = ui_->text_width(text, 14, Weight::medium) + ui_->px(40);
  ui_->panel({screen.centre().x - w / 2, foot - ui_->px(48), w, ui_->px(38)});
  ui_->text(screen.centre().x, foot - ui_->px(24), text, 14, view_->theme().text, Weight::medium,
            Align::centre);
}

}  // namespace mwendo::viz
