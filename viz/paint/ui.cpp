#include "viz/paint/ui.h"

namespace mwendo::viz {

void Ui::begin(Painter& painter, const Theme& theme, float scale, const Input& input) {
  painter_ = &painter;
  theme_ = &theme;
  scale_ = scale;
  input_ = input;
  claimed_before_ = std::move(claimed_);
  claimed_.clear();
  over_ = false;
  for (const Rect& r : claimed_before_) over_ = over_ || r.contains(input.mouse);
  tip_.clear();
}

void Ui::end() {
  painter_->flush();
  if (tip_.empty()) return;
  const float w = text_width(tip_, 12) + px(18);
  const Rect screen{0, 0, static_cast<float>(painter_->target().getSize().x), 0};
  Rect r{tip_at_.centre().x - w / 2, tip_at_.y - px(34), w, px(26)};
  r.x = std::clamp(r.x, px(6), std::max(px(6), screen.w - w - px(6)));
  if (r.y < px(4)) r.y = tip_at_.y + tip_at_.h + px(8);
  painter_->rounded(r, px(6), theme_->text);
  painter_->text(
      {r.centre().x, r.y + px(17)}, tip_,
      {.size = px(12), .colour = blend(theme_->panel, theme_->panel, 0), .align = Align::centre});
  painter_->flush();
}

void Ui::claim(Rect r) { claimed_.push_back(r); }

void Ui::panel(Rect r, float radius) {
  painter_->flush();
  painter_->panel(r, *theme_, px(radius));
  claim(r);
}

bool Ui::button(Rect r, std::string_view label, bool active, bool enabled) {
  const bool hot = enabled && hovered(r);
  const Theme& t = *theme_;
  const sf::Color back = active ? t.accent : hot ? blend(t.field, t.accent, 0.22F) : t.field;
  painter_->rounded(r, px(7), back);
  const sf::Color ink = !enabled ? t.text_faint : active ? t.on_accent : t.text;
  painter_->text({r.centre().x, r.centre().y + px(4.6F)}, label,
                 {.size = px(13), .weight = Weight::medium, .colour = ink, .align = Align::centre});
  claim(r);
  return hot && input_.pressed;
}

bool Ui::icon_button(Rect r, Icon what, std::string_view tip, bool active) {
  const bool hot = hovered(r);
  const Theme& t = *theme_;
  if (active || hot)
    painter_->rounded(r, px(8), active ? t.accent : blend(t.field, t.accent, 0.22F));
  icon(r.centre(), std::min(r.w, r.h) * 0.5F, what, active ? t.on_accent : t.text);
  if (hot && !tip.empty()) tip_ = tip, tip_at_ = r;
  claim(r);
  return hot && input_.pressed;
}

void Ui::icon(Vec c, float size, Icon what, sf::Color k) {
  const float h = size / 2;
  const float w = std::max(size * 0.12F, 1.4F);
  Painter& p = *painter_;
  const auto bar = [&](float x, float y, float bw, float bh) {
    p.rounded({c.x + x, c.y + y, bw, bh}, 1, k);
  };
  switch (what) {
    case Icon::play:
      p.triangle(c + Vec{-h * 0.7F, -h}, c + Vec{h, 0}, c + Vec{-h * 0.7F, h}, k);
      break;
    case Icon::pause:
      bar(-h * 0.75F, -h, h * 0.5F, size), bar(h * 0.25F, -h, h * 0.5F, size);
      break;
    case Icon::step:
      p.triangle(c + Vec{-h, -h}, c + Vec{h * 0.45F, 0}, c + Vec{-h, h}, k);
      bar(h * 0.55F, -h, h * 0.4F, size);
      break;
    case Icon::plus: bar(-h, -w / 2, size, w), bar(-w / 2, -h, w, size); break;
    case Icon::minus: bar(-h, -w / 2, size, w); break;
    case Icon::search:
      p.ring(c - Vec{h * 0.2F, h * 0.2F}, h * 0.65F, w, k);
      p.line(c + Vec{h * 0.3F, h * 0.3F}, c + Vec{h, h}, w * 1.3F, k);
      break;
    case Icon::help:
      p.text(c + Vec{0, size * 0.36F}, "?",
             {.size = size * 1.05F, .weight = Weight::bold, .colour = k, .align = Align::centre});
      break;
    case Icon::theme:
      p.ring(c, h * 0.9F, w, k);
      {
        std::vector<Vec> half;
        for (int i = 0; i <= 12; ++i) {
          const float a = std::numbers::pi_v<float> * (0.5F + static_cast<float>(i) / 12);
          half.push_back(c + Vec{std::cos(a), std::sin(a)} * (h * 0.9F));
        }
        p.polygon(half, k);
      }
      break;
    case Icon::chart: {
      const std::array<Vec, 4> line = {c + Vec{-h, h * 0.7F}, c + Vec{-h * 0.3F, -h * 0.1F},
                                       c + Vec{h * 0.25F, h * 0.3F}, c + Vec{h, -h * 0.8F}};
      p.polyline(line, w * 1.2F, k);
      break;
    }
    case Icon::pen:
      p.line(c + Vec{-h * 0.8F, h * 0.8F}, c + Vec{h * 0.7F, -h * 0.7F}, w * 2, k);
      p.circle(c + Vec{-h * 0.8F, h * 0.8F}, w * 1.4F, k);
      break;
    case Icon::close:
      p.line(c + Vec{-h, -h} * 0.7F, c + Vec{h, h} * 0.7F, w, k);
      p.line(c + Vec{-h, h} * 0.7F, c + Vec{h, -h} * 0.7F, w, k);
      break;
    case Icon::camera:
      p.outline({c.x - h, c.y - h * 0.6F, size, size * 0.72F}, h * 0.3F, w, k);
      p.ring(c + Vec{0, h * 0.12F}, h * 0.34F, w, k);
      break;
    case Icon::swap:
      p.outline({c.x - h, c.y - h * 0.75F, size, size * 0.75F}, h * 0.2F, w, k);
      p.line(c + Vec{0, -h * 0.75F}, c + Vec{0, h * 0.75F}, w, k);
      break;
  }
}

bool Ui::field(Rect r, std::string_view value, std::string_view hint, bool focused) {
  const Theme& t = *theme_;
  painter_->rounded(r, px(7), t.field);
  if (focused) painter_->outline(r, px(7), px(1.6F), t.accent);
  const float y = r.centre().y + px(5);
  if (value.empty()) text(r.x + px(12), y, hint, 14, t.text_faint);
  text(r.x + px(12), y, value, 14, t.text);
  if (focused) {
    const float x = r.x + px(13) + text_width(value, 14);
    painter_->fill({x, r.y + px(7), std::max(1.0F, px(1.2F)), r.h - px(14)}, t.accent);
  }
  claim(r);
  return hovered(r) && input_.pressed;
}

void Ui::text(float x, float y, std::string_view t, float size, sf::Color c, Weight weight,
              Align align) {
  painter_->text({x, y}, t, {.size = px(size), .weight = weight, .colour = c, .align = align});
}

float Ui::text_width(std::string_view t, float size, Weight weight) const {
  return painter_->width(t, {.size = px(size), .weight = weight});
}

}  // namespace mwendo::viz
