// Small vector arithmetic on sf::Vector2f, in metres of the map or in pixels.
#pragma once

#include <SFML/System/Vector2.hpp>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mwendo::viz {

using Vec = sf::Vector2f;

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  [[nodiscard]] bool contains(Vec p) const {
    return p.x >= x && p.x < x + w && p.y >= y && p.y < y + h;
  }
  [[nodiscard]] bool overlaps(const Rect& r) const {
    return x < r.x + r.w && r.x < x + w && y < r.y + r.h && r.y < y + h;
  }
  [[nodiscard]] Rect inset(float d) const { return {x + d, y + d, w - 2 * d, h - 2 * d}; }
  [[nodiscard]] Vec centre() const { return {x + w / 2, y + h / 2}; }
  bool operator==(const Rect&) const = default;
};

[[nodiscard]] inline float dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y; }
[[nodiscard]] inline float cross(Vec a, Vec b) { return a.x * b.y - a.y * b.x; }
[[nodiscard]] inline float length(Vec a) { return std::sqrt(dot(a, a)); }
[[nodiscard]] inline Vec left_of(Vec d) { return {-d.y, d.x}; }  // y north
[[nodiscard]] inline Vec unit(Vec a) {
  const float l = length(a);
  return l > 0 ? a / l : Vec{1, 0};
}
[[nodiscard]] inline float mix(float a, float b, float t) { return a + (b - a) * t; }
[[nodiscard]] inline Vec mix(Vec a, Vec b, float t) { return a + (b - a) * t; }
[[nodiscard]] inline float smooth_step(float t) {
  t = std::clamp(t, 0.0F, 1.0F);
  return t * t * (3 - 2 * t);
}
// Distance of a point from a piece, and where on the piece (0..1) it is nearest.
struct Nearest {
  float distance;
  float share;
};
[[nodiscard]] inline Nearest nearest_on_piece(Vec p, Vec a, Vec b) {
  const Vec d = b - a;
  const float l2 = dot(d, d);
  const float t = l2 > 0 ? std::clamp(dot(p - a, d) / l2, 0.0F, 1.0F) : 0.0F;
  return {length(p - (a + d * t)), t};
}

}  // namespace mwendo::viz
