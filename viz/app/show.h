// The window as a show: a tour of views, a kiosk without buttons, a video, pictures.
//
//   Show show(options);                       // throws InputError for a wrong tour
//   if (const TourView* view = show.next_view(frame_seconds)) go_to(*view);
//   show.toggle_video(size, messages);
//   show.film(size, messages);                // after each frame was drawn
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Clock.hpp>
#include <string>

#include "viz/app/messages.h"
#include "viz/app/options.h"
#include "viz/app/tour.h"
#include "viz/app/video.h"

namespace mwendo::viz {

class Show {
 public:
  explicit Show(const Options& options);

  [[nodiscard]] bool kiosk() const { return kiosk_; }
  [[nodiscard]] const TourView* next_view(float seconds);
  [[nodiscard]] std::string caption() const { return tour_.empty() ? "" : tour_.caption(); }

  void begin(sf::Vector2u size, Messages& messages);  // with the window: --video
  void toggle_video(sf::Vector2u size, Messages& messages);
  void film(sf::Vector2u size, Messages& messages);
  void end() { (void)video_.stop(); }

 private:
  bool kiosk_;
  Tour tour_{{}};
  std::string video_file_;  // empty: a name by the time
  VideoWriter video_;
  sf::Clock since_start_;
};

// Writes what the window shows into the present folder.
void save_picture(const sf::RenderWindow& window, float time_s, Messages& messages);

}  // namespace mwendo::viz
