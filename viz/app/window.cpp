#include "viz/app/window.h"

#include <algorithm>
#include <thread>

namespace mwendo::viz {
namespace {

constexpr int kFramesPerSecond = 60, kFramesPerSecondUnseen = 15;

// SFML 2.5.1 takes the screen's width for its height when it places a window.
void centre(sf::RenderWindow& window) {
  const sf::VideoMode screen = sf::VideoMode::getDesktopMode();
  const auto middle = [](unsigned all, unsigned own) {
    return all > own ? static_cast<int>((all - own) / 2) : 0;
  };
  window.setPosition(
      {middle(screen.width, window.getSize().x), middle(screen.height, window.getSize().y)});
}

}  // namespace

void Window::open() {
  sf::ContextSettings settings;
  settings.antialiasingLevel = 0;
  const bool full = full_screen_ || kiosk_;
  const sf::VideoMode mode =
      full ? sf::VideoMode::getDesktopMode() : sf::VideoMode(size_.x, size_.y);
  const auto style = full ? sf::Style::Fullscreen : sf::Style::Default;
  window_ = std::make_unique<sf::RenderWindow>(mode, "Mwendo", style, settings);
  if (!full) centre(*window_);
  window_->setVerticalSyncEnabled(true);
  window_->setKeyRepeatEnabled(true);
  if (kiosk_) window_->setMouseCursorVisible(false);
  size_ = window_->getSize();
}

void Window::note(const sf::Event& e) {
  if (e.type == sf::Event::Closed) window_->close();
  if (e.type == sf::Event::LostFocus) focused_ = false;
  if (e.type == sf::Event::GainedFocus) focused_ = true;
  if (e.type == sf::Event::Resized)
    size_ = {std::max(e.size.width, 1U), std::max(e.size.height, 1U)};
}

void Window::toggle_full_screen() {
  if (!full_screen_) windowed_size_ = size_;
  full_screen_ = !full_screen_;
  if (!full_screen_) size_ = windowed_size_;
  open();
}

void Window::limit_frames() {
  const int most = focused_ ? kFramesPerSecond : kFramesPerSecondUnseen;
  const auto next = last_frame_ + std::chrono::microseconds(1000000 / most);
  std::this_thread::sleep_until(next);
  last_frame_ = std::max(next, std::chrono::steady_clock::now() - std::chrono::milliseconds(20));
}

}  // namespace mwendo::viz
