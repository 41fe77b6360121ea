// The window of the desktop: opening, its size, full screen, how often it is drawn.
//
//   Window window({1280, 720}, false);
//   window.open();
//   while (window->pollEvent(e)) window.note(e);
//   ...; window->display(); window.limit_frames();
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Window/Event.hpp>
#include <chrono>
#include <memory>

#include "viz/map/vec.h"

namespace mwendo::viz {

class Window {
 public:
  // kiosk: always the full screen, without a mouse.
  Window(sf::Vector2u size, bool kiosk) : size_(size), windowed_size_(size), kiosk_(kiosk) {}

  void open();
  [[nodiscard]] sf::RenderWindow* operator->() { return window_.get(); }
  [[nodiscard]] sf::RenderWindow& operator*() { return *window_; }
  // Size, focus and the wish to close.
  void note(const sf::Event& e);
  void toggle_full_screen();

  [[nodiscard]] sf::Vector2u size() const { return size_; }
  [[nodiscard]] Vec extent() const {
    return {static_cast<float>(size_.x), static_cast<float>(size_.y)};
  }
  // Without full screen, to be remembered.
  [[nodiscard]] sf::Vector2u windowed_size() const { return full_screen_ ? windowed_size_ : size_; }
  [[nodiscard]] bool focused() const { return focused_; }
  [[nodiscard]] bool visible() const { return size_.x > 1 && size_.y > 1; }
  // Sleeps. Frames that nobody can see would take time from the simulation.
  void limit_frames();

 private:
  std::unique_ptr<sf::RenderWindow> window_;
  sf::Vector2u size_;
  sf::Vector2u windowed_size_;  // before full screen
  bool kiosk_;
  bool full_screen_ = false, focused_ = true;
  std::chrono::steady_clock::time_point last_frame_ = std::chrono::steady_clock::now();
};

}  // namespace mwendo::viz
