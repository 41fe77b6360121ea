#include "viz/paint/sprites.h"

#include <cmath>

#include "sim/traffic/vehicle_type.h"

namespace mwendo::viz {
namespace {

constexpr unsigned kCellW = 128;
constexpr unsigned kCellH = 32;
constexpr float kBorder = 2;  // clear pixels round a sprite, for smooth edges
constexpr int kSamples = 4;   // a side, per pixel

// Brightness and cover of a point of a vehicle; x from rear 0 to front 1, y from -1 to 1.
struct Shade {
  float grey = 1;
  float cover = 0;
};

// Inside a box with rounded corners; aspect is length over width.
bool in_box(float x, float y, float x0, float x1, float half, float radius, float aspect) {
  const float cx = std::abs(x - (x0 + x1) / 2) * 2 * aspect;
  const float hx = (x1 - x0) * aspect;
  const float qx = std::max(cx - (hx - radius), 0.0F);
  const float qy = std::max(std::abs(y) - (half - radius), 0.0F);
  return cx <= hx && std::abs(y) <= half && qx * qx + qy * qy <= radius * radius;
}

bool between(float v, float a, float b) { return v >= a && v <= b; }

Shade body(float x, float y, float aspect, float radius) {
  if (!in_box(x, y, 0, 1, 1, radius, aspect)) return {};
  const bool inner = in_box(x, y, 0.16F / aspect, 1 - 0.16F / aspect, 0.84F, radius, aspect);
  return {inner ? 1.0F : 0.74F, 1};
}

Shade car(float x, float y, float aspect) {
  Shade s = body(x, y, aspect, 0.55F);
  if (s.cover == 0) return s;
  const float narrow = 0.72F - 0.1F * std::abs(x - 0.5F);
  if (between(x, 0.60F, 0.72F) && std::abs(y) < narrow) s.grey = 0.20F;
  if (between(x, 0.16F, 0.25F) && std::abs(y) < narrow) s.grey = 0.28F;
  if (between(x, 0.27F, 0.58F) && between(std::abs(y), 0.66F, 0.8F)) s.grey = 0.35F;
  if (x > 0.955F && std::abs(y) > 0.45F) s.grey = 1;
  return s;
}

Shade van(float x, float y, float aspect, float screen) {
  Shade s = body(x, y, aspect, 0.4F);
  if (s.cover == 0) return s;
  if (between(x, 1 - screen, 1 - screen * 0.35F) && std::abs(y) < 0.78F) s.grey = 0.20F;
  if (between(x, 0.1F, 0.75F) && between(std::abs(y), 0.74F, 0.86F)) s.grey = 0.45F;
  if (between(x, 0.30F, 0.36F) && std::abs(y) < 0.35F) s.grey = 0.82F;
  if (between(x, 0.55F, 0.61F) && std::abs(y) < 0.35F) s.grey = 0.82F;
  return s;
}

Shade articulated(float x, float y, float aspect, int joints) {
  Shade s = van(x, y, aspect, 0.055F);
  if (s.cover == 0) return s;
  for (int k = 1; k <= joints; ++k) {
    const float at =
        static_cast<float>(k) / static_cast<float>(joints + 1) - (joints == 1 ? 0.06F : 0);
    if (std::abs(x - at) < 0.22F / aspect) {
      s.grey = 0.35F;
      if (std::abs(y) > 0.86F) s.cover = 0;
    }
  }
  return s;
}

Shade truck(float x, float y, float aspect) {
  if (between(x, 0.735F, 0.765F)) return {0.3F, std::abs(y) < 0.4F ? 1.0F : 0.0F};
  if (x < 0.75F) {
    const bool inside = in_box(x, y, 0, 0.735F, 1, 0.12F, aspect);
    const bool inner = in_box(x, y, 0.02F, 0.715F, 0.86F, 0.1F, aspect);
    return {inner ? 1.0F : 0.76F, inside ? 1.0F : 0.0F};
  }
  Shade s{0.85F, in_box(x, y, 0.765F, 1, 0.95F, 0.3F, aspect) ? 1.0F : 0.0F};
  if (between(x, 0.90F, 0.965F) && std::abs(y) < 0.75F) s.grey = 0.2F;
  return s;
}

Shade two_wheeler(float x, float y, float aspect, float thick) {
  const bool frame = in_box(x, y, 0, 1, thick, thick, aspect);
  const bool bars = between(x, 0.70F, 0.80F) && std::abs(y) < 0.9F;
  const float dx = (x - 0.42F) * aspect * 2;
  const float rider = dx * dx + y * y;
  if (rider < 0.16F) return {0.35F, 1};
  if (rider < 0.75F) return {1, 1};
  return {frame && !bars ? 0.55F : 0.4F, frame || bars ? 1.0F : 0.0F};
}

Shade shade_at(std::uint8_t kind, float x, float y, float aspect) {
  switch (kind) {
    case static_cast<std::uint8_t>(VehicleClass::car): return car(x, y, aspect);
    case static_cast<std::uint8_t>(VehicleClass::motorcycle):
      return two_wheeler(x, y, aspect, 0.38F);
    case static_cast<std::uint8_t>(VehicleClass::bicycle): return two_wheeler(x, y, aspect, 0.16F);
    case static_cast<std::uint8_t>(VehicleClass::minibus): return van(x, y, aspect, 0.17F);
    case static_cast<std::uint8_t>(VehicleClass::midibus): return van(x, y, aspect, 0.12F);
    case static_cast<std::uint8_t>(VehicleClass::bus): return van(x, y, aspect, 0.09F);
    case static_cast<std::uint8_t>(VehicleClass::truck): return truck(x, y, aspect);
    case kTrainKind: return articulated(x, y, aspect, 2);
    default: return articulated(x, y, aspect, 1);
  }
}

template <class F>
void draw_cell(sf::Image& image, unsigned row, F&& at) {
  for (unsigned py = 0; py < kCellH; ++py)
    for (unsigned px = 0; px < kCellW; ++px) {
      float grey = 0, cover = 0;
      for (int i = 0; i < kSamples * kSamples; ++i) {
        const float sx = (static_cast<float>(i % kSamples) + 0.5F) / kSamples;
        const float sy = (static_cast<float>(i / kSamples) + 0.5F) / kSamples;
        const Shade s = at(static_cast<float>(px) + sx, static_cast<float>(py) + sy);
        grey += s.grey * s.cover;
        cover += s.cover;
      }
      const float g = cover > 0 ? grey / cover : 1;
      const auto level = static_cast<sf::Uint8>(std::lround(255 * g));
      const auto alpha = static_cast<sf::Uint8>(std::lround(255 * cover / (kSamples * kSamples)));
      image.setPixel(px, row * kCellH + py, {level, level, level, alpha});
    }
}

}  // namespace

Footprint footprint_of(std::uint8_t kind) {
  if (kind == kTrainKind) return {29, 2.65F};
  if (kind == kBrtKind) return {18, 2.55F};
  const VehicleParameters& p = parameters_of(static_cast<VehicleClass>(kind));
  return {p.length_m, p.width_m};
}

sf::Image draw_sprites() {
  sf::Image image;
  image.create(kCellW, kCellH * (kKindCount + 1), {255, 255, 255, 0});
  for (std::uint8_t kind = 0; kind < kKindCount; ++kind) {
    const Footprint f = footprint_of(kind);
    const float aspect = f.length_m / f.width_m;
    draw_cell(image, kind, [&](float px, float py) {
      const float x = (px - kBorder) / (kCellW - 2 * kBorder);
      const float y = (py - kBorder) / (kCellH - 2 * kBorder) * 2 - 1;
      return x < 0 || x > 1 ? Shade{} : shade_at(kind, x, y, aspect);
    });
  }
  draw_cell(image, kKindCount, [](float px, float py) {
    const float x = (px - kCellH / 2.0F) / (kCellH / 2.0F - kBorder);
    const float y = (py - kCellH / 2.0F) / (kCellH / 2.0F - kBorder);
    const float r = x * x + y * y;
    return Shade{r < 0.22F ? 0.45F : 1, r <= 1 ? 1.0F : 0.0F};
  });
  return image;
}

Sprites::Sprites() {
  texture_.loadFromImage(draw_sprites());
  texture_.setSmooth(true);
}

Rect Sprites::place(std::uint8_t kind) {
  return {0, static_cast<float>(kind * kCellH), kCellW, kCellH};
}

Rect Sprites::disc() { return {0, static_cast<float>(kKindCount * kCellH), kCellH, kCellH}; }

}  // namespace mwendo::viz
