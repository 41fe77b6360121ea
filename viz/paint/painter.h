// Draws smooth shapes and text in pixels, many in one call.
//
//   Painter painter(window, fonts);
//   painter.panel({20, 20, 300, 80}, theme);
//   painter.text({36, 56}, "07:30", {.size = 28, .weight = Weight::bold, .colour = theme.text});
//   painter.flush();
//
// Shapes have a soft edge of one pixel, so that they are smooth without multisampling. Within one
// flush shapes lie below text. Text is UTF-8; its position is the start of the baseline.
#pragma once

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/Graphics/VertexArray.hpp>
#include <array>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "viz/map/vec.h"
#include "viz/paint/fonts.h"
#include "viz/paint/theme.h"

namespace mwendo::viz {

enum class Align : std::uint8_t { left, centre, right };

struct TextStyle {
  float size = 14;
  Weight weight = Weight::regular;
  sf::Color colour = sf::Color::White;
  Align align = Align::left;
  sf::Color halo = sf::Color::Transparent;
  float spacing = 0;  // extra pixels between letters
};

class Painter {
 public:
  Painter(sf::RenderTarget& target, const Fonts& fonts) : target_(&target), fonts_(&fonts) {}

  void fill(Rect r, sf::Color c);
  void gradient(Rect r, sf::Color top, sf::Color bottom);
  void gradient_across(Rect r, sf::Color left, sf::Color right);
  void rounded(Rect r, float radius, sf::Color c);
  void outline(Rect r, float radius, float width, sf::Color c);
  void shadow(Rect r, float radius, float spread, sf::Color c);
  void panel(Rect r, const Theme& theme, float radius = 10);
  void circle(Vec centre, float radius, sf::Color c);
  void ring(Vec centre, float radius, float width, sf::Color c);
  void line(Vec a, Vec b, float width, sf::Color c);
  void polyline(std::span<const Vec> points, float width, sf::Color c);
  void polygon(std::span<const Vec> convex, sf::Color c, float edge = 1);  // any winding
  void triangle(Vec a, Vec b, Vec c, sf::Color colour);

  void text(Vec baseline, std::string_view utf8, const TextStyle& style);
  [[nodiscard]] float width(std::string_view utf8, const TextStyle& style) const;
  // Cut with an ellipsis to fit.
  [[nodiscard]] std::string fitted(std::string_view utf8, const TextStyle& style, float w) const;
  // Letters along a line of pixels, starting at a distance on it, standing on its middle.
  void text_along(std::span<const Vec> line, float start, std::string_view utf8,
                  const TextStyle& style);

  void flush(const sf::RenderStates& states = sf::RenderStates::Default);
  [[nodiscard]] sf::RenderTarget& target() { return *target_; }

 private:
  struct Glyphs {
    std::vector<sf::Vertex> halo, fill;
  };
  void add_triangle(Vec a, sf::Color ca, Vec b, sf::Color cb, Vec c, sf::Color cc);
  void add_quad(const std::array<Vec, 4>& p, const std::array<sf::Color, 4>& c);
  void put_glyph(std::uint32_t face, char32_t letter, const TextStyle& style, Vec at, Vec along);
  static void append_glyph(std::vector<sf::Vertex>& out, const sf::Glyph& g, Vec at, Vec along,
                           sf::Color c, float outline);
  [[nodiscard]] float advance(char32_t letter, char32_t before, const TextStyle& style) const;

  sf::RenderTarget* target_;
  const Fonts* fonts_;
  std::vector<sf::Vertex> shapes_;
  std::map<std::pair<std::uint32_t, unsigned>, Glyphs> glyphs_;  // by face and size
  std::vector<Vec> scratch_;
};

// UTF-8 to letters; broken bytes become U+FFFD.
[[nodiscard]] std::u32string letters_of(std::string_view utf8);

}  // namespace mwendo::viz
