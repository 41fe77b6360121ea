// The state of the window and the actions on it.
//
//   View view(options, fonts, std::move(base), std::move(alternative));
//   view.worlds.start();
//   view.advance(frame_seconds, window.extent());
//   view.choose_layer(Layer::speed);
//   view.go_to(7.5F * 3600);
//
// Each part handles its own concerns. The view handles those of several parts.
// Errors of the constructor: InputError for wrong options.
#pragma once

#include <memory>
#include <optional>

#include "viz/app/inspection.h"
#include "viz/app/messages.h"
#include "viz/app/options.h"
#include "viz/app/show.h"
#include "viz/drawing/draft.h"
#include "viz/panels/search_box.h"
#include "viz/stage/worlds.h"

namespace mwendo::viz {

// Panels that are opened and closed by hand.
struct OpenPanels {
  bool layers = false, help = false, charts = true, legend = true;
};

class View {
 public:
  View(const Options& options, const Fonts& fonts, ViewedRun base,
       std::optional<ViewedRun> alternative);

  void advance(float wall_s, Vec window);

  // Places. reach is what fits into the free part of the map.
  void look_first();
  void look_at_city() { inspection.let_go(), fit(city_box(worlds.base())); }
  void show_found(const Found& found);
  void show_view(const TourView& view);
  void fit(const Box& box) { worlds.camera().fit(box, free_part(), false); }
  [[nodiscard]] float foot_of_maps() const;  // pixels above which panels stand
  [[nodiscard]] Rect free_part() const;      // of the camera's view: what no panel hides

  void click(Vec pixel);
  void go_to(float time_s);
  void choose_layer(Layer layer);
  void toggle_theme();
  void toggle_vehicle_colour();
  void escape();

  // Changing the city.
  void begin_drawing(MeasureKind kind);
  void save_drawing();

  [[nodiscard]] const Theme& theme() const { return theme_of(look.theme); }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] const SearchIndex& index() const { return *index_; }
  [[nodiscard]] Vec window() const { return window_; }

  Worlds worlds;
  PlayClock clock;
  MapLook look;
  OpenPanels open;
  Inspection inspection;
  Draft draft;
  SearchBox search;
  Messages messages;
  Show show;

 private:
  void lay_out(Vec window);
  void take_built();
  void show_beside(ViewedRun run);
  void show_corridor();
  void make_index();
  [[nodiscard]] std::optional<Box> place_of(const std::string& name) const;
  void record();

  Options options_;
  std::unique_ptr<SearchIndex> index_;
  Vec window_{1280, 720};
  bool looked_ = false;  // for the first time
};

}  // namespace mwendo::viz
