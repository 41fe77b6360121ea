// One world drawn through one camera.
//
//   MapView map(world, fonts);
//   map.show_links(frame);                                  // when new figures came
//   map.draw(window, camera, snapshot, share, look, clip);
//
// The streets are kept as a picture. They are drawn again only when the camera, the layer, the
// theme or the figures change. Vehicles, crowds and names are drawn in every frame.
#pragma once

#include <SFML/Graphics/RenderTexture.hpp>
#include <memory>

#include "sim/world/world.h"
#include "viz/paint/ground.h"
#include "viz/paint/layers.h"
#include "viz/paint/painter.h"
#include "viz/paint/stop_painter.h"
#include "viz/paint/street_labels.h"
#include "viz/paint/street_painter.h"
#include "viz/paint/vehicle_painter.h"

namespace mwendo::viz {

struct MapLook {
  ThemeName theme = ThemeName::light;
  Layer layer = Layer::streets;
  VehicleColour vehicle_colour = VehicleColour::kind;
  bool vehicles = true;
  bool stops = true;
  bool labels = true;
  float text_scale = 1;
  bool operator==(const MapLook&) const = default;
};

class MapView {
 public:
  MapView(const World& world, const Fonts& fonts);

  // Figures of the links; base is given for the layer that shows a difference to it.
  void show_links(const LinkFrame& frame, const LinkFrame* base = nullptr);
  // The map is drawn into the camera's viewport, of which only clip is touched.
  void draw(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot, float share,
            const MapLook& look, Rect clip);

  [[nodiscard]] const LaneGeometry& lanes() const { return lanes_; }
  [[nodiscard]] const StopPainter& stops() const { return stops_; }
  [[nodiscard]] std::size_t vehicles_drawn() const { return vehicles_.drawn(); }
  // People as last drawn: the person at a pixel, the place of a person (pixels), a person's way
  // (map).
  [[nodiscard]] std::optional<std::uint32_t> person_at(Vec pixel, float reach) const {
    return vehicles_.person_at(pixel, reach);
  }
  [[nodiscard]] std::optional<Vec> person_spot(std::uint32_t id) const {
    return vehicles_.person_spot(id);
  }
  [[nodiscard]] std::span<const Vec> person_path(std::uint32_t id) const {
    return vehicles_.person_path(id);
  }
  // Whether made-up streets are drawn faint.
  [[nodiscard]] bool shows_made_up(const Camera& camera, const MapLook& look) const {
    return any_made_up_ && look.layer == Layer::streets && camera.scale() / look.text_scale > 0.05F;
  }
  // The figure of a link in the layer, as last shown.
  [[nodiscard]] std::optional<float> figure(Layer layer, LinkId l) const;

 private:
  struct BaseKey {
    Vec centre;
    float scale = 0;
    Rect viewport;
    MapLook look;
    std::uint64_t figures = 0;
    bool operator==(const BaseKey&) const = default;
  };
  void redraw_base(sf::Vector2u size, const Camera& camera, const MapLook& look);
  void style_streets(const MapLook& look);
  [[nodiscard]] StreetStyle style_of(LinkId l, const MapLook& look, const Theme& theme) const;

  const World* world_;
  const Fonts* fonts_;
  LaneGeometry lanes_;
  Ground ground_;
  StreetPainter streets_;
  StreetLabels labels_;
  StopPainter stops_;
  VehiclePainter vehicles_;
  std::vector<char> made_up_;  // by link
  bool any_made_up_ = false;
  LinkFrame frame_;
  LinkFrame base_frame_;
  std::uint64_t figures_ = 0;
  std::uint64_t styled_figures_ = 0;
  MapLook styled_;
  bool styled_once_ = false;
  std::unique_ptr<sf::RenderTexture> base_;
  BaseKey key_;
  bool software_ = false;
  bool hasty_ = false;  // the picture lacks what a moving eye does not miss
  BaseKey label_key_;
};

}  // namespace mwendo::viz
