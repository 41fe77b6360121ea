// A tour for a projector: views one after the other, repeated.
//
//   # tour.toml
//   [[view]]
//   seconds = 12                 # how long, default 10
//   look_at = "Thika Road"       # street, stop or line; none: the whole city
//   across = 3000                # metres from side to side
//   layer = "speed"
//   speed = 60                   # of the clock
//   theme = "dark"
//   caption = "The morning peak on Thika Road"
//
//   Tour tour(read_tour("tour.toml", problems));
//   if (const TourView* next = tour.advance(frame_seconds)) show(*next);
//
// Errors: every problem with file, line and column (scenarios/files/config.h).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "viz/paint/layers.h"

namespace mwendo::viz {

struct TourView {
  float seconds = 10;
  std::string look_at;
  float across_m = 0;
  std::optional<Layer> layer;
  std::optional<ThemeName> theme;
  float speed = 0;  // 0: as it is
  std::string caption;
};

[[nodiscard]] std::vector<TourView> read_tour(const std::filesystem::path& file,
                                              Problems& problems);

class Tour {
 public:
  explicit Tour(std::vector<TourView> views) : views_(std::move(views)) {}
  // The view to show from now on, when it is time for another.
  [[nodiscard]] const TourView* advance(float seconds);
  [[nodiscard]] bool empty() const { return views_.empty(); }
  [[nodiscard]] const std::string& caption() const { return views_[at_].caption; }

 private:
  std::vector<TourView> views_;
  std::size_t at_ = 0;
  float left_s_ = 0;
  bool begun_ = false;
};

}  // namespace mwendo::viz
