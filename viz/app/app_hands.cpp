// What keys and mouse do.
#include <SFML/Window/Event.hpp>
#include <SFML/Window/Keyboard.hpp>
#include <fmt/format.h>

#include <ctime>

#include "viz/app/app.h"
#include "viz/panels/layer_menu.h"
#include "viz/panels/time_bar.h"

namespace mwendo::viz {
namespace {

std::optional<Layer> layer_of_key(const sf::Event::KeyEvent& key) {
  using K = sf::Keyboard;
  char c = 0;
  if (key.code >= K::Num0 && key.code <= K::Num9) c = static_cast<char>('0' + (key.code - K::Num0));
  if (key.code >= K::A && key.code <= K::Z) c = static_cast<char>('A' + (key.code - K::A));
  for (std::size_t i = 0; i < kLayerCount && c != 0; ++i)
    if (info_of(static_cast<Layer>(i)).shortcut == c) return static_cast<Layer>(i);
  return std::nullopt;
}

}  // namespace

void App::handle(const sf::Event& e) {
  switch (e.type) {
    case sf::Event::Closed: window_->close(); break;
    case sf::Event::Resized:
      size_ = {std::max(e.size.width, 1U), std::max(e.size.height, 1U)};
      resized_ = true;
      break;
    case sf::Event::LostFocus: focused_ = false; break;
    case sf::Event::GainedFocus: focused_ = true; break;
    case sf::Event::MouseMoved:
      input_.mouse = {static_cast<float>(e.mouseMove.x), static_cast<float>(e.mouseMove.y)};
      break;
    case sf::Event::MouseWheelScrolled:
      if (e.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel) input_.wheel += e.mouseWheelScroll.delta;
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
    case sf::Event::KeyPressed:
      if (search_.open()) handle_search_key(e.key);
      else if (tool_->active()) handle_drawing_key(e.key);
      else handle_key(e.key);
      break;
    case sf::Event::TextEntered:
      if (search_.open() && !search_just_opened_) search_.type(e.text.unicode, *index_);
      else if (naming_ && e.text.unicode >= 32 && e.text.unicode < 127 && tool_->name.size() < 40)
        tool_->name += static_cast<char>(e.text.unicode);
      search_just_opened_ = false;
      break;
    default: break;
  }
}

void App::handle_key(const sf::Event::KeyEvent& key) {
  using K = sf::Keyboard;
  if (show_help_) {
    show_help_ = false;
    return;
  }
  if (const auto layer = layer_of_key(key)) return choose_layer(*layer);
  switch (key.code) {
    case K::Space: clock_.toggle(); break;
    case K::Period: clock_.step(); break;
    case K::Equal:
    case K::Add: clock_.faster(); break;
    case K::Hyphen:
    case K::Subtract: clock_.slower(); break;
    case K::M: clock_.set_fastest(!clock_.as_fast_as_it_can()); break;
    case K::H:
    case K::F1: show_help_ = true; break;
    case K::T: look_.theme = look_.theme == ThemeName::light ? ThemeName::dark : ThemeName::light; break;
    case K::C: show_charts_ = !show_charts_; break;
    case K::L: show_legend_ = !show_legend_; break;
    case K::K:
      look_.vehicle_colour = look_.vehicle_colour == VehicleColour::kind ? VehicleColour::speed : VehicleColour::kind;
      break;
    case K::V: look_.vehicles = !look_.vehicles; break;
    case K::N: look_.labels = !look_.labels; break;
    case K::P: look_.stops = !look_.stops; break;
    case K::Home: following_ = false, camera_.fit(city_box(*stages_[0]), free_part(), false); break;
    case K::Slash: search_.show(), search_just_opened_ = true; break;
    case K::F:
      if (key.control) search_.show(), search_just_opened_ = true;
      else if (selection_.kind == SelectionKind::vehicle) following_ = !following_;
      break;
    case K::Tab: layers_open_ = !layers_open_; break;
    case K::Escape:
      if (kiosk_) window_->close();
      else escape();
      break;
    case K::B: begin_drawing(MeasureKind::brt); break;
    case K::Y: begin_drawing(MeasureKind::cycle_track); break;
    case K::U: begin_drawing(MeasureKind::walkway); break;
    case K::X: begin_drawing(MeasureKind::closure); break;
    case K::PageUp: camera_.zoom_at(camera_.viewport().centre(), 1.6F); break;
    case K::PageDown: camera_.zoom_at(camera_.viewport().centre(), 1 / 1.6F); break;
    case K::S: save_picture(); break;
    case K::R: toggle_video(); break;
    case K::F11: toggle_full_screen(); break;
    case K::W:
      if (two()) arrangement_ = static_cast<Arrangement>((static_cast<int>(arrangement_) + 1) % 3);
      resized_ = true;
      break;
    default: break;
  }
}

void App::handle_search_key(const sf::Event::KeyEvent& key) {
  using K = sf::Keyboard;
  switch (key.code) {
    case K::Escape: search_.close(); break;
    case K::BackSpace: search_.erase(*index_); break;
    case K::Down: search_.move(1); break;
    case K::Up: search_.move(-1); break;
    case K::Enter:
      if (const auto found = search_.chosen()) show_found(*found);
      break;
    default: break;
  }
}

void App::show_found(const Found& found) {
  search_.close();
  following_ = false;
  camera_.fit(found.box, free_part(), false);
  if (found.kind == FoundKind::stop) select({SelectionKind::stop, found.id}, stages_.size() - 1);
  if (found.kind == FoundKind::line) select({SelectionKind::line, found.id}, stages_.size() - 1);
}

void App::escape() {
  if (layers_open_) layers_open_ = false;
  else if (following_) following_ = false;
  else selection_ = {};
}

void App::select(const Selection& s, std::size_t stage) {
  selection_ = s;
  selection_stage_ = stage;
  following_ = false;
  trace_.clear();
  if (s.kind == SelectionKind::vehicle) stages_[stage]->session().ask(s.id, false);
  if (s.kind == SelectionKind::person) stages_[stage]->session().ask(s.id, true);
}

void App::click(Vec pixel) {
  naming_ = false;
  if (tool_->active()) {
    tool_->click(camera_of(0).to_map(pixel), 14 * look_.text_scale / camera_.scale());
    return;
  }
  std::size_t stage = stages_.size() - 1;
  if (two() && arrangement_ != Arrangement::one && map_of(0).contains(pixel)) stage = 0;
  select(pick(*stages_[stage], camera_of(stage), pixel, clock_.now(), 11 * look_.text_scale), stage);
}

void App::choose_layer(Layer layer) {
  if (static_cast<std::size_t>(layer) >= kLayerCount) return;
  if (!offered(layer, stages_.back()->run(), two())) return;
  look_.layer = layer;
}

void App::handle_mouse_on_map() {
  const bool on_map = !ui_.wants_mouse() && !show_help_;
  if (input_.wheel != 0 && on_map) zoom_at_mouse(std::pow(1.25F, input_.wheel));
  if (input_.pressed && on_map) {
    const float x = swipe_share_ * static_cast<float>(size_.x);
    swiping_ = arrangement_ == Arrangement::swipe && std::abs(input_.mouse.x - x) < 14;
    dragging_ = !swiping_;
    moved_ = false;
    drag_from_ = pressed_at_ = input_.mouse;
  }
  if (swiping_) swipe_share_ = std::clamp(input_.mouse.x / static_cast<float>(size_.x), 0.02F, 0.98F);
  if (dragging_) {
    moved_ = moved_ || length(input_.mouse - pressed_at_) > 4;
    if (moved_ && input_.mouse != drag_from_) {
      following_ = false;
      camera_.pan_pixels(input_.mouse - drag_from_);
      drag_from_ = input_.mouse;
    }
    if (input_.released && !moved_) click(input_.mouse);
  }
  if (!input_.held) dragging_ = swiping_ = false;
  if (tool_->active() && on_map && !dragging_) tool_->hover(camera_of(0).to_map(input_.mouse));
}

// The place under the mouse stays, also in the right half of two maps.
void App::zoom_at_mouse(float factor) {
  const bool right = arrangement_ == Arrangement::beside && two() && map_of(1).contains(input_.mouse);
  const Vec shift{right ? map_of(1).x : 0, 0};
  camera_.zoom_at(following_ ? camera_.viewport().centre() : input_.mouse - shift, factor);
}

void App::pan_by_keys(float wall_s) {
  if (!focused_) return;
  const float d = 900 * wall_s;
  Vec move;
  using K = sf::Keyboard;
  if (K::isKeyPressed(K::Left)) move.x -= d;
  if (K::isKeyPressed(K::Right)) move.x += d;
  if (K::isKeyPressed(K::Up)) move.y -= d;
  if (K::isKeyPressed(K::Down)) move.y += d;
  if (move != Vec{}) camera_.glide_pixels(move);
}

void App::go_to(float time_s) {
  bool seekable = true;
  for (auto& s : stages_) seekable = seekable && s->session().can_seek();
  if (seekable) {
    for (auto& s : stages_) s->session().seek(time_s);
    clock_.jump_to(time_s);
  } else if (time_s > clock_.now()) {
    clock_.hurry_to(time_s);
  } else {
    tell("A live run cannot go back. Start again with --from, or open a recorded run.", 5);
  }
}

void App::save_picture() {
  sf::Texture texture;
  texture.create(size_.x, size_.y);
  texture.update(*window_);
  const auto now = std::time(nullptr);
  const std::string file = fmt::format("mwendo-{}-{}.png", static_cast<long>(now),
                                       clock_text(clock_.now(), false).replace(2, 1, ""));
  const bool good = texture.copyToImage().saveToFile(file);
  tell(good ? "Saved " + file : "The picture cannot be written to " + file);
}

}  // namespace mwendo::viz
