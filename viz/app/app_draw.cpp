// What a frame looks like.
#include <fmt/format.h>

#include "viz/app/app.h"
#include "viz/panels/charts.h"
#include "viz/panels/difference.h"
#include "viz/panels/furniture.h"
#include "viz/panels/help.h"
#include "viz/panels/layer_menu.h"
#include "viz/panels/time_bar.h"

namespace mwendo::viz {
namespace {

std::string busy_text(const std::string& phase) {
  if (phase.empty()) return "Reading the city";
  if (phase.find("choices") != std::string::npos) return "People choose when, where and how they travel";
  return phase;
}

}  // namespace

void App::lay_out(sf::Vector2u size) {
  const auto w = static_cast<float>(size.x), h = static_cast<float>(size.y);
  look_.text_scale = options_.scale > 0 ? options_.scale
                                        : std::clamp(std::min(w / 1280, h / 720), 0.8F, 3.2F);
  if (!resized_) return;
  resized_ = false;
  camera_.set_viewport({0, 0, arrangement_ == Arrangement::beside ? w / 2 : w, h});
  if (first_fit_) look_first();
  first_fit_ = false;
}

// The part of the window in which a world is drawn.
Rect App::map_of(std::size_t stage) const {
  const auto w = static_cast<float>(size_.x), h = static_cast<float>(size_.y);
  if (!two() || arrangement_ == Arrangement::one) return {0, 0, w, h};
  const float at = std::round(arrangement_ == Arrangement::beside ? w / 2 : w * swipe_share_);
  return stage == 0 ? Rect{0, 0, at, h} : Rect{at, 0, w - at, h};
}

// The part of the camera's view that no panel hides.
Rect App::free_part() const {
  const float s = look_.text_scale;
  const Rect v = camera_.viewport();
  const float right = arrangement_ != Arrangement::beside && show_charts_ ? 262 * s : 20 * s;
  return {v.x + 20 * s, v.y + 70 * s, v.w - 20 * s - right, foot_of_maps() - 70 * s - kMargin * s};
}

Camera App::camera_of(std::size_t stage) const {
  Camera camera = camera_;
  if (arrangement_ == Arrangement::beside && stage == 1) {
    Rect v = camera.viewport();
    v.x = static_cast<float>(size_.x) - v.w;
    camera.move_viewport(v);
  }
  return camera;
}

void App::draw(sf::RenderTarget& target) {
  target.clear(theme().land);
  draw_maps(target);
  draw_selected(target);
  draw_panels(target);
}

void App::draw_maps(sf::RenderTarget& target) {
  if (arrangement_ == Arrangement::one) {
    stages_.back()->draw(target, camera_, clock_.now(), look_, map_of(0));
    return;
  }
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    MapLook look = look_;
    // The difference is shown on the alternative; the base keeps its figures beside it.
    if (i == 0) look.layer = compared(look.layer);
    stages_[i]->draw(target, camera_of(i), clock_.now(), look, map_of(i));
  }
}

void App::draw_selected(sf::RenderTarget& target) {
  if (tool_->active()) {
    Painter painter(target, *fonts_);
    tool_->draw(painter, camera_of(0), theme());
  }
  if (!selection_.any()) return;
  Painter painter(target, *fonts_);
  const std::size_t i = selection_stage_;
  const Stage& stage = *stages_[i];
  if (selection_.kind == SelectionKind::vehicle && stage.story().id == selection_.id && !stage.story().person)
    draw_route(painter, stage, camera_of(i), stage.story().route, theme());
  draw_selection(painter, stage, camera_of(i), selection_, clock_.now(), theme());
}

// What keeps the show from beginning, or a message.
void App::draw_banner(Rect screen) {
  std::string text = message_left_s_ > 0 ? message_ : std::string();
  const Stage& s = *stages_[0];
  if (text.empty() && building_.valid()) text = "Building the alternative";
  if (text.empty() && two() && slowest() < clock_.now() - 5 && stages_[1]->session().state() != RunState::failed)
    text = "The alternative catches up: " + clock_text(stages_[1]->session().reached(), false);
  if (text.empty() && two() && stages_[1]->session().state() == RunState::failed) text = stages_[1]->session().failure();
  if (text.empty() && clock_.now() <= clock_.from())
    for (const auto& stage : stages_) {
      if (stage->session().state() == RunState::failed) text = stage->session().failure();
      else if (s.rehearsing())
        text = fmt::format("Rehearsal: people try out their ways, day {} of {}, {}", s.snapshot().day, s.snapshot().days - 1,
                           clock_text(s.snapshot().time_s, false));
      else if (slowest() <= clock_.from() && text.empty()) text = busy_text(stage->session().busy_with());
    }
  if (text.empty()) return;
  const float foot = foot_of_maps();
  const TextStyle style{.size = ui_.px(14), .weight = Weight::medium};
  text = ui_.painter().fitted(text, style, screen.w - ui_.px(120));
  const float w = ui_.text_width(text, 14, Weight::medium) + ui_.px(40);
  ui_.panel({screen.centre().x - w / 2, foot - ui_.px(48), w, ui_.px(38)});
  ui_.text(screen.centre().x, foot - ui_.px(24), text, 14, theme().text, Weight::medium, Align::centre);
}

void App::draw_left(Rect screen) {
  const float m = ui_.px(kMargin);
  const float x = two() && arrangement_ != Arrangement::one ? map_of(selection_stage_).x + m : screen.x + m;
  if (tool_->active()) {
    act_on(draw_draw_panel(ui_, {screen.x + m, m + ui_.px(72)}, *tool_, kept_.size(), naming_, building_.valid()));
    return;
  }
  if (!selection_.any()) {
    if (stages_[0]->run().alternative) draw_change_bar({screen.x + m, m + ui_.px(72)});
    return;
  }
  const InspectorResult r = draw_inspector(ui_, {x, m + ui_.px(72)}, *stages_[selection_stage_], selection_, trace_, following_);
  if (r.follow_toggled) following_ = !following_;
  if (r.jump.any()) select(r.jump, selection_stage_);
  if (r.closed) following_ = false, selection_ = {};
}

std::string App::state_of(const Stage& s) const {
  switch (s.session().state()) {
    case RunState::preparing: return "preparing";
    case RunState::failed: return "stopped";
    case RunState::finished: return s.session().can_seek() ? "recorded" : "finished";
    case RunState::running:
      if (s.session().can_seek()) return "recorded";
      return s.rehearsing() ? "rehearsal" : "live";
  }
  return {};
}

void App::draw_titles(Rect screen) {
  const float m = ui_.px(kMargin);
  if (arrangement_ == Arrangement::one || !two()) {
    const Stage& s = *stages_.back();
    draw_title(ui_, {m, m}, s.run().city, s.run().scenario, state_of(s), screen.w * 0.4F);
    return;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const Rect map = map_of(i);
    const float taken = i == 1 ? ui_.px(420) : 0;  // by layer and buttons
    draw_title(ui_, {map.x + m, m}, stages_[i]->run().city, stages_[i]->run().scenario, state_of(*stages_[i]),
               std::max(map.w - 2 * m - taken, ui_.px(150)));
  }
}

void App::draw_buttons(Rect screen) {
  const float m = ui_.px(kMargin), s = ui_.px(34);
  const Rect r{screen.w - m - 5 * s - ui_.px(10), m, 5 * s + ui_.px(10), ui_.px(42)};
  ui_.panel(r, 12);
  float x = r.x + ui_.px(5);
  const float y = r.y + ui_.px(4);
  const auto next = [&](Icon icon, const char* tip, bool active) {
    const bool hit = ui_.icon_button({x, y, s, s}, icon, tip, active);
    x += s;
    return hit;
  };
  if (next(Icon::search, "Search (/)", search_.open())) search_.show();
  if (next(Icon::chart, "Charts (C)", show_charts_)) show_charts_ = !show_charts_;
  if (next(Icon::theme, "Light or dark (T)", false))
    look_.theme = look_.theme == ThemeName::light ? ThemeName::dark : ThemeName::light;
  if (next(Icon::camera, "Save a picture (S)", false)) save_picture();
  if (next(Icon::help, "Keys (H)", show_help_)) show_help_ = true;
}

// The line between two worlds, with a handle where it can be moved.
void App::draw_divider() {
  if (!two() || arrangement_ == Arrangement::one) return;
  const float x = map_of(1).x;
  const auto h = static_cast<float>(size_.y);
  Painter& p = ui_.painter();
  p.fill({x - ui_.px(1.5F), 0, ui_.px(3), h}, theme().panel);
  if (arrangement_ == Arrangement::swipe) {
    const Vec c{x, h * 0.45F};
    p.circle(c, ui_.px(17), theme().panel_shadow);
    p.circle(c, ui_.px(16), theme().accent);
    for (const float side : {-1.0F, 1.0F})
      p.triangle(c + Vec{side * ui_.px(4), -ui_.px(6)}, c + Vec{side * ui_.px(10), 0}, c + Vec{side * ui_.px(4), ui_.px(6)}, theme().on_accent);
  }
  p.flush();
}

float App::foot_of_maps() const {
  const float s = look_.text_scale;
  const float tiles = two() ? (kDifferenceHeight + 2 * kMargin) * s : 0;
  return static_cast<float>(size_.y) - (kTimeBarHeight + 2 * kMargin) * s - tiles;
}

// Without buttons: title, clock, legend, figures and the words of the tour.
void App::draw_kiosk(Rect screen) {
  const float m = ui_.px(kMargin);
  const Theme& t = theme();
  draw_titles(screen);
  const std::string time = clock_text(clock_.now(), false);
  const float w = ui_.text_width(time, 44, Weight::bold) + ui_.px(40);
  ui_.panel({screen.w - w - m, m, w, ui_.px(66)}, 12);
  ui_.text(screen.w - m - w / 2, m + ui_.px(48), time, 44, t.text, Weight::bold, Align::centre);
  float foot = screen.h - m;
  const float tiles = two() ? ui_.px(kDifferenceHeight) + m : 0;
  draw_scale_and_sources(ui_, {0, 0, screen.w, screen.h - tiles}, camera_, stages_.back()->world());
  if (show_legend_) draw_legend(ui_, {screen.w - m, foot}, look_, camera_, stages_.back()->snapshot(), stages_.back()->map().shows_made_up(camera_, look_));
  if (two()) {
    draw_difference(ui_, {screen.centre().x, foot}, screen.w - 2 * m - ui_.px(520), stages_[0]->history(), stages_[1]->history());
    foot -= tiles;
  }
  if (!tour_.empty() && !tour_.caption().empty()) {
    const float cw = ui_.text_width(tour_.caption(), 22, Weight::medium) + ui_.px(48);
    const float base = foot - (two() ? ui_.px(34) : 0);
    ui_.panel({screen.centre().x - cw / 2, base - ui_.px(54), cw, ui_.px(54)}, 12);
    ui_.text(screen.centre().x, base - ui_.px(20), tour_.caption(), 22, t.text, Weight::medium, Align::centre);
  }
  draw_banner(screen);
}

void App::draw_panels(sf::RenderTarget& target) {
  Painter painter(target, *fonts_);
  ui_.begin(painter, theme(), look_.text_scale, input_);
  const Rect screen{0, 0, static_cast<float>(size_.x), static_cast<float>(size_.y)};
  draw_divider();
  if (kiosk_) {
    draw_kiosk(screen);
    return ui_.end();
  }
  const float m = ui_.px(kMargin);
  const float foot = foot_of_maps();
  const Stage& shown = *stages_.back();
  draw_scale_and_sources(ui_, {screen.x, screen.y, screen.w, foot + ui_.px(10)}, camera_, shown.world());
  draw_titles(screen);
  draw_buttons(screen);
  draw_left(screen);
  const float right = screen.w - m;
  const float legend = show_legend_ ? draw_legend(ui_, {right, foot}, look_, camera_, shown.snapshot(), shown.map().shows_made_up(camera_, look_)) : 0;
  if (show_charts_) {
    std::vector<const History*> all;
    for (const auto& s : stages_) all.push_back(&s->history());
    const float top = m + ui_.px(54);
    draw_charts(ui_, {right, top}, foot - top - legend - m, all, clock_.from(), clock_.to());
  }
  const auto result = draw_time_bar(ui_, screen, clock_, shown.history(), slowest());
  if (result.go_to) go_to(*result.go_to);
  if (two())
    draw_difference(ui_, {screen.centre().x, foot + (kDifferenceHeight + kMargin) * ui_.scale()}, screen.w - 2 * m,
                    stages_[0]->history(), stages_[1]->history());
  const float beside_buttons = right - 5 * ui_.px(34) - ui_.px(20);
  if (const auto layer = draw_layer_menu(ui_, {beside_buttons, m}, look_.layer, shown.run(), two(), layers_open_)) choose_layer(*layer);
  if (const auto found = search_.draw(ui_, screen)) show_found(*found);
  draw_banner(screen);
  if (show_help_ && draw_help(ui_, screen, attributions(shown.world()))) show_help_ = false;
  ui_.end();
}

}  // namespace mwendo::viz
