// The camera above the map: where it looks and its scale.
//
//   Camera camera;
//   camera.fit({min, max}, viewport, true);
//   camera.zoom_at(mouse, 1.25F);            // the place under the mouse stays there
//   camera.advance(frame_seconds);           // moves smoothly towards the target
//   const Vec pixel = camera.to_pixel(place);
//
// Metres of the map: x east, y north, relative to the middle of the city. Pixels: x right, y down.
// Guarantee: to_map(to_pixel(p)) == p up to rounding; advance() reaches its target.
#pragma once

#include "viz/map/vec.h"

namespace mwendo::viz {

struct Box {
  Vec low{1e9F, 1e9F};
  Vec high{-1e9F, -1e9F};
  void include(Vec p) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  [[nodiscard]] bool empty() const { return low.x > high.x; }
  [[nodiscard]] bool overlaps(const Box& b) const {
    return low.x <= b.high.x && b.low.x <= high.x && low.y <= b.high.y && b.low.y <= high.y;
  }
  [[nodiscard]] bool contains(Vec p) const {
    return p.x >= low.x && p.x <= high.x && p.y >= low.y && p.y <= high.y;
  }
  [[nodiscard]] Box grown(float d) const { return {low - Vec{d, d}, high + Vec{d, d}}; }
  [[nodiscard]] Vec centre() const { return (low + high) / 2.0F; }
};

class Camera {
 public:
  void set_viewport(Rect pixels);
  void move_viewport(Rect pixels) { viewport_ = pixels; }  // same size, elsewhere
  [[nodiscard]] Rect viewport() const { return viewport_; }
  void set_limits(const Box& city);

  // Shows the box within a part of the viewport that no panel hides.
  void fit(const Box& box, Rect free, bool at_once);
  void look_at(Vec place, float pixels_per_metre, bool at_once);
  void pan_pixels(Vec delta);             // at once: the hand holds the map
  void glide_pixels(Vec delta);           // smoothly: keys
  void zoom_at(Vec pixel, float factor);  // smoothly
  void advance(float seconds);
  void finish();               // jumps to the target
  void travel(float seconds);  // takes about this long to the target
  [[nodiscard]] bool moving() const;

  [[nodiscard]] Vec centre() const { return centre_; }
  [[nodiscard]] float scale() const { return scale_; }  // pixels per metre
  [[nodiscard]] Vec to_pixel(Vec place) const;
  [[nodiscard]] Vec to_map(Vec pixel) const;
  [[nodiscard]] Box visible() const;

  static constexpr float kNearest = 40;  // pixels per metre
  [[nodiscard]] float farthest() const { return farthest_; }

 private:
  void clamp_target();

  Rect viewport_{0, 0, 1280, 720};
  Box limits_{{-1e6F, -1e6F}, {1e6F, 1e6F}};
  Vec centre_{0, 0};
  float scale_ = 0.1F;
  Vec target_centre_{0, 0};
  float target_scale_ = 0.1F;
  float farthest_ = 1e-4F;
  // While zooming about a pixel, that place is held under it.
  float settle_ = 14;  // 1/s: how fast the eye closes in on its target
  bool anchored_ = false;
  Vec anchor_pixel_;
  Vec anchor_place_;
};

}  // namespace mwendo::viz
