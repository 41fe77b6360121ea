#include "viz/paint/painter.h"

#include <cmath>

namespace mwendo::viz {
namespace {

// Points of a rounded rectangle, clockwise on the screen from the upper left corner.
void rounded_points(Rect r, float radius, std::vector<Vec>& out) {
  out.clear();
  radius = std::min({radius, r.w / 2, r.h / 2});
  const int steps = radius < 1 ? 0 : std::clamp(static_cast<int>(radius / 1.5F), 3, 14);
  const std::array<Vec, 4> corner = {
      Vec{r.x + radius, r.y + radius}, Vec{r.x + r.w - radius, r.y + radius},
      Vec{r.x + r.w - radius, r.y + r.h - radius}, Vec{r.x + radius, r.y + r.h - radius}};
  for (int k = 0; k < 4; ++k)
    for (int i = 0; i <= steps; ++i) {
      const float share = steps == 0 ? 0.5F : static_cast<float>(i) / static_cast<float>(steps);
      const float angle = std::numbers::pi_v<float> * (1 + (static_cast<float>(k) + share) / 2);
      const float at = steps == 0 ? 0 : radius;
      out.push_back(corner[static_cast<std::size_t>(k)] +
                    Vec{at * std::cos(angle), at * std::sin(angle)});
    }
}

void circle_points(Vec centre, float radius, std::vector<Vec>& out) {
  const int n = std::clamp(static_cast<int>(radius * 2.2F), 10, 72);
  out.clear();
  for (int i = 0; i < n; ++i) {
    const float a = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(n);
    out.push_back(centre + Vec{radius * std::cos(a), radius * std::sin(a)});
  }
}

// Outward direction at each corner of a convex polygon, long enough to move both edges by 1.
void outward(std::span<const Vec> p, std::vector<Vec>& out) {
  float area = 0;
  const std::size_t n = p.size();
  for (std::size_t i = 0; i < n; ++i) area += cross(p[i], p[(i + 1) % n]);
  const float side = area > 0 ? 1.0F : -1.0F;
  out.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Vec a = unit(p[i] - p[(i + n - 1) % n]);
    const Vec b = unit(p[(i + 1) % n] - p[i]);
    const Vec na{a.y * side, -a.x * side};
    const Vec nb{b.y * side, -b.x * side};
    const float d = 1 + dot(na, nb);
    out[i] = d > 0.3F ? (na + nb) / d : nb;
  }
}

}  // namespace

void Painter::add_triangle(Vec a, sf::Color ca, Vec b, sf::Color cb, Vec c, sf::Color cc) {
  shapes_.emplace_back(a, ca);
  shapes_.emplace_back(b, cb);
  shapes_.emplace_back(c, cc);
}

void Painter::add_quad(const std::array<Vec, 4>& p, const std::array<sf::Color, 4>& c) {
  add_triangle(p[0], c[0], p[1], c[1], p[2], c[2]);
  add_triangle(p[0], c[0], p[2], c[2], p[3], c[3]);
}

void Painter::fill(Rect r, sf::Color c) { gradient(r, c, c); }

void Painter::gradient(Rect r, sf::Color top, sf::Color bottom) {
  add_quad({Vec{r.x, r.y}, Vec{r.x + r.w, r.y}, Vec{r.x + r.w, r.y + r.h}, Vec{r.x, r.y + r.h}},
           {top, top, bottom, bottom});
}

void Painter::gradient_across(Rect r, sf::Color left, sf::Color right) {
  add_quad({Vec{r.x, r.y}, Vec{r.x + r.w, r.y}, Vec{r.x + r.w, r.y + r.h}, Vec{r.x, r.y + r.h}},
           {left, right, right, left});
}

void Painter::polygon(std::span<const Vec> p, sf::Color c, float edge) {
  if (p.size() < 3) return;
  static thread_local std::vector<Vec> out;
  outward(p, out);
  const sf::Color clear = faded(c, 0);
  const float inner = edge == 1 ? 0.5F : 0;
  const float outer = edge == 1 ? 0.5F : edge;
  const std::size_t n = p.size();
  for (std::size_t i = 1; i + 1 < n; ++i)
    add_triangle(p[0] - out[0] * inner, c, p[i] - out[i] * inner, c, p[i + 1] - out[i + 1] * inner,
                 c);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t j = (i + 1) % n;
    add_quad({p[i] - out[i] * inner, p[j] - out[j] * inner, p[j] + out[j] * outer,
              p[i] + out[i] * outer},
             {c, c, clear, clear});
  }
}

void Painter::rounded(Rect r, float radius, sf::Color c) {
  rounded_points(r, radius, scratch_);
  polygon(scratch_, c);
}

void Painter::outline(Rect r, float radius, float width, sf::Color c) {
  rounded_points(r, radius, scratch_);
  std::vector<Vec> closed = scratch_;
  closed.push_back(closed.front());
  polyline(closed, width, c);
}

void Painter::shadow(Rect r, float radius, float spread, sf::Color c) {
  // Two layers make the fall-off steep near the edge and gentle outside.
  for (const float share : {0.45F, 1.0F}) {
    rounded_points({r.x + 1, r.y + spread * 0.22F, r.w - 2, r.h}, radius, scratch_);
    polygon(scratch_, faded(c, share == 1 ? 0.45F : 0.55F), spread * share);
  }
}

void Painter::panel(Rect r, const Theme& theme, float radius) {
  shadow(r, radius, 14, theme.panel_shadow);
  rounded(r, radius, theme.panel);
  outline(r.inset(0.5F), radius, 1, theme.panel_rim);
}

void Painter::circle(Vec centre, float radius, sf::Color c) {
  circle_points(centre, radius, scratch_);
  polygon(scratch_, c);
}

void Painter::ring(Vec centre, float radius, float width, sf::Color c) {
  circle_points(centre, radius, scratch_);
  std::vector<Vec> closed = scratch_;
  closed.push_back(closed.front());
  polyline(closed, width, c);
}

void Painter::line(Vec a, Vec b, float width, sf::Color c) {
  const std::array<Vec, 2> p = {a, b};
  polyline(p, width, c);
}

void Painter::polyline(std::span<const Vec> p, float width, sf::Color c) {
  if (p.size() < 2) return;
  const float inner = std::max(width / 2 - 0.5F, 0.0F);
  const float outer = width / 2 + 0.5F;
  const sf::Color core = width < 1 ? faded(c, width) : c;
  const sf::Color clear = faded(core, 0);
  const bool closed = p.size() > 3 && p.front() == p.back();
  const auto side = [&](std::size_t i) {
    const std::size_t last = p.size() - 1;
    const Vec before = i > 0 ? p[i] - p[i - 1] : (closed ? p[0] - p[last - 1] : p[1] - p[0]);
    const Vec after = i < last ? p[i + 1] - p[i] : (closed ? p[1] - p[0] : p[i] - p[i - 1]);
    const Vec na = left_of(unit(before));
    const Vec nb = left_of(unit(after));
    const float d = 1 + dot(na, nb);
    return d > 0.35F ? (na + nb) / d : nb;
  };
  Vec s0 = side(0);
  for (std::size_t i = 0; i + 1 < p.size(); ++i) {
    const Vec s1 = side(i + 1);
    add_quad({p[i] - s0 * inner, p[i + 1] - s1 * inner, p[i + 1] + s1 * inner, p[i] + s0 * inner},
             {core, core, core, core});
    add_quad({p[i] + s0 * inner, p[i + 1] + s1 * inner, p[i + 1] + s1 * outer, p[i] + s0 * outer},
             {core, core, clear, clear});
    add_quad({p[i] - s0 * inner, p[i + 1] - s1 * inner, p[i + 1] - s1 * outer, p[i] - s0 * outer},
             {core, core, clear, clear});
    s0 = s1;
  }
}

void Painter::triangle(Vec a, Vec b, Vec c, sf::Color colour) {
  const std::array<Vec, 3> p = {a, b, c};
  polygon(p, colour);
}

void Painter::flush(const sf::RenderStates& states) {
  if (!shapes_.empty()) target_->draw(shapes_.data(), shapes_.size(), sf::Triangles, states);
  shapes_.clear();
  for (auto& [key, batch] : glyphs_) {
    sf::RenderStates with = states;
    with.texture = &fonts_->face(key.first).getTexture(key.second);
    if (!batch.halo.empty())
      target_->draw(batch.halo.data(), batch.halo.size(), sf::Triangles, with);
    if (!batch.fill.empty())
      target_->draw(batch.fill.data(), batch.fill.size(), sf::Triangles, with);
    batch.halo.clear();
    batch.fill.clear();
  }
}

}  // namespace mwendo::viz
