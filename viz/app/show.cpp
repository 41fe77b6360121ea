#include "viz/app/show.h"

#include <fmt/format.h>

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <ctime>

#include "viz/panels/time_bar.h"
#include "viz/runs/refuse.h"

namespace mwendo::viz {

Show::Show(const Options& options) : kiosk_(options.kiosk), video_file_(options.video) {
  if (!options.tour.empty()) {
    Problems problems;
    tour_ = Tour(read_tour(options.tour, problems));
    problems.throw_if_any();
  }
  if (!options.video.empty() && find_program("ffmpeg").empty())
    refuse("--video needs the program ffmpeg, which is not installed",
           "install the package ffmpeg");
}

const TourView* Show::next_view(float seconds) {
  return tour_.empty() ? nullptr : tour_.advance(seconds);
}

void Show::begin(sf::Vector2u size, Messages& messages) {
  if (!video_file_.empty()) toggle_video(size, messages);
  since_start_.restart();
}

void Show::toggle_video(sf::Vector2u size, Messages& messages) {
  if (video_.running()) {
    const std::string problem = video_.stop();
    return messages.tell(problem.empty() ? "Saved " + video_.file() : problem, 6);
  }
  const auto now = static_cast<long>(std::time(nullptr));
  const std::string file = video_file_.empty() ? fmt::format("mwendo-{}.mp4", now) : video_file_;
  const std::string problem = video_.start(file, size);
  messages.tell(problem.empty() ? "Recording " + file + " (R ends it)" : problem, 6);
}

void Show::film(sf::Vector2u size, Messages& messages) {
  if (!video_.running()) return;
  const std::string problem = video_.add_window(since_start_.getElapsedTime().asSeconds(), size);
  if (!problem.empty()) messages.tell(problem, 8);
}

void save_picture(const sf::RenderWindow& window, float time_s, Messages& messages) {
  sf::Texture texture;
  texture.create(window.getSize().x, window.getSize().y);
  texture.update(window);
  const auto now = std::time(nullptr);
  const std::string file = fmt::format("mwendo-{}-{}.png", static_cast<long>(now),
                                       clock_text(time_s, false).replace(2, 1, ""));
  const bool good = texture.copyToImage().saveToFile(file);
  messages.tell(good ? "Saved " + file : "The picture cannot be written to " + file);
}

}  // namespace mwendo::viz
