// Pictures of vehicles from above, drawn once into one texture in shades of grey; the colour of a
// vertex tints them.
//
//   Sprites sprites;                                  // needs an OpenGL context
//   const Rect r = sprites.place(kBrtKind);           // pixels of the texture, front to the right
#pragma once

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/Texture.hpp>

#include "viz/map/vec.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

struct Footprint {
  float length_m = 4;
  float width_m = 2;
};
[[nodiscard]] Footprint footprint_of(std::uint8_t kind);

// All sprites below each other; no OpenGL needed.
[[nodiscard]] sf::Image draw_sprites();

class Sprites {
 public:
  Sprites();
  [[nodiscard]] const sf::Texture& texture() const { return texture_; }
  [[nodiscard]] static Rect place(std::uint8_t kind);
  [[nodiscard]] static Rect disc();  // a person from above

 private:
  sf::Texture texture_;
};

}  // namespace mwendo::viz
