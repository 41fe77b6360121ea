#include "viz/app/app.h"

#include <fmt/format.h>

#include <SFML/System/Clock.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "scenarios/files/results_folder.h"
#include "viz/app/display.h"
#include "viz/app/settings.h"

namespace mwendo::viz {
namespace {

constexpr float kLongestFrame = 0.25F;  // seconds; after a longer one the clock does not jump

sf::Vector2u first_size(const Options& options) {
  if (options.width > 0) return {options.width, options.height};
  if (options.forget || options.render) return {1280, 720};
  const Settings known = read_settings();
  return {known.width, known.height};
}

}  // namespace

App::App(const Options& options, const Fonts& fonts, ViewedRun base,
         std::optional<ViewedRun> alternative)
    : options_(options),
      fonts_(&fonts),
      window_(first_size(options), options.kiosk),
      view_(options, fonts, std::move(base), std::move(alternative)) {}

int App::run() {
  window_.open();
  tell_when_display_is_lost();
  view_.worlds.start();
  if (options_.at_s) view_.clock.hurry_to(*options_.at_s);
  view_.show.begin(window_.size(), view_.messages);
  sf::Clock frame_clock;
  while (window_->isOpen()) frame(std::min(frame_clock.restart().asSeconds(), kLongestFrame));
  if (options_.count_frames) fmt::print("{}", meter_.text());
  view_.show.end();
  remember();
  view_.worlds.stop();
  keep_figures();
  return 0;
}

void App::frame(float wall_s) {
  meter_.begin();
  hands_.begin_frame();
  sf::Event e;
  while (window_->pollEvent(e)) hands_.handle(e);
  if (!window_->isOpen()) return;
  hands_.move_map(wall_s);
  view_.advance(wall_s, window_.extent());
  if (window_.visible()) draw(*window_);
  view_.show.film(window_.size(), view_.messages);
  window_->display();
  meter_.end();
  if (options_.frames > 0 && meter_.frames() >= options_.frames) window_->close();
  window_.limit_frames();
}

void App::draw(sf::RenderTarget& target) {
  const Theme& theme = view_.theme();
  const float now = view_.clock.now();
  target.clear(theme.land);
  view_.worlds.draw(target, now, view_.look);
  if (view_.draft.active()) {
    Painter painter(target, *fonts_);
    view_.draft.tool().draw(painter, view_.worlds.camera_of(0), theme);
  }
  view_.inspection.draw_on_map(target, *fonts_, view_.worlds, now, theme);
  overlay_.draw(target, *fonts_, hands_.input());
}

void App::remember() const {
  if (options_.forget || options_.kiosk) return;
  const sf::Vector2u size = window_.windowed_size();
  // Two worlds hide the charts; what is remembered stays.
  const bool charts = view_.worlds.two() ? read_settings().charts : view_.open.charts;
  write_settings({size.x, size.y, view_.look.theme, charts, view_.open.legend});
}

// A run that was closed before its end leaves its figures up to then where its results would be.
void App::keep_figures() const {
  if (options_.out.empty()) return;
  for (std::size_t i = 0; i < view_.worlds.size(); ++i) {
    const Stage& s = view_.worlds[i];
    const std::filesystem::path target = s.run().out;
    if (s.session().state() == RunState::failed || s.history().points().empty()) continue;
    if (target.empty() || std::filesystem::exists(target)) continue;  // whole results are there
    ResultsFolder folder(target, false);
    std::ofstream(folder.path() / "figures.csv") << history_csv(s.history());
    folder.commit();
    fmt::print("The run was closed before its end; its figures up to that time are in {}\n",
               (target / "figures.csv").string());
  }
}

}  // namespace mwendo::viz
