// The window: shows one or two worlds, handles user input, keeps time.
//
//   App app(options, fonts, std::move(base), std::move(alternative));
//   return app.run();        // until it is closed
//   return app.render();     // one picture, for --render
#pragma once

#include <optional>

#include "viz/app/frame_meter.h"
#include "viz/app/hands.h"
#include "viz/app/overlay.h"
#include "viz/app/view.h"
#include "viz/app/window.h"

namespace mwendo::viz {

class App {
 public:
  App(const Options& options, const Fonts& fonts, ViewedRun base,
      std::optional<ViewedRun> alternative);
  int run();
  int render();
  [[nodiscard]] const FrameMeter& meter() const { return meter_; }
  [[nodiscard]] std::size_t vehicles_drawn() const {
    return view_.worlds.last().map().vehicles_drawn();
  }

 private:
  void frame(float wall_s);
  void draw(sf::RenderTarget& target);
  void wait_until(float time_s);  // until every run has simulated it
  void remember() const;
  void keep_figures() const;

  Options options_;
  const Fonts* fonts_;
  Window window_;
  View view_;
  Ui ui_;
  Hands hands_{view_, window_, ui_};
  Overlay overlay_{view_, window_, ui_};
  FrameMeter meter_;
};

}  // namespace mwendo::viz
