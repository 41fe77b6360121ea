#include "viz/map/camera.h"

namespace mwendo::viz {
void Camera::set_viewport(Rect pixels) {
  viewport_ = pixels;
  set_limits(limits_);
}

void Camera::set_limits(const Box& city) {
  limits_ = city;
  const float w = std::max(city.high.x - city.low.x, 1.0F);
  const float h = std::max(city.high.y - city.low.y, 1.0F);
  farthest_ = 0.4F * std::min(viewport_.w / w, viewport_.h / h);
}

void Camera::fit(const Box& box, Rect free, bool at_once) {
  const float w = std::max(box.high.x - box.low.x, 20.0F);
  const float h = std::max(box.high.y - box.low.y, 20.0F);
  const float scale = std::min(std::max(free.w, 50.0F) / w, std::max(free.h, 50.0F) / h);
  const Vec off = viewport_.centre() - free.centre();
  look_at(box.centre() + Vec{off.x / scale, -off.y / scale}, scale, at_once);
}

void Camera::travel(float seconds) { settle_ = 5 / std::max(seconds, 0.1F); }

void Camera::look_at(Vec place, float pixels_per_metre, bool at_once) {
  anchored_ = false;
  settle_ = 14;
  target_centre_ = place;
  target_scale_ = pixels_per_metre;
  clamp_target();
  if (at_once) finish();
}

void Camera::pan_pixels(Vec delta) {
  anchored_ = false;
  const Vec metres{-delta.x / scale_, delta.y / scale_};
  centre_ += metres;
  target_centre_ = centre_;
  clamp_target();
}

void Camera::glide_pixels(Vec delta) {
  anchored_ = false;
  target_centre_ += Vec{delta.x / target_scale_, -delta.y / target_scale_};
  clamp_target();
}

void Camera::zoom_at(Vec pixel, float factor) {
  settle_ = 14;
  anchored_ = true;
  anchor_pixel_ = pixel;
  anchor_place_ = to_map(pixel);
  target_scale_ *= factor;
  clamp_target();
}

void Camera::clamp_target() {
  target_scale_ = std::clamp(target_scale_, std::min(farthest_, kNearest), kNearest);
  target_centre_.x = std::clamp(target_centre_.x, limits_.low.x, limits_.high.x);
  target_centre_.y = std::clamp(target_centre_.y, limits_.low.y, limits_.high.y);
}

void Camera::advance(float seconds) {
  const float t = 1 - std::exp(-settle_ * seconds);
  // Scale moves on a logarithmic path, so that each frame zooms by the same share.
  scale_ *= std::pow(target_scale_ / scale_, t);
  if (std::abs(target_scale_ / scale_ - 1) < 1e-3F) scale_ = target_scale_;
  if (anchored_) {
    const Vec offset = anchor_pixel_ - viewport_.centre();
    centre_ = anchor_place_ - Vec{offset.x / scale_, -offset.y / scale_};
    target_centre_ = centre_;
    if (scale_ == target_scale_) anchored_ = false;
    return;
  }
  centre_ = mix(centre_, target_centre_, t);
  if (length(target_centre_ - centre_) * scale_ < 0.25F) centre_ = target_centre_;
}

void Camera::finish() {
  anchored_ = false;
  centre_ = target_centre_;
  scale_ = target_scale_;
}

bool Camera::moving() const {
  return anchored_ || scale_ != target_scale_ || centre_ != target_centre_;
}

Vec Camera::to_pixel(Vec place) const {
  const Vec d = (place - centre_) * scale_;
  return viewport_.centre() + Vec{d.x, -d.y};
}

Vec Camera::to_map(Vec pixel) const {
  const Vec d = (pixel - viewport_.centre()) / scale_;
  return centre_ + Vec{d.x, -d.y};
}

Box Camera::visible() const {
  const Vec half{viewport_.w / 2 / scale_, viewport_.h / 2 / scale_};
  return {centre_ - half, centre_ + half};
}

}  // namespace mwendo::viz
