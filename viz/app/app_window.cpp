// The window itself: opening, full screen, video, and what is kept when it closes.
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <fstream>

#include "scenarios/files/results_folder.h"
#include "viz/app/app.h"

namespace mwendo::viz {

// SFML 2.5.1 takes the screen's width for its height when it places a window.
void centre_window(sf::RenderWindow& window) {
  const sf::VideoMode screen = sf::VideoMode::getDesktopMode();
  const auto middle = [](unsigned all, unsigned own) { return all > own ? static_cast<int>((all - own) / 2) : 0; };
  window.setPosition({middle(screen.width, window.getSize().x), middle(screen.height, window.getSize().y)});
}

void App::open_window() {
  sf::ContextSettings settings;
  settings.antialiasingLevel = 0;
  const bool full = full_screen_ || kiosk_;
  const sf::VideoMode mode = full ? sf::VideoMode::getDesktopMode() : sf::VideoMode(size_.x, size_.y);
  window_ = std::make_unique<sf::RenderWindow>(mode, "Mwendo", full ? sf::Style::Fullscreen : sf::Style::Default, settings);
  if (!full) centre_window(*window_);
  window_->setVerticalSyncEnabled(true);
  window_->setKeyRepeatEnabled(true);
  if (kiosk_) window_->setMouseCursorVisible(false);
  size_ = window_->getSize();
  resized_ = true;
}

void App::toggle_full_screen() {
  if (!full_screen_) window_size_ = size_;
  full_screen_ = !full_screen_;
  if (!full_screen_) size_ = window_size_;
  open_window();
}

void App::toggle_video() {
  if (video_.running()) {
    const std::string problem = video_.stop();
    return tell(problem.empty() ? "Saved " + video_.file() : problem, 6);
  }
  const std::string file = options_.video.empty() ? fmt::format("mwendo-{}.mp4", static_cast<long>(std::time(nullptr))) : options_.video;
  const std::string problem = video_.start(file, size_);
  tell(problem.empty() ? "Recording " + file + " (R ends it)" : problem, 6);
}

void App::remember() const {
  if (options_.forget || kiosk_) return;
  const sf::Vector2u size = full_screen_ ? window_size_ : size_;
  write_settings({size.x, size.y, look_.theme, two() ? read_settings().charts : show_charts_, show_legend_});
}

// A run that was closed before its end leaves its figures up to then where its results would be.
void App::keep_figures() const {
  for (std::size_t i = 0; i < stages_.size() && !options_.out.empty(); ++i) {
    const Stage& s = *stages_[i];
    if (s.session().state() == RunState::failed || s.history().points().empty()) continue;
    const std::filesystem::path target = s.run().out;
    if (target.empty()) continue;
    if (std::filesystem::exists(target)) continue;  // whole results are there
    ResultsFolder folder(target, false);
    std::ofstream(folder.path() / "figures.csv") << history_csv(s.history());
    folder.commit();
    fmt::print("The run was closed before its end; its figures up to then are in {}\n", (target / "figures.csv").string());
  }
}

}  // namespace mwendo::viz
