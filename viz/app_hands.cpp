// What keys and mouse do.
#include <SFML/Window/Event.hpp>
#include <SFML/Window/Keyboard.hpp>
#include <fmt/format.h>

#include <ctime>

#include "viz/app.h"
#include "viz/panels/time_bar.h"

namespace mwendo::viz {

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
    case sf::Event::KeyPressed: handle_key(e.key); break;
    default: break;
  }
}

void App::handle_key(const sf::Event::KeyEvent& key) {
  using K = sf::Keyboard;
  if (show_help_) {
    show_help_ = false;
    return;
  }
  if (key.code >= K::Num1 && key.code <= K::Num9) {
    choose_layer(static_cast<Layer>(key.code - K::Num1));
    return;
  }
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
    case K::Home: camera_.fit(stages_[0]->map().lanes().box(), 40, false); break;
    case K::PageUp: camera_.zoom_at(camera_.viewport().centre(), 1.6F); break;
    case K::PageDown: camera_.zoom_at(camera_.viewport().centre(), 1 / 1.6F); break;
    case K::S: save_picture(); break;
    case K::W:
      if (two()) arrangement_ = static_cast<Arrangement>((static_cast<int>(arrangement_) + 1) % 3);
      resized_ = true;
      break;
    default: break;
  }
}

void App::choose_layer(Layer layer) {
  if (static_cast<std::size_t>(layer) >= kLayerCount) return;
  if (layer == Layer::difference && !two()) return;
  if ((layer == Layer::co2e || layer == Layer::pm25) && !stages_[0]->run().rates.known) return;
  look_.layer = layer;
}

void App::handle_mouse_on_map() {
  const bool on_map = !ui_.wants_mouse() && !show_help_;
  if (input_.wheel != 0 && on_map) camera_.zoom_at(input_.mouse, std::pow(1.25F, input_.wheel));
  if (input_.pressed && on_map) {
    const float x = swipe_share_ * static_cast<float>(size_.x);
    swiping_ = arrangement_ == Arrangement::swipe && std::abs(input_.mouse.x - x) < 14;
    dragging_ = !swiping_;
    drag_from_ = input_.mouse;
  }
  if (!input_.held) dragging_ = swiping_ = false;
  if (swiping_) swipe_share_ = std::clamp(input_.mouse.x / static_cast<float>(size_.x), 0.02F, 0.98F);
  if (dragging_ && input_.mouse != drag_from_) {
    camera_.pan_pixels(input_.mouse - drag_from_);
    drag_from_ = input_.mouse;
  }
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
    message_ = "A live run cannot go back. Start again with --from, or open a recorded run.";
    message_left_s_ = 5;
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
  message_ = good ? "Saved " + file : "The picture cannot be written to " + file;
  message_left_s_ = 4;
}

}  // namespace mwendo::viz
