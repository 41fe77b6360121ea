#include "viz/map/lane_geometry.h"

#include <cmath>

namespace mwendo::viz {
namespace {

constexpr float kTakeUp = 60;         // metres over which the setback is taken up
constexpr float kMostOfLink = 0.15F;  // a setback is never a larger share of the link

}  // namespace

LaneGeometry::LaneGeometry(const Network& net) : net_(&net) {
  copy_lines();
  place_carriageways();
  find_setbacks();
}

void LaneGeometry::copy_lines() {
  double low_x = 1e18, low_y = 1e18, high_x = -1e18, high_y = -1e18;
  for (const Point& p : net_->geometry) {
    low_x = std::min(low_x, p.x), high_x = std::max(high_x, p.x);
    low_y = std::min(low_y, p.y), high_y = std::max(high_y, p.y);
  }
  if (net_->geometry.empty()) low_x = low_y = high_x = high_y = 0;
  origin_ = {std::round((low_x + high_x) / 2), std::round((low_y + high_y) / 2)};
  box_.include(origin_offset({low_x, low_y}));
  box_.include(origin_offset({high_x, high_y}));
  const std::size_t links = net_->links().size();
  link_box_.resize(links);
  stretch_.resize(links, 1);
  first_.push_back(0);
  for (const LinkId l : net_->links()) {
    float along = 0;
    for (const Point& p : net_->geometry_of(l)) {
      const Vec v = origin_offset(p);
      if (points_.size() > first_.back()) along += viz::length(v - points_.back());
      points_.push_back(v);
      along_.push_back(along);
      link_box_[l.value].include(v);
    }
    first_.push_back(static_cast<std::uint32_t>(points_.size()));
    if (net_->link.length_m[l] > 0) stretch_[l.value] = along / net_->link.length_m[l];
  }
}

bool LaneGeometry::shares_line(LinkId l) const {
  const LinkId r = net_->link.reverse[l];
  if (!r.valid()) return false;
  const auto a = line(l);
  const auto b = line(r);
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (viz::length(a[i] - b[b.size() - 1 - i]) > 0.5F) return false;
  return true;
}

void LaneGeometry::place_carriageways() {
  for (const LinkId l : net_->links()) {
    float width = 0;
    for (const LaneId a : net_->lanes_of(l)) width += net_->lane.width_m[a];
    half_width_.push_back(width / 2);
    shift_.push_back(static_cast<std::int8_t>(shares_line(l) ? kerb_side() : 0));
    link_box_[l.value] = link_box_[l.value].grown(width + 4);
  }
}

// A street that crosses at the end pushes the stop line back by its width on either side.
void LaneGeometry::find_setbacks() {
  setback_.assign(net_->links().size(), 0);
  const auto reach = [&](LinkId l) {
    return half_width_[l.value] * (shift_[l.value] != 0 ? 2 : 1);
  };
  for (const LinkId l : net_->links()) {
    const auto own = line(l);
    const Vec ahead = unit(own[own.size() - 1] - own[own.size() - 2]);
    float widest = 0;
    const auto consider = [&](LinkId other, Vec away) {
      if (std::abs(cross(ahead, away)) > 0.5F) widest = std::max(widest, reach(other));
    };
    const NodeId n = net_->link.to[l];
    for (const LinkId o : net_->outgoing(n)) consider(o, unit(line(o)[1] - line(o)[0]));
    for (const LinkId i : net_->incoming(n)) {
      const auto other = line(i);
      consider(i, unit(other[other.size() - 2] - other[other.size() - 1]));
    }
    const float at_most = kMostOfLink * length(l);
    setback_[l.value] = widest > 0 ? std::min(widest + 2.5F, at_most) : 0;
  }
}

float LaneGeometry::boundary(LinkId l, std::uint32_t lanes_from_kerb) const {
  const auto lanes = net_->lanes_of(l);
  float from_kerb = 0;
  for (std::uint32_t i = 0; i < lanes_from_kerb && i < lanes.size(); ++i)
    from_kerb += net_->lane.width_m[lanes[i]];
  const float half = half_width_[l.value];
  const float kerb = shift_[l.value] != 0 ? 2 * half : half;
  return kerb_side() * (kerb - from_kerb);
}

float LaneGeometry::lateral(LinkId l, std::uint32_t lane) const {
  const auto lanes = net_->lanes_of(l);
  const auto count = static_cast<std::uint32_t>(lanes.size());
  if (lane < count) return (boundary(l, lane) + boundary(l, lane + 1)) / 2;
  if (count >= 2) return boundary(l, 1);
  return mix(boundary(l, 1), boundary(l, 0), 0.12F);
}

Pose LaneGeometry::pose(LinkId l, float lateral_m, float position_m) const {
  const std::uint32_t first = first_[l.value];
  const std::uint32_t last = first_[l.value + 1] - 1;
  const float at = std::clamp(position_m, 0.0F, along_[last]);
  std::uint32_t i = first;
  while (i + 2 <= last && along_[i + 1] < at) ++i;
  const Vec a = points_[i];
  const float piece = along_[i + 1] - along_[i];
  const Vec d = piece > 0 ? (points_[i + 1] - a) / piece : Vec{1, 0};
  return {a + d * (at - along_[i]) + left_of(d) * lateral_m, d};
}

Pose LaneGeometry::vehicle_pose(LinkId l, float lateral_m, float position_m) const {
  const float total = length(l);
  float at = position_m * stretch_[l.value];
  const float back = setback_[l.value];
  if (back > 0) {
    const float zone = std::min(kTakeUp, total);
    const float into = at - (total - zone);
    if (into > 0) at -= back * into / zone;
  }
  return pose(l, lateral_m, at);
}

}  // namespace mwendo::viz
