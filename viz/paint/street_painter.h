// Draws the streets on the graphics card.
//
//   StreetPainter streets(net, lanes);
//   streets.set_style(styles);                       // by link: colour and least width
//   streets.draw(target, camera, options);
//
// The geometry is uploaded once. set_style replaces only a small texture, so a layer can change
// every frame. Widths never fall below the least width of the style at any scale.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/Shader.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/Graphics/VertexBuffer.hpp>
#include <memory>
#include <span>
#include <vector>

#include "viz/map/camera.h"
#include "viz/map/street_mesh.h"

namespace mwendo::viz {

struct StreetStyle {
  sf::Color colour;    // alpha is not used
  float least_px = 1;  // full width of one direction, at most 25
};

struct StreetDrawing {
  sf::Color casing;
  float casing_px = 1;  // 0: none
  float thin = 1;       // least widths are multiplied by this
};

class StreetPainter {
 public:
  StreetPainter(const Network& net, const LaneGeometry& lanes);

  // One entry per link, then one per node (junction discs).
  void set_style(std::span<const StreetStyle> links_and_nodes);
  void set_lane_style(std::span<const StreetStyle> lanes);
  void draw(sf::RenderTarget& target, const Camera& camera, const StreetDrawing& how);
  void draw_lanes(sf::RenderTarget& target, const Camera& camera, float thin);

 private:
  struct Table {
    sf::Texture texture;
    unsigned width = 1, height = 1;
    std::vector<sf::Uint8> pixels;
    void set(std::span<const StreetStyle> styles);
  };
  struct Layer {
    StreetMesh mesh;
    std::unique_ptr<sf::VertexBuffer> buffer;
    void upload();
  };
  void prepare(const Camera& camera, const Table& table, float thin);
  void draw_ranges(sf::RenderTarget& target, const Layer& layer, const Camera& camera);

  Layer fine_, coarse_, lanes_;
  Table street_table_, lane_table_;
  sf::Shader shader_;
};

// Metres of the map to pixels.
[[nodiscard]] sf::Transform transform_of(const Camera& camera);

}  // namespace mwendo::viz
