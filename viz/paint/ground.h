// The land below the streets: where people live, as a soft tint, and the names of places.
//
//   Ground ground(world, lanes);              // needs an OpenGL context
//   ground.draw(target, camera, theme);       // first of all
//   ground.place_names(camera, painter, text_scale);
//   ground.draw_names(painter, theme);        // after the streets
//
// Tint: residents of the zones, spread over the street nodes of their homes and blurred. Its
// strength is a square root, so that thinly settled land also shows. Names: place_names.h, the
// weightiest first.
// Limits: not land use; a quarter without a street in the data is not tinted.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "sim/world/world.h"
#include "viz/map/lane_geometry.h"
#include "viz/paint/painter.h"

namespace mwendo::viz {

class Ground {
 public:
  Ground(const World& world, const LaneGeometry& lanes);
  void draw(sf::RenderTarget& target, const Camera& camera, ThemeName theme);
  void place_names(const Camera& camera, const Painter& painter, float text_scale);
  void draw_names(Painter& painter, const Theme& theme) const;
  // Spots in pixels that names of streets should leave free.
  [[nodiscard]] const std::vector<Vec>& taken() const { return taken_; }

 private:
  struct Place {
    std::string name;
    Vec at;
  };
  struct Written {
    const Place* place;
    Vec at;
    float size;
    float alpha;
  };
  void count_people(const World& world, const LaneGeometry& lanes);
  void blur();
  sf::Texture& tint(ThemeName theme);

  static constexpr unsigned kCells = 384;
  Box box_;
  std::vector<float> people_;  // by cell, rows from the north
  std::array<std::unique_ptr<sf::Texture>, 2> tints_;
  std::vector<Place> places_;
  std::vector<Written> written_;
  std::vector<Vec> taken_;
};

}  // namespace mwendo::viz
