// Draws the vehicles and people of a snapshot: as pictures near, as small shapes farther away, as a
// density over a whole city.
//
//   VehiclePainter vehicles(world, lanes, stops);
//   vehicles.draw(target, camera, snapshot, share, theme, VehicleColour::kind);
//
// Only vehicles on links in view are placed.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/world/world.h"
#include "viz/map/lane_geometry.h"
#include "viz/paint/sprites.h"
#include "viz/paint/stop_painter.h"
#include "viz/paint/theme.h"
#include "viz/paint/walk_paths.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

enum class VehicleColour : std::uint8_t { kind, speed };

class VehiclePainter {
 public:
  VehiclePainter(const World& world, const LaneGeometry& lanes, const StopPainter& stops);

  // dot_scale: of the least size of vehicles and people, 1 for 720 lines.
  void draw(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot, float share,
            const Theme& theme, VehicleColour colour, float dot_scale = 1);
  [[nodiscard]] static bool shows_density(const Camera& camera, float dot_scale) {
    return camera.scale() < kDensityBelow * dot_scale;
  }
  [[nodiscard]] std::optional<std::uint32_t> person_at(Vec pixel, float reach) const;
  [[nodiscard]] std::optional<Vec> person_spot(std::uint32_t id) const;
  [[nodiscard]] std::span<const Vec> person_path(std::uint32_t id) const {
    return paths_.path_of(id);
  }
  // Vehicles and people drawn by the last call.
  [[nodiscard]] std::size_t drawn() const { return drawn_; }

  static constexpr float kDensityBelow = 0.035F;  // pixels per metre
  static constexpr float kPicturesAbove = 0.8F;

 private:
  void find_visible_links(const Box& view);
  void draw_shapes(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot,
                   float share, const Theme& theme, VehicleColour colour);
  void draw_trains(const Camera& camera, const Snapshot& snapshot, float share, const Theme& theme);
  void draw_density(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot,
                    const Theme& theme);
  void spread(unsigned columns, unsigned rows);
  void draw_people(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot,
                   float share, const Theme& theme);
  void add(const Pose& pose, std::uint8_t kind, sf::Color c, const Camera& camera, float least_px);
  [[nodiscard]] sf::Color colour_of(const VehicleSample& v, const Theme& theme,
                                    VehicleColour colour) const;

  const Network* net_;
  const LaneGeometry* lanes_;
  const StopPainter* stops_;
  WalkPaths paths_;
  Sprites sprites_;
  std::vector<char> visible_;
  std::vector<sf::Vertex> quads_;
  bool pictures_ = false;
  float dot_scale_ = 1;
  std::size_t drawn_ = 0;
  std::vector<std::pair<Vec, std::uint32_t>> spots_;  // people drawn, pixels
  std::vector<float> cells_, line_;
  std::vector<sf::Uint8> pixels_;
  sf::Texture density_;
};

}  // namespace mwendo::viz
