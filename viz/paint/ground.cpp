#include "viz/paint/ground.h"

#include <SFML/Graphics/Vertex.hpp>
#include <algorithm>
#include <cmath>
#include <span>

#include "viz/map/place_names.h"

namespace mwendo::viz {
namespace {

constexpr float kBlurM = 330;        // metres, standard deviation of the spread of homes
constexpr float kNamesUpTo = 0.16F;  // pixels per metre
constexpr float kNamesFrom = 0.004F;
constexpr std::size_t kMostNames = 24;

// Three boxes one after the other come close to a bell.
void blur_rows(std::vector<float>& v, unsigned n, int radius) {
  std::vector<float> line(n);
  for (unsigned r = 0; r < n; ++r)
    for (int pass = 0; pass < 3; ++pass) {
      float* row = v.data() + std::size_t{r} * n;
      float sum = 0;
      for (int i = -radius; i < static_cast<int>(n); ++i) {
        if (i + radius < static_cast<int>(n)) sum += row[i + radius];
        if (i - radius - 1 >= 0) sum -= row[i - radius - 1];
        if (i >= 0) line[static_cast<std::size_t>(i)] = sum / static_cast<float>(2 * radius + 1);
      }
      std::copy(line.begin(), line.end(), row);
    }
}

void transpose(std::vector<float>& v, unsigned n) {
  for (unsigned r = 0; r < n; ++r)
    for (unsigned c = r + 1; c < n; ++c)
      std::swap(v[std::size_t{r} * n + c], v[std::size_t{c} * n + r]);
}

}  // namespace

Ground::Ground(const World& world, const LaneGeometry& lanes) {
  if (world.zones.name.empty()) return;
  count_people(world, lanes);
  for (const PlaceName& p : viz::place_names(world))
    places_.push_back({p.name, lanes.origin_offset(p.at)});
}

void Ground::count_people(const World& world, const LaneGeometry& lanes) {
  const Box all = lanes.box().grown(1500);
  const float side = std::max(all.high.x - all.low.x, all.high.y - all.low.y);
  box_ = {all.centre() - Vec{side, side} / 2.0F, all.centre() + Vec{side, side} / 2.0F};
  people_.assign(std::size_t{kCells} * kCells, 0);
  const Zones& zones = world.zones;
  for (const ZoneId z : zones.zones())
    for (const ZoneNode& n : std::span(zones.nodes.begin_of(z), zones.nodes.count_of(z))) {
      const Vec p = lanes.origin_offset(world.network.node.position[n.node]);
      const auto c = static_cast<unsigned>((p.x - box_.low.x) / side * kCells);
      const auto r = static_cast<unsigned>((box_.high.y - p.y) / side * kCells);
      if (c < kCells && r < kCells)
        people_[std::size_t{r} * kCells + c] += zones.population[z] * n.home_weight;
    }
  blur();
}

void Ground::blur() {
  const float cell = (box_.high.x - box_.low.x) / kCells;
  // A box of radius r has the variance r (r + 1) / 3; three of them add up.
  const int radius = std::max(1, static_cast<int>(std::lround(kBlurM / cell)));
  for (int i = 0; i < 2; ++i) {
    blur_rows(people_, kCells, radius);
    transpose(people_, kCells);
  }
  std::vector<float> sorted;
  for (const float v : people_)
    if (v > 0) sorted.push_back(v);
  if (sorted.empty()) return;
  const auto high =
      sorted.begin() + static_cast<std::ptrdiff_t>(0.97 * static_cast<double>(sorted.size() - 1));
  std::nth_element(sorted.begin(), high, sorted.end());
  for (float& v : people_) v = std::sqrt(std::clamp(v / *high, 0.0F, 1.0F));
}

sf::Texture& Ground::tint(ThemeName theme) {
  auto& texture = tints_[static_cast<std::size_t>(theme)];
  if (texture != nullptr) return *texture;
  const Theme& t = theme_of(theme);
  std::vector<sf::Uint8> pixels;
  pixels.reserve(people_.size() * 4);
  for (const float v : people_) {
    const sf::Color c = blend(t.land, t.settled, v);
    for (const sf::Uint8 byte : {c.r, c.g, c.b, sf::Uint8{255}}) pixels.push_back(byte);
  }
  texture = std::make_unique<sf::Texture>();
  texture->create(kCells, kCells);
  texture->setSmooth(true);
  texture->update(pixels.data());
  return *texture;
}

void Ground::draw(sf::RenderTarget& target, const Camera& camera, ThemeName theme) {
  const float alpha = std::clamp(1.1F - camera.scale(), 0.0F, 1.0F);
  if (people_.empty() || alpha == 0) return;
  const Vec a = camera.to_pixel({box_.low.x, box_.high.y}),
            b = camera.to_pixel({box_.high.x, box_.low.y});
  constexpr float n = kCells;
  // From near, streets and vehicles matter more than where people live.
  const sf::Color c = faded(sf::Color::White, alpha);
  const std::array<sf::Vertex, 4> quad = {
      sf::Vertex(a, c, Vec{0, 0}), sf::Vertex(Vec{b.x, a.y}, c, Vec{n, 0}),
      sf::Vertex(b, c, Vec{n, n}), sf::Vertex(Vec{a.x, b.y}, c, Vec{0, n})};
  target.draw(quad.data(), quad.size(), sf::Quads, sf::RenderStates(&tint(theme)));
}

void Ground::place_names(const Camera& camera, const Painter& painter, float text_scale) {
  written_.clear();
  taken_.clear();
  const float scale = camera.scale() / text_scale;
  if (scale > kNamesUpTo || scale < kNamesFrom) return;
  const float alpha = std::clamp((kNamesUpTo - scale) / (0.4F * kNamesUpTo), 0.0F, 1.0F);
  const Rect view = camera.viewport().inset(10);
  std::vector<Rect> boxes;
  for (const Place& p : places_) {
    if (written_.size() >= kMostNames) break;
    const float size = std::round(text_scale * (written_.size() < 6 ? 13.5F : 12.0F));
    const TextStyle style{.size = size, .weight = Weight::medium, .spacing = size * 0.08F};
    const float w = painter.width(p.name, style);
    const Vec at = camera.to_pixel(p.at);
    const Rect box{at.x - w / 2, at.y - size, w, size * 1.3F};
    const bool inside = view.contains({box.x, box.y}) && view.contains({box.x + w, box.y + box.h});
    const Rect wide = box.inset(-6 * text_scale);
    if (!inside ||
        std::any_of(boxes.begin(), boxes.end(), [&](const Rect& b) { return b.overlaps(wide); }))
      continue;
    boxes.push_back(box);
    written_.push_back({&p, at, size, alpha});
    for (float x = 0; x <= w; x += 20) taken_.push_back({box.x + x, at.y - size * 0.4F});
  }
}

void Ground::draw_names(Painter& painter, const Theme& theme) const {
  for (const Written& w : written_)
    painter.text(w.at, w.place->name,
                 {.size = w.size,
                  .weight = Weight::medium,
                  .colour = faded(theme.place_name, w.alpha),
                  .align = Align::centre,
                  .halo = faded(theme.label_halo, w.alpha),
                  .spacing = w.size * 0.08F});
}

}  // namespace mwendo::viz
