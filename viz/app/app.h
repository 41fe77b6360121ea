// The window: shows one or two worlds, reads hands, keeps time.
//
//   App app(options, fonts, std::move(base), std::move(alternative));
//   return app.run();        // until it is closed
//   return app.render();     // one picture, for --render
#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Clock.hpp>
#include <SFML/Window/Event.hpp>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "viz/drawing/draw_tool.h"
#include "viz/app/frame_meter.h"
#include "viz/app/options.h"
#include "viz/panels/draw_panel.h"
#include "viz/panels/inspector.h"
#include "viz/panels/search_box.h"
#include "viz/stage/picker.h"
#include "viz/app/settings.h"
#include "viz/stage/stage.h"
#include "viz/app/tour.h"
#include "viz/paint/ui.h"
#include "viz/app/video.h"

namespace mwendo::viz {

enum class Arrangement : std::uint8_t { one, beside, swipe };

class App {
 public:
  App(const Options& options, const Fonts& fonts, ViewedRun base,
      std::optional<ViewedRun> alternative);
  int run();
  int render();
  [[nodiscard]] const FrameMeter& meter() const { return meter_; }
  [[nodiscard]] std::size_t vehicles_drawn() const { return stages_.back()->map().vehicles_drawn(); }

 private:
  // Loop.
  void open_window();
  void advance(float wall_s);
  void limit_frames();
  [[nodiscard]] float slowest() const;
  // Hands.
  void handle(const sf::Event& e);
  void handle_key(const sf::Event::KeyEvent& key);
  void handle_mouse_on_map();
  void pan_by_keys(float wall_s);
  void go_to(float time_s);
  void choose_layer(Layer layer);
  void click(Vec pixel);
  void zoom_at_mouse(float factor);
  void select(const Selection& s, std::size_t stage);
  void show_found(const Found& found);
  void handle_search_key(const sf::Event::KeyEvent& key);
  void escape();
  void keep_up_with_selection();
  void look_first();
  // Changing the city.
  void begin_drawing(MeasureKind kind);
  void handle_drawing_key(const sf::Event::KeyEvent& key);
  void act_on(const DrawPanelResult& r);
  void run_drawn();
  void save_drawn();
  void take_built();
  void show_beside(ViewedRun run);
  void show_corridor();
  void draw_change_bar(Vec at);
  [[nodiscard]] std::vector<Measure> drawn_measures() const;
  void tell(const std::string& message, float seconds = 4);
  // Drawing.
  void draw(sf::RenderTarget& target);
  void draw_maps(sf::RenderTarget& target);
  void draw_panels(sf::RenderTarget& target);
  void draw_titles(Rect screen);
  void draw_buttons(Rect screen);
  void draw_selected(sf::RenderTarget& target);
  void draw_left(Rect screen);
  void draw_banner(Rect screen);
  void draw_divider();
  [[nodiscard]] float foot_of_maps() const;  // pixels above which panels stand
  [[nodiscard]] Rect free_part() const;
  [[nodiscard]] Camera camera_of(std::size_t stage) const;
  void lay_out(sf::Vector2u size);
  [[nodiscard]] std::string state_of(const Stage& s) const;
  [[nodiscard]] Rect map_of(std::size_t stage) const;
  [[nodiscard]] bool two() const { return stages_.size() == 2; }
  [[nodiscard]] const Theme& theme() const { return theme_of(look_.theme); }
  void save_picture();
  void toggle_video();
  void toggle_full_screen();
  void show_view(const TourView& view);
  void draw_kiosk(Rect screen);
  void remember() const;
  void keep_figures() const;

  Options options_;
  const Fonts* fonts_;
  std::vector<std::unique_ptr<Stage>> stages_;
  PlayClock clock_;
  Camera camera_;
  MapLook look_;
  Arrangement arrangement_ = Arrangement::one;
  float swipe_share_ = 0.5F;
  bool swiping_ = false;
  Ui ui_;
  Input input_;
  bool dragging_ = false, moved_ = false, search_just_opened_ = false;
  Vec drag_from_, pressed_at_;
  Selection selection_;
  std::size_t selection_stage_ = 0;
  bool following_ = false;
  Trace trace_;
  SearchBox search_;
  std::unique_ptr<SearchIndex> index_;
  std::unique_ptr<DrawTool> tool_;
  std::vector<Measure> kept_;         // drawn before the present one
  std::future<ViewedRun> building_;
  bool naming_ = false;
  int drawn_count_ = 0;
  bool layers_open_ = false;
  bool show_help_ = false, show_charts_ = true, show_legend_ = true, focused_ = true;
  bool resized_ = true, first_fit_ = true;
  std::string message_;
  float message_left_s_ = 0;
  std::unique_ptr<sf::RenderWindow> window_;
  sf::Vector2u size_{1280, 720};
  FrameMeter meter_;
  VideoWriter video_;
  Tour tour_{{}};
  bool kiosk_ = false, full_screen_ = false;
  sf::Vector2u window_size_{1280, 720};  // before full screen
  sf::Clock since_start_;
};

void centre_window(sf::RenderWindow& window);

// Where most of the city is: the streets without the farthest twenty-fifth on each side.
[[nodiscard]] Box city_box(const Stage& stage);

}  // namespace mwendo::viz
