#include "viz/stage/worlds.h"

#include <algorithm>
#include <cmath>

namespace mwendo::viz {
namespace {

constexpr float kDividerReach = 14;  // pixels on each side where a hand takes it

}  // namespace

Worlds::Worlds(const Fonts& fonts, ViewedRun base, std::optional<ViewedRun> alternative,
               Arrangement of_two)
    : fonts_(&fonts) {
  stages_.push_back(std::make_unique<Stage>(std::move(base), fonts));
  if (alternative) stages_.push_back(std::make_unique<Stage>(std::move(*alternative), fonts));
  if (two()) arrangement_ = of_two;
  camera_.set_limits(stages_[0]->map().lanes().box());
}

void Worlds::start() {
  for (auto& s : stages_) s->start();
}

void Worlds::stop() {
  for (auto& s : stages_) s->session().stop();
}

const Stage* Worlds::base_of(std::size_t world) const {
  return world == 1 ? stages_[0].get() : nullptr;
}

void Worlds::follow(const PlayClock& clock, bool with_active_flows) {
  for (std::size_t i = 0; i < size(); ++i) {
    stages_[i]->session().allow_until(std::max(clock.allowed(slowest()), clock.now()));
    stages_[i]->follow(clock, base_of(i), with_active_flows);
  }
}

void Worlds::settle_figures(bool with_active_flows) {
  for (std::size_t i = 0; i < size(); ++i)
    stages_[i]->settle_figures(base_of(i), with_active_flows);
}

float Worlds::slowest() const {
  float reached = base().session().reached();
  if (two()) reached = std::min(reached, last().session().reached());
  return reached;
}

bool Worlds::can_seek() const {
  return std::all_of(stages_.begin(), stages_.end(),
                     [](const auto& s) { return s->session().can_seek(); });
}

void Worlds::seek(float time_s) {
  for (auto& s : stages_) s->session().seek(time_s);
}

void Worlds::show_beside(ViewedRun run) {
  if (two()) stages_.pop_back();
  stages_.push_back(std::make_unique<Stage>(std::move(run), *fonts_));
  last().start();
  if (arrangement_ == Arrangement::one) arrangement_ = Arrangement::beside;
  rearranged_ = true;
}

void Worlds::next_arrangement() {
  if (!two()) return;
  arrangement_ = static_cast<Arrangement>((static_cast<int>(arrangement_) + 1) % 3);
  rearranged_ = true;
}

bool Worlds::fill_window(Vec size) {
  if (!rearranged_ && size == window_) return false;
  rearranged_ = false;
  window_ = size;
  const float w = arrangement_ == Arrangement::beside ? size.x / 2 : size.x;
  camera_.set_viewport({0, 0, w, size.y});
  return true;
}

Rect Worlds::map_of(std::size_t world) const {
  const auto [w, h] = window_;
  if (!share_window()) return {0, 0, w, h};
  const float at = std::round(arrangement_ == Arrangement::beside ? w / 2 : w * divider_share_);
  return world == 0 ? Rect{0, 0, at, h} : Rect{at, 0, w - at, h};
}

std::size_t Worlds::at(Vec pixel) const {
  return share_window() && map_of(0).contains(pixel) ? 0 : size() - 1;
}

Camera Worlds::camera_of(std::size_t world) const {
  Camera camera = camera_;
  if (arrangement_ == Arrangement::beside && world == 1) {
    Rect v = camera.viewport();
    v.x = window_.x - v.w;
    camera.move_viewport(v);
  }
  return camera;
}

void Worlds::zoom_at(Vec mouse, float factor) {
  const bool right = arrangement_ == Arrangement::beside && two() && map_of(1).contains(mouse);
  camera_.zoom_at(mouse - Vec{right ? map_of(1).x : 0, 0}, factor);
}

bool Worlds::on_divider(Vec pixel) const {
  return arrangement_ == Arrangement::swipe &&
         std::abs(pixel.x - divider_share_ * window_.x) < kDividerReach;
}

void Worlds::move_divider(float x) { divider_share_ = std::clamp(x / window_.x, 0.02F, 0.98F); }

void Worlds::draw(sf::RenderTarget& target, float time_s, const MapLook& look) {
  if (arrangement_ == Arrangement::one) {
    last().draw(target, camera_, time_s, look, map_of(0));
    return;
  }
  for (std::size_t i = 0; i < size(); ++i) {
    MapLook own = look;
    // The difference is shown on the alternative; the base keeps its figures beside it.
    if (i == 0) own.layer = compared(look.layer);
    stages_[i]->draw(target, camera_of(i), time_s, own, map_of(i));
  }
}

// The line between two worlds, with a handle where it can be moved.
void Worlds::draw_divider(Ui& ui) const {
  if (!share_window()) return;
  const Theme& theme = ui.theme();
  const float x = map_of(1).x;
  Painter& p = ui.painter();
  p.fill({x - ui.px(1.5F), 0, ui.px(3), window_.y}, theme.panel);
  if (arrangement_ == Arrangement::swipe) {
    const Vec c{x, window_.y * 0.45F};
    p.circle(c, ui.px(17), theme.panel_shadow);
    p.circle(c, ui.px(16), theme.accent);
    for (const float side : {-1.0F, 1.0F})
      p.triangle(c + Vec{side * ui.px(4), -ui.px(6)}, c + Vec{side * ui.px(10), 0},
                 c + Vec{side * ui.px(4), ui.px(6)}, theme.on_accent);
  }
  p.flush();
}

Box city_box(const Stage& stage) {
  const Network& net = stage.world().network;
  std::vector<float> x, y;
  for (const NodeId n : net.nodes()) {
    const Vec p = stage.map().lanes().origin_offset(net.node.position[n]);
    x.push_back(p.x), y.push_back(p.y);
  }
  if (x.empty()) return {{-500, -500}, {500, 500}};
  const auto at = [](std::vector<float>& v, double share) {
    const auto i = static_cast<std::ptrdiff_t>(share * static_cast<double>(v.size() - 1));
    std::nth_element(v.begin(), v.begin() + i, v.end());
    return v[static_cast<std::size_t>(i)];
  };
  return Box{{at(x, 0.04), at(y, 0.04)}, {at(x, 0.96), at(y, 0.96)}}.grown(500);
}

}  // namespace mwendo::viz
