#include "viz/app/hands.h"

#include <cmath>

namespace mwendo::viz {
namespace {

constexpr float kClick = 4;       // pixels that a hand may tremble
constexpr float kPanSpeed = 900;  // pixels per second
constexpr float kWheelZoom = 1.25F;

}  // namespace

void Hands::begin_frame() {
  input_.pressed = input_.released = false;
  input_.wheel = 0;
}

void Hands::handle(const sf::Event& e) {
  window_->note(e);
  if (e.type == sf::Event::KeyPressed) {
    if (view_->search.open())
      key_while_searching(e.key);
    else if (view_->draft.active())
      key_while_drawing(e.key);
    else
      key(e.key);
  } else if (e.type == sf::Event::TextEntered) {
    type(e.text.unicode);
  } else {
    note_mouse(e);
  }
}

void Hands::note_mouse(const sf::Event& e) {
  switch (e.type) {
    case sf::Event::MouseMoved:
      input_.mouse = {static_cast<float>(e.mouseMove.x), static_cast<float>(e.mouseMove.y)};
      break;
    case sf::Event::MouseWheelScrolled:
      if (e.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel)
        input_.wheel += e.mouseWheelScroll.delta;
      break;
    case sf::Event::MouseButtonPressed:
    case sf::Event::MouseButtonReleased: {
      const bool down = e.type == sf::Event::MouseButtonPressed;
      input_.mouse = {static_cast<float>(e.mouseButton.x), static_cast<float>(e.mouseButton.y)};
      if (e.mouseButton.button != sf::Mouse::Left) break;
      (down ? input_.pressed : input_.released) = true;
      input_.held = down;
      break;
    }
    default: break;
  }
}

void Hands::type(char32_t letter) {
  if (view_->search.open() && !search_just_opened_)
    view_->search.type(letter, view_->index());
  else if (view_->draft.naming())
    view_->draft.type(letter);
  search_just_opened_ = false;
}

void Hands::move_map(float wall_s) {
  const bool on_map = !ui_->wants_mouse() && !view_->open.help;
  if (input_.wheel != 0 && on_map) zoom(std::pow(kWheelZoom, input_.wheel));
  if (input_.pressed && on_map) press();
  if (on_divider_) view_->worlds.move_divider(input_.mouse.x);
  if (dragging_) drag();
  if (!input_.held) dragging_ = on_divider_ = false;
  if (view_->draft.active() && on_map && !dragging_)
    view_->draft.tool().hover(view_->worlds.camera_of(0).to_map(input_.mouse));
  if (!view_->search.open() && !view_->draft.naming()) pan_by_keys(wall_s);
}

void Hands::press() {
  on_divider_ = view_->worlds.on_divider(input_.mouse);
  dragging_ = !on_divider_;
  moved_ = false;
  drag_from_ = pressed_at_ = input_.mouse;
}

void Hands::drag() {
  moved_ = moved_ || length(input_.mouse - pressed_at_) > kClick;
  if (moved_ && input_.mouse != drag_from_) {
    view_->inspection.let_go();
    view_->worlds.camera().pan_pixels(input_.mouse - drag_from_);
    drag_from_ = input_.mouse;
  }
  if (input_.released && !moved_) view_->click(input_.mouse);
}

void Hands::zoom(float factor) {
  Camera& camera = view_->worlds.camera();
  if (view_->inspection.following())
    camera.zoom_at(camera.viewport().centre(), factor);
  else
    view_->worlds.zoom_at(input_.mouse, factor);
}

void Hands::pan_by_keys(float wall_s) {
  if (!window_->focused()) return;
  const float d = kPanSpeed * wall_s;
  Vec move;
  using K = sf::Keyboard;
  if (K::isKeyPressed(K::Left)) move.x -= d;
  if (K::isKeyPressed(K::Right)) move.x += d;
  if (K::isKeyPressed(K::Up)) move.y -= d;
  if (K::isKeyPressed(K::Down)) move.y += d;
  if (move != Vec{}) view_->worlds.camera().glide_pixels(move);
}

}  // namespace mwendo::viz
